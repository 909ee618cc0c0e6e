"""The target of an import: the library that is there already, and the files beside its profiles."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from indexer.errors import ContentError, CorpusError
from indexer.importing.exports.mapping import headings_toml
from indexer.importing.files import write
from indexer.importing.values import ImportedPage, Outcome
from indexer.library.roots import files_of, roots_of
from indexer.readers import Found, find_profiles
from indexer.readers.conventions import shipped
from indexer.readers.headings import HeadingTable
from indexer.schedule import today

HEADINGS = "headings.toml"
COPIED = ("synonyms.toml", "check.toml")
"""The files of a library that are copied as they are."""


def ids_in(folder: Path) -> dict[str, Path]:
    """The ids of the profiles that a folder has, and where; raises CorpusError if it cannot be opened."""
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise CorpusError(f"{folder} is a file. Give a folder to import to.")
    ids: dict[str, Path] = {}
    for path in files_of(roots_of([folder])[0]):
        if isinstance(path, Path):
            found = find_profiles(path, str(path), shipped(), today())
            ids |= {each.id: path for each in found if isinstance(each, Found)}
    return ids


def own_headings(library: Path) -> HeadingTable:
    """The table of headings of a library, which its conventions have checked; empty if it has none."""
    path = library / HEADINGS
    return tomllib.loads(path.read_text(encoding="utf-8-sig")) if path.exists() else {}


def write_beside(
    folder: Path, libraries: Sequence[Path], headings: HeadingTable, *, force: bool
) -> Iterator[ImportedPage]:
    """Write what counts for a whole library beside its profiles: its headings, synonyms and checks."""
    if headings:
        yield _written(folder / HEADINGS, folder / HEADINGS, _headings(folder, headings), force=force)
    for name in COPIED:
        found = [library / name for library in libraries if (library / name).is_file()]
        for path in found[:1]:
            yield _written(path, folder / name, path.read_text(encoding="utf-8"), force=force)
        for path in found[1:]:
            problem = f"is not imported, because {found[0]} is; merge the two by hand"
            yield ImportedPage(str(path), Outcome.REFUSED, problem=problem)


def _written(source: Path, target: Path, text: str, *, force: bool) -> ImportedPage:
    try:
        return ImportedPage(str(source), write(target, text, force=force), str(target))
    except ContentError as error:
        return ImportedPage(str(source), Outcome.REFUSED, problem=str(error))


def _headings(folder: Path, headings: HeadingTable) -> str:
    """The headings of a library with some more, or its file as it is where that has them all."""
    there = own_headings(folder)
    both = joined([headings, there])
    if both == joined([there]):
        return (folder / HEADINGS).read_text(encoding="utf-8")
    return headings_toml(both)


def joined(tables: Sequence[HeadingTable]) -> dict[str, list[str]]:
    """Tables of headings merged into one; if several have a heading, the first one counts."""
    kinds: dict[str, str] = {}
    for table in tables:
        for kind, headings in table.items():
            for heading in headings:
                kinds.setdefault(heading, kind)
    rows: Mapping[str, list[str]] = defaultdict(list)
    for heading, kind in sorted(kinds.items(), key=lambda item: item[1]):
        rows[kind].append(heading)
    return {kind: sorted(each) for kind, each in rows.items()}
