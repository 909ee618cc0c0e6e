"""A library of profiles on disk: what stands in it, and what it says."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer import schedule
from indexer.errors import ContentError, CorpusError
from indexer.generations.layout import is_index
from indexer.language.synonyms import Synonym, read_synonyms
from indexer.profile import Profile
from indexer.readers import (
    SUFFIXES,
    Found,
    find_held_back,
    find_profiles,
    is_content,
    read_profiles,
    read_remarks,
)
from indexer.readers.headings import Headings, extended, shipped
from indexer.readers.withheld import Remark
from indexer.schedule import HeldBack

EXPECTED = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
WAITS = "became a draft, or got a day to come, while it was being read; build again"
VANISHED = "disappeared while it was being read; build again if it is back"


class _Root(NamedTuple):
    """A folder or file as it was given, where it really is, and what its sources begin with."""

    path: Path
    real: Path
    base: str

    def source(self, path: Path) -> str:
        """How the index knows a file."""
        return "/".join(filter(None, (self.base, *path.relative_to(self.path).parts)))

    def folder(self) -> Path:
        """Where the lists that a library adds to are."""
        return self.path if self.real.is_dir() else self.path.parent


class _Look(NamedTuple):
    """What one look at a library found on its day.

    Profiles, those that are held back among them, by source; tables of headings by file; and refusals.
    """

    day: dt.date
    found: dict[str, Found]
    held: dict[str, HeldBack]
    headings: dict[Path, Headings]
    refused: tuple[ContentError, ...]


class Corpus:
    """The profiles in some folders and files.

    A source is a file's path below its root, and `path#id` for a record; where there are several roots it
    begins with the root's name, so that it stays the same from build to build.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(roots)
        self._last: _Look | None = None

    def fingerprints(self) -> dict[str, str]:
        """Source to content hash of everything that stands there now, whether it can be read or not.

        Drafts, and profiles that are published later, do not belong to the library today. Raises
        CorpusError where a root is missing or holds no profiles.
        """
        self._last = look = _look(self.roots)
        return {source: each.fingerprint for source, each in look.found.items() if source not in look.held}

    def held_back(self) -> tuple[HeldBack, ...]:
        """What the last look found and does not publish today."""
        return tuple(self._latest().held.values())

    def remarks(self) -> Iterator[tuple[str, int, Remark]]:
        """What the files have in them that is not published, with path and line."""
        files = {found.path: found.file for found in self._latest().found.values()}
        for path, file in files.items():
            yield from ((str(path), line, remark) for line, remark in read_remarks(path, file))

    def refused(self) -> tuple[ContentError, ...]:
        """What the last look could not even locate: files that cannot be opened, ids that stand twice."""
        return self._latest().refused

    def read(self, sources: Collection[str]) -> Iterator[Profile | ContentError]:
        """The profiles at these sources, each of them or the reason why it is none."""
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
        """The library's own synonyms, from synonyms.toml beside its profiles; raises ContentError."""
        files = dict.fromkeys(root.folder() / "synonyms.toml" for root in _roots(self.roots))
        return tuple(synonym for file in files if file.exists() for synonym in read_synonyms(file))

    def _latest(self) -> _Look:
        self._last = self._last or _look(self.roots)
        return self._last


def _look(paths: Sequence[Path]) -> _Look:
    day = schedule.today()
    found: list[Found] = []
    refused: list[ContentError] = []
    tables: dict[Path, Headings] = {}
    for root in _roots(paths):
        headings = _headings(root)
        located = list(_locate(root, headings, day))
        if not located:
            raise CorpusError(f"{root.path} holds no profiles: expected {EXPECTED} files")
        found += [each for each in located if isinstance(each, Found)]
        refused += [each for each in located if isinstance(each, ContentError)]
        tables |= {each.path: headings for each in found if each.path not in tables}
    held = {each.source: each for each in find_held_back(found, tables, day)}
    by_id: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        if each.source not in held:
            by_id[each.id].append(each)
    unique = {same[0].source: same[0] for same in by_id.values() if len(same) == 1}
    unique |= {each.source: each for each in found if each.source in held}
    doubles = (error for same in by_id.values() if len(same) > 1 for error in _doubles(same))
    return _Look(day, unique, held, tables, (*refused, *doubles))


def _locate(root: _Root, headings: Headings, day: dt.date) -> Iterator[Found | ContentError]:
    for each in _files(root):
        if isinstance(each, ContentError):
            yield each
        else:
            yield from find_profiles(each, root.source(each), headings, day)


def _read(path: Path, sources: frozenset[str], look: _Look) -> Iterator[Profile | ContentError]:
    missing = set(sources)
    file = look.found[min(sources)].file
    for each in read_profiles(path, file, look.headings[path], sources):
        missing -= {source for source in missing if _concerns(each, source)}
        yield _in_time(each, path, look)
    for source in sorted(missing):
        yield ContentError(VANISHED, path=str(path), source=source)


def _in_time(each: Profile | ContentError, path: Path, look: _Look) -> Profile | ContentError:
    """A profile as it was read, unless it waits now and did not when the library was looked at."""
    if isinstance(each, ContentError) or each.source in look.held:
        return each
    waits = schedule.is_held_back(each, look.day)
    return ContentError(WAITS, path=str(path), source=each.source) if waits else each


def _concerns(each: Profile | ContentError, source: str) -> bool:
    return each.covers(source) if isinstance(each, ContentError) else each.source == source


def _roots(paths: Sequence[Path]) -> list[_Root]:
    """The roots, without those that lie in another; of several, each by as much of its path as it takes."""
    real = {path: _real(path) for path in paths}
    apart = [
        path
        for at, path in enumerate(paths)
        if not any(real[other] in real[path].parents for other in paths)
        and real[path] not in [real[other] for other in paths[:at]]
    ]
    if len(apart) == 1:
        only = apart[0]
        return [_Root(only, real[only], "" if real[only].is_dir() else only.name)]
    length = 1
    while len({real[path].parts[-length:] for path in apart}) < len(apart):
        length += 1
    return [_Root(path, real[path], "/".join(real[path].parts[-length:]).lstrip("/")) for path in apart]


def _real(path: Path) -> Path:
    try:
        real = path.resolve(strict=True)
        if real.is_dir():
            os.scandir(real).close()
    except FileNotFoundError as error:
        raise CorpusError(f"there is no {path}; name a folder or file of profiles") from error
    except OSError as error:
        raise CorpusError(f"{path} {_closed(error)}") from error
    if not real.is_dir() and not is_content(path):
        raise CorpusError(f"{path} is no content: expected a folder, or a {EXPECTED} file")
    return real


def _headings(root: _Root) -> Headings:
    file = root.folder() / "headings.toml"
    if not file.exists():
        return shipped()
    try:
        return extended(file)
    except ContentError as error:
        raise CorpusError(str(error)) from error


def _files(root: _Root) -> Iterator[Path | ContentError]:
    """The files of content at or below a root, in order, and what cannot be looked into."""
    if not root.real.is_dir():
        yield root.path
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(root.path, onerror=closed.append):
        folders[:] = sorted(name for name in folders if _holds_content(folder, name))
        content = sorted(name for name in names if is_content(Path(name)))
        for name, is_file in (*((name, True) for name in content), *((name, False) for name in folders)):
            path = os.path.join(folder, name)
            problem = _link_problem(Path(path), root) if os.path.islink(path) else None
            if problem:
                yield ContentError(problem, path=path, source=root.source(Path(path)))
            elif is_file:
                yield Path(path)
    for error in closed:
        yield ContentError(_closed(error), path=str(error.filename), source=root.source(Path(error.filename)))


def _holds_content(parent: str, name: str) -> bool:
    """Whether a folder may hold content: a hidden one and an index do not."""
    return not name.startswith(".") and not is_index(os.path.join(parent, name))


def _closed(error: OSError) -> str:
    """Why a folder cannot be looked into, and what to do."""
    if isinstance(error, PermissionError):
        return "cannot be looked into; give the user that builds the index permission to read and enter it"
    return f"cannot be looked into: {error.strerror}"


def _link_problem(path: Path, root: _Root) -> str | None:
    """Why a link is not followed; a folder that is linked within the library stands in it anyway."""
    if not os.path.exists(path):
        return "is a link that leads nowhere; mend or remove it"
    if not path.resolve().is_relative_to(root.real):
        return "is a link that leads out of the library; put a copy here, or name its folder as a library too"
    return None


def _doubles(same: Sequence[Found]) -> Iterator[ContentError]:
    """Errors for profiles that have one id; none of them is taken."""
    for each in same:
        others = ", ".join(_place(other) for other in same if other is not each)
        message = f'has the id "{each.id}", which stands in {others} as well; give one of them another'
        yield ContentError(message, path=str(each.path), line=each.line, source=each.source)


def _place(found: Found) -> str:
    return f"{found.path}:{found.line}" if found.line else str(found.path)
