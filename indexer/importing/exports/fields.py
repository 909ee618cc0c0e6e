"""A record of an export as a profile, by a mapping of its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from indexer.importing.bodies import PageBody, read_body
from indexer.importing.exports.guessing import STATUSES, last_part, listed, section_of
from indexer.importing.exports.mapping import BODY, SECTIONS, FieldMapping
from indexer.importing.exports.records import ExportedRecord, FieldValue
from indexer.importing.values import SourcePage
from indexer.profile import ID_PATTERN, Profile, Section, SectionKind, slug
from indexer.readers import jsonlines
from indexer.readers.conventions import Conventions
from indexer.readers.dates import parse_date
from indexer.readers.document import Document
from indexer.readers.markdown.front_matter import FLAGS
from indexer.readers.misspellings import hide_misspellings

LISTS = frozenset({"alternative_titles", "hidden_titles", "qualifications", "related"})
DATES = frozenset({"published", "updated", "review_by"})
LEAD = "Summary"
"""The heading for the text above the first heading of a page."""

NOTHING = ("0000-00-00 00:00:00", "")


def page_of(record: ExportedRecord, mapping: FieldMapping, conventions: Conventions) -> SourcePage:
    """The page that a record is; raises ContentError at its line."""
    said = dict(_said(record, mapping))
    listed_sections = said.pop(SECTIONS, None)
    sections = listed_sections if isinstance(listed_sections, list) else []
    body = said.pop(BODY, None)
    title = str(said.get("title", ""))
    name = str(said.get("id", ""))
    said["id"] = name if ID_PATTERN.fullmatch(name) else slug(last_part(name) or title)
    line = msgspec.json.encode(said | {"title": title, "sections": [*sections, *_sections(record, mapping)]})
    document = Document(record.path, f"{record.path}#{said['id']}", "", "", conventions)
    if not said["id"]:
        raise document.error("has no title and no id; map a field to each in [keys]", record.number)
    profile = hide_misspellings(jsonlines.read(document, line, record.number))
    found = read_body(str(body), profile, conventions) if body else PageBody()
    return SourcePage(
        f"{record.path}:{record.number}",
        _with(profile, found),
        body=found.markdown,
        beside=len(found.sections) if found.markdown else 0,
        subheadings=found.subheadings,
        mapped=tuple(_mapped(record, mapping)),
        left_out=(*record.left_out, *_left_out(record, mapping), *found.left_out),
    )


def _with(profile: Profile, body: PageBody) -> Profile:
    """A profile with the text of its page before the sections that have fields of their own."""
    lead = body.summary if profile.summary and body.summary != profile.summary else ""
    first, *rest = body.sections or (None,)
    if lead and first and first.kind is SectionKind.SUMMARY and first.heading == LEAD:
        sections = (msgspec.structs.replace(first, text=f"{lead}\n\n{first.text}"), *rest)
    else:
        above = (Section(SectionKind.SUMMARY, LEAD, lead),) if lead else ()
        sections = (*above, *body.sections)
    summary = profile.summary or body.summary
    return msgspec.structs.replace(profile, sections=(*sections, *profile.sections), summary=summary)


def _said(record: ExportedRecord, mapping: FieldMapping) -> Iterator[tuple[str, object]]:
    """What the fields of a record say as keys of a profile; the first field of a key counts."""
    seen: set[str] = set()
    for name, meaning in mapping.keys.items():
        value = record.fields.get(name)
        if value and meaning and meaning not in seen:
            as_it_is = record.ours is not None and meaning == name
            adapted = (record.ours or {})[name] if as_it_is else _adapted(meaning, value)
            if adapted is not None:
                seen.add(meaning)
                yield meaning, adapted


def _adapted(meaning: str, value: FieldValue) -> object:
    """A value in the shape that a record of ours has."""
    if meaning == SECTIONS:
        found = (section_of(each) for each in value if isinstance(each, dict))
        return [{"heading": each[0], "text": each[1]} for each in found if each]
    if meaning == "ways":
        return _ways(value)
    if meaning in LISTS:
        texts = listed(value) if isinstance(value, str) else [each for each in value if isinstance(each, str)]
        return [slug(each) for each in texts] if meaning == "related" else texts
    text = value if isinstance(value, str) else next(iter(listed(value)), "")
    if meaning in DATES:
        date = None if text in NOTHING else parse_date(text)
        return date and date.isoformat()
    if meaning == "draft":
        return STATUSES.get(text.casefold(), FLAGS.get(text.casefold(), False))
    return text


def _ways(value: FieldValue) -> list[Mapping[str, object]]:
    entries = [each for each in value if isinstance(each, dict)]
    return [
        {key: int(text) if key == "start" and text.isdigit() else text for key, text in entry.items() if text}
        for entry in entries
    ]


def _sections(record: ExportedRecord, mapping: FieldMapping) -> Iterator[dict[str, str]]:
    for name, heading in mapping.sections.items():
        value = record.fields.get(name)
        text = value if isinstance(value, str) else "\n".join(listed(value or ()))
        if text.strip():
            yield {"heading": heading, "text": text}


def _mapped(record: ExportedRecord, mapping: FieldMapping) -> Iterator[str]:
    for name, meaning in (*mapping.keys.items(), *mapping.sections.items()):
        if meaning and meaning != name and record.fields.get(name):
            yield f"{name} as {meaning}"


def _left_out(record: ExportedRecord, mapping: FieldMapping) -> Iterator[str]:
    return (name for name in record.fields if not mapping.keys.get(name) and name not in mapping.sections)
