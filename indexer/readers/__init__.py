"""Readers: from files to profiles, one reader for each kind of content."""

from __future__ import annotations

import datetime as dt
import logging
import traceback
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec

from indexer.categories import with_category
from indexer.errors import ContentError
from indexer.facts import Facts, facts_said
from indexer.profile import Profile
from indexer.readers import jsonlines, misspellings, text
from indexer.readers.conventions import Conventions, shipped
from indexer.readers.document import Document, decode, fingerprint, read_bytes, refuse_other_formats, stem_of
from indexer.readers.glance import may_wait
from indexer.readers.html import reader as html
from indexer.readers.markdown import reader as markdown
from indexer.readers.withheld import Remark
from indexer.schedule import HeldBack, held_back

READERS: dict[str, Callable[[Document], Profile]] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".mdx": markdown.read,
    ".txt": text.read,
    ".html": html.read,
    ".htm": html.read,
}
"""The readers of files that hold one profile."""

REMARKS: dict[str, Callable[[Document], Iterator[Remark]]] = {
    ".md": markdown.remarks,
    ".markdown": markdown.remarks,
    ".mdx": markdown.remarks,
    ".txt": text.remarks,
    ".html": html.remarks,
    ".htm": html.remarks,
}
"""The readers of remarks: what files of one profile do not publish."""

PAGES = frozenset({".html", ".htm"})
"""The suffixes of pages."""

RECORDS = ".jsonl"
"""The suffix of files that hold many profiles."""

SUFFIXES = (*READERS, RECORDS)

NOTES = frozenset(
    {"README", "LICENSE", "LICENCE", "CHANGELOG", "CONTRIBUTING", "AUTHORS", "NOTICE", "COPYING"}
)
"""Files about a library; they hold no profile."""


FAILED = "the reader failed on this file"
ADVICE = "its last good version is kept; simplify the file, and report this to the developers"
NAMELESS = 'the line is not a record with an "id"; write it like {"id": "...", "title": "..."}'


logger = logging.getLogger(__name__)


class Found(msgspec.Struct, frozen=True):
    """A profile that was located but not yet read; `file` is the source of its file."""

    path: Path
    file: str
    source: str
    id: str
    fingerprint: str
    line: int | None = None
    may_wait: bool = False
    """Whether it may be held back today; only reading it tells for certain."""


def is_content(path: Path) -> bool:
    """Whether a file may hold profiles, by its name; notes do not."""
    hidden = path.name.startswith((".", "#", "~"))
    return path.suffix.lower() in SUFFIXES and not hidden and not is_note(path)


def is_note(path: Path) -> bool:
    """Whether a file is a note about a library, by its name."""
    return path.stem in NOTES or path.stem.lower() == "readme"


def find_profiles(
    path: Path, source: str, conventions: Conventions, day: dt.date
) -> Iterator[Found | ContentError]:
    """Locate and hash the profiles of a file without reading them, or say why not."""
    try:
        data = _bytes(path)
    except ContentError as error:
        error.source = source
        yield error
        return
    if path.suffix.lower() != RECORDS:
        waits = may_wait(data, path.suffix.lower(), day)
        yield Found(path, source, source, stem_of(path), fingerprint(data, conventions), may_wait=waits)
        return
    for line, record in jsonlines.lines(data):
        name = jsonlines.record_id(record)
        if name is None:
            yield ContentError(NAMELESS, path=str(path), line=line, source=source)
        else:
            known, waits = fingerprint(record, conventions), may_wait(record, RECORDS, day)
            yield Found(path, source, f"{source}#{name}", name, known, line, waits)


def find_held_back(
    found: Iterable[Found], conventions: Mapping[Path, Conventions], day: dt.date
) -> Iterator[HeldBack]:
    """The located profiles that are held back on a day; unreadable ones are skipped."""
    perhaps: dict[Path, dict[str, Found]] = defaultdict(dict)
    for each in found:
        if each.may_wait:
            perhaps[each.path][each.source] = each
    for path, sources in perhaps.items():
        file = next(iter(sources.values())).file
        for profile in read_profiles(path, file, conventions[path], sources.keys()):
            if isinstance(profile, Profile):
                held = held_back(profile, str(path), sources[profile.source].line, day)
                yield from filter(None, [held])


def read_profiles(
    path: Path, source: str, conventions: Conventions | None = None, only: Collection[str] | None = None
) -> Iterator[Profile | ContentError]:
    """The profiles of a file, or an error in place of each that cannot be read.

    `only` are the sources to read from a file of many. A file that is not content by its name is an error.
    """
    conventions = conventions or shipped()
    try:
        data = _bytes(path)
    except ContentError as error:
        error.source = error.source or source
        yield error
        return
    document = Document(path, source, "", "", conventions)
    if path.suffix.lower() == RECORDS:
        yield from _read_records(data, document, only)
    else:
        whole = msgspec.structs.replace(document, fingerprint=fingerprint(data, conventions))
        yield _read(whole, lambda: _read_file(data, whole))


def read_remarks(
    path: Path, source: str, conventions: Conventions | None = None
) -> Iterator[tuple[int, Remark]]:
    """The remarks on a file, with their lines; none for a file that cannot be read."""
    try:
        data = _bytes(path)
        if path.suffix.lower() == RECORDS:
            yield from jsonlines.unused_keys(data)
        document = Document(path, source, _text(data, path), "", conventions or shipped())
        for remark in REMARKS.get(path.suffix.lower(), text.remarks)(document):
            yield document.text.count("\n", 0, remark.start) + 1, remark
    except ContentError:
        return


def read_text(path: Path) -> str:
    """The text of a file of content, in whichever encoding it declares; raises ContentError."""
    return _text(_bytes(path), path)


def read_document(document: Document) -> Profile:
    """The profile of a document with text; raises ContentError, even if a reader fails."""
    found = _read(document, lambda: READERS[document.path.suffix.lower()](document))
    if isinstance(found, ContentError):
        raise found
    return found


def _bytes(path: Path) -> bytes:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ContentError(f"is not one of {', '.join(SUFFIXES)}", path=str(path))
    if suffix != RECORDS:
        return read_bytes(path)
    data = read_bytes(path, jsonlines.FILE_LIMIT)
    refuse_other_formats(data, path)
    return data.removeprefix(b"\xef\xbb\xbf")


def _read_file(data: bytes, document: Document) -> Profile:
    read = READERS[document.path.suffix.lower()]
    return read(msgspec.structs.replace(document, text=_text(data, document.path)))


def _text(data: bytes, path: Path) -> str:
    """A file as text; a page may be in the encoding that it declares."""
    return decode(html.in_utf8(data) if path.suffix.lower() in PAGES else data, path)


def _read_records(
    data: bytes, document: Document, only: Collection[str] | None
) -> Iterator[Profile | ContentError]:
    for number, line in jsonlines.lines(data):
        name = jsonlines.record_id(line)
        source = document.source if name is None else f"{document.source}#{name}"
        if only is None or source in only:
            known = fingerprint(line, document.conventions)
            record = msgspec.structs.replace(document, source=source, fingerprint=known)
            if name is None:
                yield record.error(NAMELESS, number)
            else:
                yield _read(record, partial(jsonlines.read, record, line, number), number)


def _read(document: Document, read: Callable[[], Profile], line: int | None = None) -> Profile | ContentError:
    """The profile of a file or record; a reader that fails refuses only this one."""
    try:
        profile = _with_facts(misspellings.hide_misspellings(read()))
        return with_category(profile, document.conventions.categories)
    except ContentError as error:
        error.source = error.source or document.source
        return error
    except Exception as error:
        logger.debug("a reader failed on %s", document.source, exc_info=True)
        return document.error(f"{FAILED} ({_place(error)}); {ADVICE}", line)


def _with_facts(profile: Profile) -> Profile:
    """A profile with the facts that its text states, unless its editor declared them."""
    said = facts_said((section.heading, section.text) for section in profile.sections)
    if not said:
        return profile
    own = profile.facts
    facts = Facts(own.pay or said.pay, own.hours or said.hours, own.pattern or said.pattern)
    return msgspec.structs.replace(profile, facts=facts)


def _place(error: Exception) -> str:
    """The type of an exception, and where it was raised."""
    frame = traceback.extract_tb(error.__traceback__, limit=-1)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
