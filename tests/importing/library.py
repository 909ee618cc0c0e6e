"""Imports sources that a test writes, and says what came of them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from indexer.importing.exports.mapping import read_mapping
from indexer.importing.run import import_profiles
from indexer.importing.values import ImportedPage, ImportReport
from indexer.library.corpus import Corpus
from indexer.profile import Profile


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A source with this content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def imported(source: Path, mapping: str = "", *, force: bool = False) -> ImportReport:
    """What an import of a source into `out` beside it says."""
    given = read_mapping(written(source.parent, "map.toml", mapping)) if mapping else None
    return import_profiles([source], source.parent / "out", given, force=force)


def only(report: ImportReport) -> ImportedPage:
    """The one page of a report."""
    (page,) = report.pages
    return page


def profiles(*roots: Path) -> dict[str, Profile]:
    """The profiles of a library by their ids, without what says where each was."""
    corpus = Corpus(roots)
    sources = [*corpus.fingerprints(), *(held.source for held in corpus.held_back())]
    assert corpus.refused() == ()
    read = [each for each in corpus.read(sources) if isinstance(each, Profile)]
    return {each.id: _bare(each) for each in read}


def _bare(profile: Profile) -> Profile:
    sections = tuple(
        msgspec.structs.replace(each, markdown="", links=(), pictures=()) for each in profile.sections
    )
    return msgspec.structs.replace(profile, source="", fingerprint="", sections=sections)
