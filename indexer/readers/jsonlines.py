"""JSON lines: one profile on each line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from io import BytesIO

import msgspec

from indexer.addresses import NO_ADDRESS, old_address
from indexer.error_messages import about_json, about_record, near_or_remove
from indexer.facts.declared import RecordPay, declared_facts, record_problems
from indexer.profile import ID_PATTERN, DeclaredWay, Profile, Section, SectionKind, blocks, slug
from indexer.readers.declared_ways import ways_problem
from indexer.readers.document import LIMIT, Document, id_problem, one_line
from indexer.readers.exported import repeated_key, text_of, without_marks
from indexer.readers.headings import Headings
from indexer.readers.markdown.front_matter import qualification_problem
from indexer.readers.withheld import Remark

FILE_LIMIT = 200_000_000
"""The most bytes of a file of records; a record has the limit of other files."""

NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""A NUL in JSON: an escape whose backslash is not escaped itself."""

ID_ANYWHERE = re.compile(rb'"id"\s*:\s*"([^"\\]{1,200})"')


class RecordSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section of a record."""

    heading: str
    text: str


class RecordWay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way in that a record declares."""

    route: str
    start: int | None = None


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of a line."""

    id: str
    title: str
    alternative_titles: list[str] = []
    hidden_titles: list[str] = []
    sections: list[RecordSection] = []
    category: str | None = None
    summary: str | None = None
    published: dt.date | None = None
    updated: dt.date | None = None
    review_by: dt.date | None = None
    draft: bool = False
    qualifications: list[str] = []
    ways: list[RecordWay] = []
    related: list[str] = []
    pay: RecordPay | None = None
    hours: str | None = None
    pattern: list[str] = []
    aliases: list[str] = []


class _RecordName(msgspec.Struct, frozen=True):
    """The part of a record that identifies it."""

    id: str


KEYS = {
    "": Record.__struct_fields__,
    "sections": RecordSection.__struct_fields__,
    "ways": RecordWay.__struct_fields__,
    "pay": RecordPay.__struct_encode_fields__,
}
"""The keys that a record may have, and those of the entries of its lists."""

NEEDED = {"": {"id", "title"}, "sections": {"heading"}, "ways": {"route"}}
"""The required keys; if one is missing, an unknown key may be a misspelling of it."""

RECORD = msgspec.json.Decoder(Record)
DATES = frozenset({"published", "updated", "review_by"})
TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")
"""A date with a time, which is not used."""

NAME = msgspec.json.Decoder(_RecordName)


def lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines with records, and their numbers; one at a time, because a file may be large."""
    for number, line in enumerate(BytesIO(data), 1):
        record = line.strip()
        if record:
            yield number, record


def record_id(line: bytes) -> str | None:
    """The id of the record in a line, even if the line is invalid."""
    try:
        return NAME.decode(line).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = ID_ANYWHERE.search(line[:LIMIT])
        return found[1].decode(errors="replace") if found else None


def read(document: Document, line: bytes, number: int) -> Profile:
    """The profile in a line; `document` identifies the record, and has no text."""
    record = _record(document, line, number)
    ways = tuple(DeclaredWay(way.route, way.start) for way in record.ways)
    for problem in _problems(record, ways):
        raise document.error(problem, number)
    return Profile(
        id=record.id,
        title=document.title(_words(record.title), number),
        sections=tuple(_section(each, document.headings) for each in record.sections),
        alternative_titles=tuple(dict.fromkeys(map(_words, record.alternative_titles))),
        hidden_titles=tuple(dict.fromkeys(filter(None, map(_words, record.hidden_titles)))),
        category=_words(record.category),
        summary=_words(record.summary),
        published=record.published,
        updated=record.updated,
        review_by=record.review_by,
        draft=record.draft,
        qualifications=tuple(record.qualifications),
        ways=ways,
        related=tuple(record.related),
        facts=declared_facts(record.pay, _words(record.hours), map(_words, record.pattern)),
        aliases=tuple(record.aliases),
        source=document.source,
        fingerprint=document.fingerprint,
    )


def _problems(record: Record, ways: Sequence[DeclaredWay]) -> Iterator[str]:
    """What is wrong with the values of a record, whose shape is right."""
    if not ID_PATTERN.fullmatch(record.id):
        yield f"{id_problem(record.id)}; try {slug(record.id)}"
    yield from filter(None, map(qualification_problem, record.qualifications))
    yield from (f'aliases: "{each[:80]}" {NO_ADDRESS}' for each in record.aliases if not old_address(each))
    yield from filter(None, (ways_problem(ways[:count]) for count in range(1, len(ways) + 1)))
    yield from record_problems(record.pay, _words(record.hours), map(_words, record.pattern))


def _record(document: Document, line: bytes, number: int) -> Record:
    if len(line) > LIMIT:
        raise document.error(f"the record has {len(line):,} bytes, more than {LIMIT:,}; shorten it", number)
    try:
        record = msgspec.convert(_known(_decoded(line)), Record)
        _refuse_hidden(document, line, number)
    except msgspec.ValidationError as error:
        raise document.error(about_record(error, KEYS), number) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise document.error(about_json(error, line), number) from error
    except RecursionError as error:
        raise document.error(
            "the record is nested too deeply; use nothing deeper than a list", number
        ) from error
    return record


def _decoded(line: bytes) -> object:
    """A line as JSON; the error about a number that is too large says where it is."""
    try:
        return msgspec.json.decode(line)
    except msgspec.ValidationError:
        return msgspec.to_builtins(RECORD.decode(line))


def _known(record: object) -> object:
    """What of a record is used: null means nothing, a date has no time, and other keys mean nothing."""
    if not isinstance(record, dict):
        return record
    known = _used(record, "")
    for name in DATES & known.keys():
        value = known[name]
        if isinstance(value, str) and (found := TIME.fullmatch(value)):
            known[name] = found[1]
    for place in ("sections", "ways"):
        entries = known.get(place)
        if isinstance(entries, list):
            known[place] = [_used(each, place) if isinstance(each, dict) else each for each in entries]
    return known


def _used(entry: dict[str, object], place: str) -> dict[str, object]:
    """The keys of a record, or of an entry of one of its lists, that are used and say something."""
    if place == "sections" and entry.get("text", "") is None:
        entry = entry | {"text": ""}
    complete = entry.keys() >= NEEDED[place]
    return {
        key: value
        for key, value in entry.items()
        if value is not None and (key in KEYS[place] or not complete)
    }


def unused_keys(data: bytes) -> Iterator[tuple[int, Remark]]:
    """The unused keys of records, each once, with the first line that has it."""
    seen: set[tuple[str, str]] = set()
    for number, line in lines(data):
        try:
            record = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue  # the reader says what is wrong with it
        for place, key in _keys_of(record):
            if key not in KEYS[place] and (place, key) not in seen:
                seen.add((place, key))
                inside = f" in {place}" if place else ""
                message = f'the key "{key[:80]}"{inside} is not used{near_or_remove(key, KEYS[place])}'
                yield number, Remark(0, 0, "unused-key", message)


def _keys_of(record: object) -> Iterator[tuple[str, str]]:
    """The keys of a record and of the entries of its lists, with the name of the list."""
    if isinstance(record, dict):
        yield from (("", key) for key in record)
        for place in filter(None, KEYS):
            entries = record.get(place)
            for entry in entries if isinstance(entries, list) else ():
                yield from ((place, key) for key in (entry if isinstance(entry, dict) else ()))


def _refuse_hidden(document: Document, line: bytes, number: int) -> None:
    """Refuse what the decoder accepts silently: duplicate keys, and NULs in texts."""
    if b"u0000" in line and NUL.search(line):
        raise document.error("the record has a NUL character (\\u0000) in a text; remove it", number)
    if twice := repeated_key(line):
        raise document.error(f'the key "{twice}" is used twice in the record; keep one', number)


def _section(section: RecordSection, headings: Headings) -> Section:
    heading = _words(section.heading)
    lines = (without_marks(one_line(line)) for line in text_of(section.text).split("\n"))
    text = "\n\n".join("\n".join(group) for group in blocks("\n".join(lines)))
    return Section(headings.kind(heading) or SectionKind.OTHER, heading, text)


def _words(text: str | None) -> str:
    return one_line(text_of(text or ""))
