"""The pages of some sources, with the mapping that they were read by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from indexer.errors import ContentError
from indexer.importing.exports.fields import page_of
from indexer.importing.exports.guessing import guess
from indexer.importing.exports.mapping import OF_RECORDS, FieldMapping
from indexer.importing.exports.records import ExportedRecord
from indexer.importing.pages import read_page
from indexer.importing.sources import EXPORTS, KINDS, ListedFile
from indexer.importing.values import ImportedPage, Outcome, SourcePage
from indexer.profile import SectionKind
from indexer.readers import SUFFIXES
from indexer.readers.conventions import Conventions, conventions_of
from indexer.readers.headings import HeadingTable


class Sources(NamedTuple):
    """What was read: pages, refusals, what is not a source, and the mapping."""

    pages: tuple[SourcePage, ...]
    refused: tuple[ContentError, ...]
    others: tuple[ImportedPage, ...]
    mapping: FieldMapping


def read_sources(files: Sequence[ListedFile], given: FieldMapping) -> Sources:
    """The content of some files; raises ContentError if a library's own headings are wrong."""
    known = {file.library: _conventions(file.library, given) for file in files}
    pages: list[SourcePage] = []
    refused: list[ContentError] = []
    others: list[ImportedPage] = []
    mapping = given
    for file in files:
        conventions = known[file.library]
        if file.suffix in EXPORTS:
            found, guessed = _records(file, given, conventions)
            mapping = _joined(mapping, guessed)
        elif file.suffix in SUFFIXES:
            found = [_page(file, conventions)]
        else:
            others.append(ImportedPage(str(file.path), Outcome.LEFT_OUT, problem=f"is not one of {KINDS}"))
            continue
        pages += [each for each in found if isinstance(each, SourcePage)]
        refused += [each for each in found if isinstance(each, ContentError)]
    headings = _with_unknown(given.headings, pages, known.values())
    return Sources(tuple(pages), tuple(refused), tuple(others), mapping._replace(headings=headings))


def _joined(one: FieldMapping, other: FieldMapping) -> FieldMapping:
    """Two mappings merged; if only one of them leaves a field out, the other decides."""
    sections = {**other.sections, **one.sections}
    keys = {name: meaning or one.keys.get(name, "") for name, meaning in other.keys.items()}
    keys = {
        **one.keys,
        **{name: meaning for name, meaning in keys.items() if meaning or name not in sections},
    }
    return FieldMapping({name: each for name, each in keys.items() if each or name not in sections}, sections)


def _conventions(library: Path, given: FieldMapping) -> Conventions:
    """What headings and keys mean in a library; the mapping has priority."""
    known = conventions_of(library)
    keys = {field: meaning for field, meaning in given.keys.items() if meaning not in OF_RECORDS}
    return known._replace(
        headings=known.headings.extended_by(given.headings), keys=known.keys.extended_by(keys)
    )


def _page(file: ListedFile, conventions: Conventions) -> SourcePage | ContentError:
    try:
        return read_page(file.path, file.folder, conventions)
    except ContentError as error:
        return error


def _records(
    file: ListedFile, given: FieldMapping, conventions: Conventions
) -> tuple[list[SourcePage | ContentError], FieldMapping]:
    """The pages of a file of records, and the mapping with what was guessed of its fields."""
    try:
        found = list(EXPORTS[file.suffix](file.path))
    except ContentError as error:
        return [error], given
    records = [each for each in found if isinstance(each, ExportedRecord)]
    mapping = guess(records, given, conventions)
    return [_of(each, file, mapping, conventions) for each in found], mapping


def _of(
    each: ExportedRecord | ContentError, file: ListedFile, mapping: FieldMapping, conventions: Conventions
) -> SourcePage | ContentError:
    if isinstance(each, ContentError):
        return each
    try:
        return page_of(each, mapping, conventions)._replace(folder=file.folder)
    except ContentError as error:
        return error


def _with_unknown(
    given: HeadingTable, pages: Iterable[SourcePage], known: Iterable[Conventions]
) -> Mapping[str, Sequence[str]]:
    """The headings that are given, and among those of the kind "other" all that no table has."""
    tables = [each.headings for each in known]
    unknown = [
        section.heading
        for page in pages
        for section in page.profile.sections
        if section.heading and not any(table.kind(section.heading) for table in tables)
    ]
    others = list(dict.fromkeys((*given.get(SectionKind.OTHER, ()), *unknown)))
    return {**given, SectionKind.OTHER.value: others} if others else given
