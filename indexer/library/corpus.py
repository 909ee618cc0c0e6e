"""The corpus: the profiles of a library on disk."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer import schedule
from indexer.errors import ContentError, CorpusError
from indexer.language.synonyms import Synonym, read_synonyms
from indexer.library.roots import EXPECTED, Root, files_of, roots_of
from indexer.profile import Profile
from indexer.readers import (
    Found,
    find_held_back,
    find_profiles,
    read_profiles,
    read_remarks,
)
from indexer.readers.conventions import Conventions, conventions_of
from indexer.readers.withheld import Remark
from indexer.schedule import HeldBack

WAITS = "became a draft, or got a future date, while it was being read; build again"
NAMED = 5
"""The most places that a message about a duplicate id names, besides its own."""

VANISHED = "disappeared while it was being read; build again if it is back"


class _Look(NamedTuple):
    """A snapshot of a library on one day.

    Profiles, those that are held back among them, by source; conventions by file; and refusals.
    """

    day: dt.date
    found: dict[str, Found]
    held: dict[str, HeldBack]
    conventions: dict[Path, Conventions]
    refused: tuple[ContentError, ...]


class Corpus:
    """The profiles in some folders and files.

    A source is the path of a file below its root, or `path#id` for a record. With several roots it begins
    with the name of the root, so that it stays the same from build to build.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(roots)
        self._last: _Look | None = None

    def fingerprints(self) -> dict[str, str]:
        """The content hash of each source that is there now, readable or not.

        Drafts and profiles with a future date are left out. Raises CorpusError if a root is missing or has no
        profiles.
        """
        self._last = look = _look(self.roots)
        return {source: each.fingerprint for source, each in look.found.items() if source not in look.held}

    def held_back(self) -> tuple[HeldBack, ...]:
        """The drafts, and the profiles with a future date, of the last snapshot."""
        return tuple(self._latest().held.values())

    def remarks(self) -> Iterator[tuple[str, int, Remark]]:
        """The parts of files that are not published, with path and line."""
        look = self._latest()
        files = {found.path: found.file for found in look.found.values()}
        for path, file in files.items():
            remarks = read_remarks(path, file, look.conventions[path])
            yield from ((str(path), line, remark) for line, remark in remarks)

    def files(self) -> Iterator[tuple[Path, Conventions]]:
        """The files that the last listing found, readable or not, with their conventions."""
        yield from self._latest().conventions.items()

    def place(self, source: str) -> tuple[Path, int | None, Conventions]:
        """The place of a source that the last listing found: its file, and a record's line."""
        look = self._latest()
        found = look.found[source]
        return found.path, found.line, look.conventions[found.path]

    def refused(self) -> tuple[ContentError, ...]:
        """Errors of the last snapshot: unreadable files, and ids that are used twice."""
        return self._latest().refused

    def read(self, sources: Collection[str]) -> Iterator[Profile | ContentError]:
        """The profile at each of these sources, or the error in its place."""
        look = self._latest()
        wanted: dict[Path, list[str]] = defaultdict(list)
        for source in sources:
            if source in look.found:
                wanted[look.found[source].path].append(source)
            else:
                yield ContentError(VANISHED, path=source, source=source)
        for path, below in wanted.items():
            yield from _read(path, frozenset(below), look)

    def synonyms(self) -> tuple[Synonym, ...]:
        """The synonyms in the library's own synonyms.toml; raises ContentError."""
        files = dict.fromkeys(root.folder() / "synonyms.toml" for root in roots_of(self.roots))
        return tuple(synonym for file in files if file.exists() for synonym in read_synonyms(file))

    def _latest(self) -> _Look:
        self._last = self._last or _look(self.roots)
        return self._last


def _look(paths: Sequence[Path]) -> _Look:
    day = schedule.today()
    found: list[Found] = []
    refused: list[ContentError] = []
    tables: dict[Path, Conventions] = {}
    for root in roots_of(paths):
        conventions = _conventions(root)
        located = list(_locate(root, conventions, day))
        if not located:
            raise CorpusError(f"{root.path} has no profiles. Add {EXPECTED} files.")
        found += [each for each in located if isinstance(each, Found)]
        refused += [each for each in located if isinstance(each, ContentError)]
        tables |= {each.path: conventions for each in found if each.path not in tables}
    held = {each.source: each for each in find_held_back(found, tables, day)}
    by_id: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        if each.source not in held:
            by_id[each.id].append(each)
    unique = {same[0].source: same[0] for same in by_id.values() if len(same) == 1}
    unique |= {each.source: each for each in found if each.source in held}
    doubles = (error for same in by_id.values() if len(same) > 1 for error in _doubles(same))
    return _Look(day, unique, held, tables, (*refused, *doubles))


def _locate(root: Root, conventions: Conventions, day: dt.date) -> Iterator[Found | ContentError]:
    for each in files_of(root):
        if isinstance(each, ContentError):
            yield each
        else:
            yield from find_profiles(each, root.source(each), conventions, day)


def _read(path: Path, sources: frozenset[str], look: _Look) -> Iterator[Profile | ContentError]:
    missing = set(sources)
    file = look.found[min(sources)].file
    for each in read_profiles(path, file, look.conventions[path], sources):
        if isinstance(each, ContentError):
            unread = [each.source] if each.source in sources else filter(each.covers, missing)
            missing.difference_update(list(unread))
        else:
            missing.discard(each.source)
        yield _in_time(each, path, look)
    for source in sorted(missing):
        yield ContentError(VANISHED, path=str(path), source=source)


def _in_time(each: Profile | ContentError, path: Path, look: _Look) -> Profile | ContentError:
    """The profile, or an error if it has become held back since the snapshot."""
    if isinstance(each, ContentError) or each.source in look.held:
        return each
    waits = schedule.is_held_back(each, look.day)
    return ContentError(WAITS, path=str(path), source=each.source) if waits else each


def _conventions(root: Root) -> Conventions:
    try:
        return conventions_of(root.folder())
    except ContentError as error:
        raise CorpusError(str(error)) from error


def _doubles(same: Sequence[Found]) -> Iterator[ContentError]:
    """Errors for profiles with the same id, none of which is read."""
    first = [_place(each) for each in same[: NAMED + 1]]
    for each in same:
        others = [place for place in first if place != _place(each)][:NAMED]
        more = len(same) - 1 - len(others)
        places = ", ".join(others) + (f" and {more:,} more" if more else "")
        message = f'has the same id as {places}: "{each.id}"; change the id of one of them'
        yield ContentError(message, path=str(each.path), line=each.line, source=each.source)


def _place(found: Found) -> str:
    return f"{found.path}:{found.line}" if found.line else str(found.path)
