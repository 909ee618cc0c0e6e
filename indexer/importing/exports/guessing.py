"""What the fields of an export mean, guessed from their names and what they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from indexer.importing.exports.mapping import BODY, MEANINGS, SECTIONS, FieldMapping
from indexer.importing.exports.records import ExportedRecord, FieldValue
from indexer.profile import ID_PATTERN, SUMMARY_LIMIT, slug
from indexer.readers.conventions import Conventions
from indexer.readers.dates import parse_date
from indexer.readers.exported import BLOCK
from indexer.readers.keys import OWN, normal
from indexer.readers.markdown.front_matter import FLAGS, qualification_problem

SAMPLE = 200
"""The number of records to read when guessing what a field means."""

PROSE = 80
"""The average length, in characters, from which a field is a section rather than a remark."""

GUESSED = frozenset(
    {
        *("title", "alternative_titles", "hidden_titles", "category", "summary", "published", "updated"),
        *("review_by", "draft", "qualifications", "ways", "related", BODY),
    }
)
"""What a field may mean by its name alone."""

NAMES_OF_IDS = ("slug", "postname", "handle", "id", "identifier", "permalink", "url", "link", "path")
"""What the field with a record's id may be called, the likeliest first."""

NAMES_OF_BODIES = frozenset(
    {
        "body",
        "content",
        "contentencoded",
        "postcontent",
        "html",
        "markdown",
        "text",
        "bodyhtml",
        "pagecontent",
    }
)
STATUSES = {
    **dict.fromkeys(("publish", "published", "live", "active", "public", "future"), False),
    **dict.fromkeys(("draft", "pending", "private", "unpublished", "inactive", "archived"), True),
}
"""Whether a record is a draft, by its status."""

HEADING_NAMES = ("heading", "title", "name", "label", "header", "question")
TEXT_NAMES = ("text", "content", "body", "html", "value", "description", "items", "answer")
WRAPPER = re.compile(r"rendered|value|[a-z]{2}(?:[-_][A-Za-z]{2})?")
"""Names within a field: of its value as it is shown, or of a language."""

CONTRACTED = re.compile(r"\b(you|we|they)(ll|re|ve)\b")
"""A word that has lost its apostrophe in the name of a field."""

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_]+")


def guess(records: Sequence[ExportedRecord], given: FieldMapping, conventions: Conventions) -> FieldMapping:
    """A mapping of all fields of some records; what is given stays unchanged.

    Of records in the form of this project, other fields are left out, as an index leaves them out.
    """
    values: dict[str, list[FieldValue]] = defaultdict(list)
    for record in records:
        for name, value in record.fields.items():
            if len(values[name]) < SAMPLE:
                values[name].append(value)
    keys, sections = dict(given.keys), dict(given.sections)
    taken = {meaning for name, meaning in keys.items() if meaning and name in values}
    ours = bool(records) and all(record.ours for record in records)
    for name in _likeliest_first(values):
        if given.has(name):
            continue
        meaning = _meaning(name, values[name], conventions, ours=ours)
        if meaning is not None and meaning not in taken:
            keys[name] = meaning
            taken |= {meaning} - {""}
        elif not ours and meaning is None and _is_section(name, values[name], conventions):
            sections[name] = _heading(name)
        else:
            keys[name] = ""
    order = list(values)
    return FieldMapping(_sorted(keys, order), _sorted(sections, order), given.headings)


def _sorted(table: dict[str, str], order: list[str]) -> dict[str, str]:
    known = {name: at for at, name in enumerate(order)}
    return dict(sorted(table.items(), key=lambda item: known.get(item[0], len(known))))


def _likeliest_first(values: Iterable[str]) -> list[str]:
    """The names of fields: for each meaning the likeliest first, in their own order else."""

    def doubts(name: str) -> tuple[int, bool, int]:
        last = normal(name.split(".")[-1])
        rank = NAMES_OF_IDS.index(last) if last in NAMES_OF_IDS else 0
        return rank, last not in {normal(own) for own in OWN}, name.count(".")

    return sorted(values, key=doubts)


def _meaning(name: str, values: Sequence[FieldValue], conventions: Conventions, *, ours: bool) -> str | None:
    """What a field means; "" where it means nothing, None if its name does not say."""
    if ours:
        return name if name in MEANINGS else ""
    if _are_sections(values):
        return SECTIONS
    parts = [part for part in reversed(name.split(".")) if part]
    if all(map(_is_id, values)) and any(normal(part) in NAMES_OF_IDS for part in parts[:1]):
        return "id"
    meanings = [_named(part, conventions) for part in parts]
    if "" in meanings:
        return ""
    meaning = next((each for each in meanings if each), None)
    return meaning if meaning in GUESSED and _fits(meaning, values) else None


def _named(part: str, conventions: Conventions) -> str | None:
    """What the name of a field means."""
    if normal(part) in NAMES_OF_BODIES:
        return BODY
    if normal(part) in ("status", "state", "poststatus"):
        return "draft"
    return conventions.keys.meaning(part)


def _is_id(value: FieldValue) -> bool:
    return isinstance(value, str) and not value.isdigit() and bool(slug(last_part(value)))


def last_part(text: str) -> str:
    """The last part of an address or a path, or the text itself."""
    parts = [part for part in re.split(r"[?#]", text)[0].split("/") if part]
    return parts[-1].removesuffix(".html") if parts else ""


def _fits(meaning: str, values: Sequence[FieldValue]) -> bool:
    """Whether most values of a field can be what its name says."""
    texts = [value for value in values if isinstance(value, str)]
    if meaning in ("published", "updated", "review_by"):
        return sum(parse_date(text) is not None for text in texts) * 2 >= len(values)
    if meaning == "draft":
        return all(text.casefold() in STATUSES or text.casefold() in FLAGS for text in texts)
    if meaning == "qualifications":
        return all(qualification_problem(each) is None for value in values for each in listed(value))
    if meaning == "related":
        return all(ID_PATTERN.fullmatch(slug(each)) for value in values for each in listed(value))
    if meaning in ("summary", "category", "title"):
        return not any(BLOCK.search(text) for text in texts) and _length(values) <= SUMMARY_LIMIT
    return meaning != "ways" or all(isinstance(value, tuple) for value in values)


def listed(value: FieldValue) -> list[str]:
    """A value as a list; a text is split at semicolons, bars, line ends, or else commas."""
    if isinstance(value, str):
        parts = re.split(r"[;|\n]", value) if re.search(r"[;|\n]", value) else value.split(",")
        return [part.strip() for part in parts if part.strip()]
    return [each for each in value if isinstance(each, str)]


def _are_sections(values: Sequence[FieldValue]) -> bool:
    return all(
        isinstance(value, tuple) and all(isinstance(each, dict) and section_of(each) for each in value)
        for value in values
    )


def section_of(entry: dict[str, str]) -> tuple[str, str] | None:
    """The heading and the text of an entry of a list, None if it has none."""
    names = {normal(name): name for name in entry}
    heading = next((names[name] for name in HEADING_NAMES if name in names), None)
    text = next((names[name] for name in TEXT_NAMES if name in names and names[name] != heading), None)
    return (entry[heading], entry[text] if text else "") if heading else None


def _is_section(name: str, values: Sequence[FieldValue], conventions: Conventions) -> bool:
    """Whether a field is a section: its name is a known heading, or it says as much as one."""
    if any(isinstance(value, tuple) and value and isinstance(value[0], dict) for value in values):
        return False
    prose = any(BLOCK.search(value) for value in values if isinstance(value, str)) or _length(values) >= PROSE
    known = conventions.headings.kind(_heading(name)) is not None
    return prose or (known and any(" " in each for value in values for each in _all(value)))


def _all(value: FieldValue) -> Iterator[str]:
    yield from (value,) if isinstance(value, str) else filter(lambda each: isinstance(each, str), value)


def _length(values: Sequence[FieldValue]) -> float:
    """The average length of a field's values, in characters."""
    return sum(len(each) for value in values for each in _all(value)) / len(values)


def _heading(name: str) -> str:
    """The name of a field as a heading: `typicalDuties` is "Typical duties"."""
    last = next((part for part in reversed(name.split(".")) if part and not WRAPPER.fullmatch(part)), name)
    if " " in last:
        return last
    words = " ".join(
        word if word.isupper() and len(word) > 1 else word.lower() for word in WORD.findall(last)
    )
    words = CONTRACTED.sub(r"\1'\2", words)
    return words[:1].upper() + words[1:] if words else last
