"""The front matter of a Markdown profile, checked key by key."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from indexer import qualification
from indexer.addresses import split_aliases
from indexer.error_messages import near, near_or_remove
from indexer.errors import ContentError
from indexer.profile import ID_PATTERN, DeclaredWay, slug
from indexer.readers.dates import parse_date
from indexer.readers.declared_ways import WAY_EXAMPLE, ways_problem
from indexer.readers.document import Document, clean, id_problem, one_line
from indexer.readers.keys import OWN, OWN_NAMES, normal
from indexer.readers.markdown.front_block import KeyEntry, Value, read_block
from indexer.readers.markdown.front_facts import fact_problem, read_pay
from indexer.readers.withheld import Remark, without_comments

EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
"""A date as programs count it, in seconds or milliseconds."""

ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")
"""A date, with or without a time."""

WAY_KEYS = DeclaredWay.__struct_fields__

FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class FrontMatter(NamedTuple):
    """The fields of front matter, its unused parts, and the line at which the body begins (from 0)."""

    fields: dict[str, object]
    body: int
    unused: tuple[Remark, ...]


def read_front_matter(document: Document) -> FrontMatter:
    """The front matter of a document; raises ContentError at the line of the first mistake.

    A key of ours must have a value that fits. A key of another program's is used where its value fits, and
    is a remark where it does not; so is a key that nobody knows.
    """
    block = read_block(document)
    offsets = list(accumulate((len(line) + 1 for line in document.text.split("\n")[: block.body]), initial=0))
    fields: dict[str, object] = {}
    unused: list[Remark] = []
    for entry, meaning in _in_order(document, block.entries):
        if meaning is None:
            message = f'the key "{entry.key[:80]}" is not used{near_or_remove(entry.key, OWN)}'
            unused.append(_unused(offsets[entry.line - 1], message))
        elif entry.value.content is not None and meaning not in fields:
            try:
                fields |= _read(document, meaning, entry)
            except ContentError as error:
                if normal(entry.key) in OWN_NAMES:
                    raise
                message = f'"{entry.key[:80]}" is not used: {error.message}'
                unused.append(_unused(offsets[entry.line - 1], message))
    fields |= split_aliases(fields)
    given = {name: value for name, value in fields.items() if value}
    return FrontMatter(given, block.body, tuple(sorted(unused)))


def _in_order(document: Document, entries: tuple[KeyEntry, ...]) -> Iterator[tuple[KeyEntry, str | None]]:
    """The entries that mean something or nobody knows, those with our own keys first."""
    seen: dict[str, int] = {}
    for entry in entries:
        name = normal(entry.key)
        if name in seen and name in OWN_NAMES:
            raise document.error(f'the key "{OWN_NAMES[name]}" is used twice; keep one', entry.line)
        seen[name] = entry.line
    ours = sorted(entries, key=lambda entry: normal(entry.key) not in OWN_NAMES)
    meanings = ((entry, document.keys.meaning(entry.key)) for entry in ours)
    return ((entry, meaning) for entry, meaning in meanings if meaning != "")


def _read(document: Document, name: str, entry: KeyEntry) -> dict[str, object]:
    """What an entry says, as the fields of a profile."""
    own = normal(entry.key) in OWN_NAMES
    content = entry.value.content
    if name == "published" and isinstance(content, str) and content.lower() in FLAGS:
        return {"draft": not FLAGS[content.lower()]}  # Jekyll's way to hold a page back
    value = entry.value if own and name != "aliases" else _adapted(name, entry.value)
    return {name: READ[name](document, name if own else entry.key, value)}


def _adapted(name: str, value: Value) -> Value:
    """Another program's value in the shape that ours has."""
    content = value.content
    if READ[name] in (_texts, _ids, _pattern) and isinstance(content, str):
        content = tuple(Value(each.strip(), value.line) for each in content.split(","))
    if READ[name] in (_text, _title, _hours) and isinstance(content, tuple):
        return content[0] if content else Value("", value.line)
    if READ[name] is _date and isinstance(content, str):
        date = parse_date(content)
        content = date.isoformat() if date else content
    return Value(content, value.line)


def _unused(at: int, message: str) -> Remark:
    return Remark(at, at, "unused-key", message)


def _text(document: Document, name: str, value: Value) -> str:
    if not isinstance(value.content, str):
        raise document.error(f"{name} must be text on one line", value.line)
    try:
        value.content.encode()
    except UnicodeEncodeError as error:
        raise document.error(
            f"{name} has half a character (a lone surrogate); remove it", value.line
        ) from error
    if "\0" in value.content:
        raise document.error(f"{name} has a NUL character; remove it", value.line)
    return one_line(clean(without_comments(value.content)))


def _title(document: Document, name: str, value: Value) -> str:
    return document.title(_text(document, name, value), value.line)


def _texts(document: Document, name: str, value: Value) -> tuple[str, ...]:
    if not isinstance(value.content, tuple):
        raise document.error(f'{name} must be a list: one item per line, each after "- "', value.line)
    texts = [_text(document, f"each entry of {name}", item) for item in value.content]
    return tuple(dict.fromkeys(text for text in texts if text))


def _date(document: Document, name: str, value: Value) -> dt.date:
    text = _text(document, name, value)
    reason = "is not a date"
    if counted := EPOCH.fullmatch(text):
        return dt.datetime.fromtimestamp(int(counted[1]), dt.UTC).date()
    if written := ISO_DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(written[1])
        except ValueError:
            reason = "is not a day in the calendar"
    raise document.error(f'{name} "{text[:40]}" {reason}; write it like 2024-05-21', value.line)


def _flag(document: Document, name: str, value: Value) -> bool:
    text = _text(document, name, value)
    if text.lower() not in FLAGS:
        message = f'{name} "{text[:40]}" is not allowed; write true or false'
        raise document.error(message, value.line)
    return FLAGS[text.lower()]


def _ids(document: Document, name: str, value: Value) -> tuple[str, ...]:
    ids = _texts(document, name, value)
    for each in ids:
        if not ID_PATTERN.fullmatch(each):
            raise document.error(f"{name}: {id_problem(each)}; try {slug(each)}", value.line)
    return ids


def _slugs(document: Document, name: str, value: Value) -> tuple[str, ...]:
    slugs = _texts(document, name, value)
    for each in slugs:
        problem = qualification_problem(each)
        if problem:
            raise document.error(problem, value.line)
    return slugs


def qualification_problem(text: str) -> str | None:
    """The message for an unknown slug of a qualification; None for a known one."""
    known = [each.slug for each in qualification.TAXONOMY]
    if text in known:
        return None
    return f'"{text[:80]}" is not a known qualification{near(text, known)}'


def _ways(document: Document, name: str, value: Value) -> tuple[DeclaredWay, ...]:
    if not isinstance(value.content, tuple):
        raise document.error(f"{name} must be a list of entries like - {WAY_EXAMPLE}", value.line)
    ways: list[DeclaredWay] = []
    for item in value.content:
        ways.append(_way(document, item))
        if problem := ways_problem(ways):
            raise document.error(problem, item.line)
    return tuple(ways)


def _way(document: Document, value: Value) -> DeclaredWay:
    """One way in. A start that is no whole number is -1, which `ways_problem` refuses as any other."""
    if not isinstance(value.content, Mapping):
        raise document.error(f"each entry of ways must look like {WAY_EXAMPLE}", value.line)
    values: dict[str, str] = {}
    for name, each in value.content.items():
        if name not in WAY_KEYS:
            raise document.error(f'unknown key "{name[:80]}" in ways{near(name, WAY_KEYS)}', each.line)
        values[name] = "" if each.content is None else _text(document, f"{name} in ways", each)
    start = values.get("start", "")
    number = int(start) if re.fullmatch("[0-9]", start) else -1
    return DeclaredWay(values.get("route", ""), number if start else None)


def _hours(document: Document, name: str, value: Value) -> str:
    text = _text(document, name, value)
    if problem := fact_problem(hours=text):
        raise document.error(problem, value.line)
    return text


def _pattern(document: Document, name: str, value: Value) -> tuple[str, ...]:
    texts = _texts(document, name, value)
    if problem := fact_problem(pattern=texts):
        raise document.error(problem, value.line)
    return texts


READ: Mapping[str, Callable[[Document, str, Value], object]] = {
    "title": _title,
    "alternative_titles": _texts,
    "hidden_titles": _texts,
    "category": _text,
    "summary": _text,
    "published": _date,
    "updated": _date,
    "review_by": _date,
    "draft": _flag,
    "qualifications": _slugs,
    "ways": _ways,
    "related": _ids,
    "pay": read_pay,
    "hours": _hours,
    "pattern": _pattern,
    "aliases": _texts,
}
"""How the value of each key is read."""
