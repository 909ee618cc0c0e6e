"""An import from end to end: from sources to Markdown profiles, and a report of what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from indexer.errors import ContentError, UsageError
from indexer.importing.exports.mapping import FieldMapping, toml_of
from indexer.importing.files import write
from indexer.importing.reading import read_sources
from indexer.importing.sources import files_in
from indexer.importing.target import ids_in, joined, own_headings, write_beside
from indexer.importing.values import ImportedPage, ImportReport, Outcome, SourcePage
from indexer.importing.verifying import differences
from indexer.importing.writing import markdown_of, unwritten
from indexer.profile import SectionKind
from indexer.readers import conventions
from indexer.readers.headings import HeadingTable

NAMED = 5
"""The most places that a message about a duplicate id names, besides its own."""


def import_profiles(
    sources: Sequence[Path], target: Path, given: FieldMapping | None = None, *, force: bool = False
) -> ImportReport:
    """Import profiles from folders of pages and from exports into a folder, as Markdown.

    Nothing that is there is overwritten without `force`. Raises UsageError, CorpusError and, where the
    headings or keys of a library cannot be read, ContentError.
    """
    given = given or FieldMapping()
    _refuse_overlap(sources, target)
    files = files_in(sources)
    there = ids_in(target)
    read = read_sources(files, given)
    libraries = list(dict.fromkeys(file.library for file in files))
    headings = _headings(libraries, given)
    beside = list(write_beside(target, libraries, headings, force=force))
    known = conventions.shipped()
    table = joined([headings, own_headings(target)])
    known = known._replace(headings=known.headings.extended_by(table))
    pages = [_imported(page, target, there, known, force=force) for page in _apart(read.pages)]
    refused = [
        ImportedPage(
            error.path + (f":{error.line}" if error.line else ""), Outcome.REFUSED, problem=error.message
        )
        for error in read.refused
    ]
    return ImportReport((*pages, *refused, *beside, *read.others), toml_of(read.mapping))


def _refuse_overlap(sources: Sequence[Path], target: Path) -> None:
    """Refuse a target within a source: the next build would find each profile twice."""
    real = target.resolve()
    for source in sources:
        if real == source.resolve() or source.resolve() in real.parents:
            raise UsageError(f"{target} is in {source}. Import to a folder outside it.")


def _headings(libraries: Sequence[Path], given: FieldMapping) -> HeadingTable:
    """The headings that the imported library has of its own; those of no kind need no mention."""
    shipped = conventions.shipped().headings
    wanted = {
        kind: [each for each in headings if kind != SectionKind.OTHER or shipped.kind(each)]
        for kind, headings in given.headings.items()
    }
    return joined([wanted, *map(own_headings, libraries)])


def _apart(pages: Sequence[SourcePage]) -> Iterator[SourcePage | ImportedPage]:
    """The pages, those that have the same id refused."""
    by_id: dict[str, list[SourcePage]] = defaultdict(list)
    for page in pages:
        by_id[page.profile.id].append(page)
    for page in pages:
        same = by_id[page.profile.id]
        others = [each.place for each in same if each is not page]
        if not others:
            yield page
            continue
        more = f" and {len(others) - NAMED:,} more" if len(others) > NAMED else ""
        places = ", ".join(others[:NAMED]) + more
        problem = f'would have the same id as {places}: "{page.profile.id}"; rename one of them'
        yield ImportedPage(page.place, Outcome.REFUSED, problem=problem)


def _imported(
    page: SourcePage | ImportedPage,
    target: Path,
    there: dict[str, Path],
    known: conventions.Conventions,
    *,
    force: bool,
) -> ImportedPage:
    if isinstance(page, ImportedPage):
        return page
    path = target / page.folder / f"{page.profile.id}.md"
    if (other := there.get(page.profile.id)) and other.resolve() != path.resolve():
        problem = f'has the same id as {other}: "{page.profile.id}"; rename one of them'
        return ImportedPage(page.place, Outcome.REFUSED, problem=problem)
    text, unlike = _written(page, known)
    try:
        outcome = write(path, text, force=force)
    except ContentError as error:
        return ImportedPage(page.place, Outcome.REFUSED, problem=str(error))
    return ImportedPage(
        page.place,
        outcome,
        str(path),
        tuple(section.heading for section in page.profile.sections),
        page.mapped,
        (*page.left_out, *unwritten(page)),
        f"reads differently from its source: {', '.join(unlike)}" if unlike else "",
    )


def _written(page: SourcePage, known: conventions.Conventions) -> tuple[str, list[str]]:
    """The text of a page, and what of it reads differently; without headings in sections if they do."""
    text = markdown_of(page, known.headings)
    unlike = differences(page.profile, text, known)
    if unlike and page.subheadings:
        plain = markdown_of(page._replace(subheadings=frozenset()), known.headings)
        less = differences(page.profile, plain, known)
        return (plain, less) if len(less) < len(unlike) else (text, unlike)
    return text, unlike
