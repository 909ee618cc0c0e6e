"""Searches that found nothing, and words that no profile has, counted in a file that workers share."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import structlog

NAME = "missed-searches.jsonl"
KEPT = 500
"""The most searches that are kept; those with the fewest counts, and of these the oldest, go first."""
LONGEST = 80
"""The most characters of a search that is kept; longer ones are pasted text."""
SIZE = 256 * 1024
"""The bytes from which the file is written anew, with one line for each search."""

PERSONAL = re.compile(
    r"\S@\S|(?:\d[\s()./+-]*){5}|https?:|www\."
    r"|\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b|\b[a-z]{2}\s*(?:\d\s*){6}[a-z]?\b",
    re.IGNORECASE,
)
"""What may be about a person: an e-mail address, five digits, a web address, a postcode."""

log = structlog.get_logger("service")


class MissedSearch(msgspec.Struct, frozen=True, array_like=True):
    """A search that found nothing: its text, how often it was made, and the day of the last time."""

    text: str
    count: int
    last: dt.date


class MissedSearches:
    """The missed searches of a service.

    Each is a line at the end of the file, so that workers lose nothing to one another, and a worker that is
    killed loses nothing. No address of a visitor is kept, and no search that may be about a person.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._warned = False

    def note(self, texts: Iterable[str]) -> None:
        """Count searches or words; what cannot be kept is logged, and fails nobody's request."""
        plain = {" ".join(text.split()).casefold() for text in texts}
        today = dt.datetime.now(dt.UTC).date()
        missed = [MissedSearch(each, 1, today) for each in sorted(plain) if _may_be_kept(each)]
        if not missed:
            return
        try:
            self._append(missed)
        except OSError as error:
            if not self._warned:
                log.warning("missed searches cannot be kept", path=str(self.path), reason=error.strerror)
            self._warned = True

    def most(self, limit: int = KEPT) -> list[MissedSearch]:
        """The searches that were missed most often, most first."""
        try:
            return _merged(_read(self.path))[:limit]
        except FileNotFoundError:
            return []
        except OSError as error:
            log.warning("missed searches cannot be read", path=str(self.path), reason=error.strerror)
            return []

    def _append(self, missed: Sequence[MissedSearch]) -> None:
        with _locked(self.path) as descriptor:
            # A worker that was killed may have left half a line.
            torn = os.lseek(descriptor, 0, os.SEEK_END) and os.pread(descriptor, 1, _size(descriptor) - 1)
            os.write(descriptor, b"\n" * (torn not in (0, b"\n")) + b"".join(map(_line, missed)))
            if _size(descriptor) > SIZE:
                fresh = self.path.with_name(f"{self.path.name}.new")
                fresh.write_bytes(b"".join(map(_line, _merged(_read(self.path))[:KEPT])))
                fresh.replace(self.path)


def _may_be_kept(text: str) -> bool:
    return 0 < len(text) <= LONGEST and not PERSONAL.search(text)


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """The file, locked against other workers; one that was replaced meanwhile is opened again."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if _is_at(descriptor, path):
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _size(descriptor: int) -> int:
    return os.fstat(descriptor).st_size


def _line(missed: MissedSearch) -> bytes:
    return msgspec.json.encode(missed) + b"\n"


def _read(path: Path) -> Iterator[MissedSearch]:
    """The lines of the file; a torn one is skipped."""
    for line in path.read_bytes().splitlines():
        try:
            yield msgspec.json.decode(line, type=MissedSearch)
        except msgspec.DecodeError:
            continue


def _merged(lines: Iterable[MissedSearch]) -> list[MissedSearch]:
    """One for each search, those with the most counts first."""
    found: dict[str, MissedSearch] = {}
    for each in lines:
        before = found.get(each.text, MissedSearch(each.text, 0, each.last))
        last = max(before.last, each.last)
        found[each.text] = MissedSearch(each.text, before.count + each.count, last)
    return sorted(found.values(), key=lambda each: (-each.count, -each.last.toordinal(), each.text))


def place_of(index: str, run_folder: str) -> Path | None:
    """Where the file is: with the index if this process may write there, else in the run folder."""
    if os.path.isdir(index) and os.access(index, os.W_OK | os.X_OK):
        return Path(index, NAME)
    return Path(run_folder, NAME) if run_folder else None
