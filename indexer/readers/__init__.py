"""From a file to profiles: one reader for each kind of content, chosen by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import msgspec

from indexer.errors import ContentError
from indexer.profile import Profile
from indexer.readers import html, jsonlines, markdown, text
from indexer.readers.document import Document, decode, fingerprint, read_bytes, refuse_other_formats
from indexer.readers.headings import Headings, shipped
from indexer.readers.misspellings import hide_misspellings

READERS: dict[str, Callable[[Document], Profile]] = {
    ".md": markdown.read,
    ".txt": text.read,
    ".html": html.read,
    ".htm": html.read,
}
"""The readers of files that hold one profile."""

RECORDS = ".jsonl"
"""The suffix of files that hold many."""

SUFFIXES = (*READERS, RECORDS)

NOTES = frozenset(
    {"README", "LICENSE", "LICENCE", "CHANGELOG", "CONTRIBUTING", "AUTHORS", "NOTICE", "COPYING"}
)
"""Files about a library; they hold no profile."""


NAMELESS = 'the line is no record with an "id"; it must be like {"id": "...", "title": "..."}'


class Found(msgspec.Struct, frozen=True):
    """A profile that was located and not read yet; `file` is the source of the file it stands in."""

    path: Path
    file: str
    source: str
    id: str
    fingerprint: str
    line: int | None = None


def is_content(path: Path) -> bool:
    """Whether a file's name says that it holds profiles; what editors leave behind and notes do not."""
    return (
        path.suffix.lower() in SUFFIXES
        and not path.name.startswith((".", "#", "~"))
        and path.stem not in NOTES
        and path.stem.lower() != "readme"
    )


def find_profiles(path: Path, source: str, headings: Headings) -> Iterator[Found | ContentError]:
    """What a file holds, located and hashed but not read; what cannot even be located is an error."""
    try:
        data = _bytes(path)
    except ContentError as error:
        error.source = source
        yield error
        return
    if path.suffix.lower() != RECORDS:
        yield Found(path, source, source, path.stem, fingerprint(data, headings))
        return
    for line, record in jsonlines.lines(data):
        name = jsonlines.record_id(record)
        if name is None:
            yield ContentError(NAMELESS, path=str(path), line=line, source=source)
        else:
            yield Found(path, source, f"{source}#{name}", name, fingerprint(record, headings), line)


def read_profiles(
    path: Path, source: str, headings: Headings | None = None, only: Collection[str] | None = None
) -> Iterator[Profile | ContentError]:
    """The profiles that a file holds, each of them or the reason why it is none.

    `only` are the sources to read from a file of many. A file that is not content by its name is an error.
    """
    headings = headings or shipped()
    try:
        data = _bytes(path)
        if path.suffix.lower() == RECORDS:
            yield from _read_records(data, Document(path, source, "", "", headings), only)
        else:
            yield _read_file(data, Document(path, source, "", fingerprint(data, headings), headings))
    except ContentError as error:
        error.source = error.source or source
        yield error


def _bytes(path: Path) -> bytes:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ContentError(f"is none of {', '.join(SUFFIXES)}", path=str(path))
    if suffix != RECORDS:
        return read_bytes(path)
    data = read_bytes(path, jsonlines.FILE_LIMIT)
    refuse_other_formats(data, path)
    return data.removeprefix(b"\xef\xbb\xbf")


def _read_file(data: bytes, document: Document) -> Profile:
    read = READERS[document.path.suffix.lower()]
    return hide_misspellings(read(msgspec.structs.replace(document, text=decode(data, document.path))))


def _read_records(
    data: bytes, document: Document, only: Collection[str] | None
) -> Iterator[Profile | ContentError]:
    for number, line in jsonlines.lines(data):
        name = jsonlines.record_id(line)
        source = document.source if name is None else f"{document.source}#{name}"
        if only is None or source in only:
            known = fingerprint(line, document.headings)
            record = msgspec.structs.replace(document, source=source, fingerprint=known)
            yield _read_record(record, line, number) if name else record.error(NAMELESS, number)


def _read_record(record: Document, line: bytes, number: int) -> Profile | ContentError:
    try:
        return hide_misspellings(jsonlines.read(record, line, number))
    except ContentError as error:
        return error
