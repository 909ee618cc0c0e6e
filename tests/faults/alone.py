"""One thing that goes wrong, and what becomes of everything beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import msgspec

from indexer.engines import open_engine
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.library.corpus import Corpus
from indexer.profile import Profile
from indexer.query import Query
from indexer.readers import READERS
from indexer.readers.document import Document
from indexer.report import Report
from indexer.results import Results
from indexer.updating.sync import sync

NAMES = ("cooper", "tanner", "weaver", "fuller", "dyer")


class Outcome(NamedTuple):
    """What was said of a fault, and what was wrong: any profile that suffered by it."""

    said: tuple[str, ...]
    wrong: tuple[str, ...]


def library(place: Path) -> Path:
    """A few good profiles."""
    folder = place / "library"
    folder.mkdir()
    for name in NAMES:
        text = f"---\ntitle: {name.title()}\n---\n\n## Typical duties\n\nA {name} works by hand.\n"
        (folder / f"{name}.md").write_text(text)
    return folder


def raising(place: Path) -> Outcome:
    """A reader that raises on one file, after a build that read it well."""
    folder = library(place)
    build(folder)
    (folder / "tanner.md").write_text("---\ntitle: Tanner\n---\n\n## Typical duties\n\nA new text.\n")
    (folder / "fuller.md").write_text("---\ntitle: Fuller\n---\n\n## Typical duties\n\nAlso a new text.\n")
    read = READERS[".md"]

    def failing(document: Document) -> Profile:
        if document.path.stem == "tanner":
            raise RecursionError("too deep")
        return read(document)

    with patch.dict(READERS, {".md": failing}):
        report = build(folder)
    said = tuple(f"{Path(refusal.path).name}: {refusal.message}" for refusal in report.refused)
    old = [] if "works by hand" in text_of(folder, "tanner") else ["the last good version is gone"]
    new = [] if "Also a new text" in text_of(folder, "fuller") else ["another change was not read"]
    return Outcome(said, (*unfound(folder), *old, *new))


def unfindable(place: Path) -> Outcome:
    """A title that cannot be found."""
    folder = library(place)
    search = WhooshSearcher.search

    def forgetful(searcher: WhooshSearcher, query: Query) -> Results:
        results = search(searcher, query)
        hits = tuple(hit for hit in results.hits if hit.id != "weaver")
        return msgspec.structs.replace(results, hits=hits)

    with patch.object(WhooshSearcher, "search", forgetful):
        report = build(folder)
    return Outcome(report.findings, (*report.objections, *unfound(folder)))


def copied(place: Path) -> Outcome:
    """A copy of the index that followed links."""
    folder = library(place)
    build(folder)
    (place / "index").rename(place / "original")
    shutil.copytree(place / "original", place / "index")  # copies what `current` links to
    (folder / "dyer.md").write_text("---\ntitle: Dyer\n---\n\n## Typical duties\n\nA new text.\n")
    with closing(open_engine(f"whoosh:{place / 'index'}")) as engine:
        before = engine.status().problems
    build(folder)
    link = [] if (place / "index" / "current").is_symlink() else ["current is no link"]
    new = [] if "A new text" in text_of(folder, "dyer") else ["a change was not built"]
    return Outcome(before, (*unfound(folder), *link, *new))


KINDS: dict[str, Callable[[Path], Outcome]] = {
    "a reader that raises": raising,
    "a title that cannot be found": unfindable,
    "a copy that followed links": copied,
}


def build(folder: Path) -> Report:
    """Bring the index beside a library up to date."""
    with closing(open_engine(f"whoosh:{folder.parent / 'index'}")) as engine:
        return sync(Corpus([folder]), engine)


def unfound(folder: Path) -> tuple[str, ...]:
    """The profiles that the index does not find by their names."""
    with closing(open_engine(f"whoosh:{folder.parent / 'index'}")) as engine:
        first = {name: engine.searcher().search(Query(name)).hits[:1] for name in NAMES}
    return tuple(f"{name} is not found" for name, hits in first.items() if [hit.id for hit in hits] != [name])


def text_of(folder: Path, name: str) -> str:
    """The text of a profile as the index has it."""
    with closing(open_engine(f"whoosh:{folder.parent / 'index'}")) as engine:
        profile = engine.searcher().get(name)
    return "\n".join(section.text for section in profile.sections) if profile else ""
