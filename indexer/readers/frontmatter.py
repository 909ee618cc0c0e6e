"""The YAML at the top of a Markdown profile, checked key by key."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from indexer import qualification
from indexer.complaints import about_yaml, near
from indexer.profile import ID_PATTERN, slug
from indexer.readers.document import Document, clean, id_problem, one_line
from indexer.readers.withheld import without_comments

LIMIT = 64_000
DEPTH = 4
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
NULL = "tag:yaml.org,2002:null"

LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class FrontMatter(NamedTuple):
    """The fields of the front matter, and the line where the body begins, from 0."""

    fields: dict[str, object]
    body: int


def read_front_matter(document: Document) -> FrontMatter:
    """The front matter of a document; raises ContentError with the line."""
    lines = document.text.split("\n")
    if lines[0].rstrip() != "---":
        raise document.error('must begin with front matter: a line "---", title: ..., a line "---"', 1)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise document.error('the front matter has no end; close it with a line "---"', 1)
    fields = _fields(document, "\n".join(lines[1:end]))
    if "title" not in fields:
        raise document.error("has no title; add a line title: ... to the front matter", 1)
    return FrontMatter(fields, end + 1)


def _fields(document: Document, text: str) -> dict[str, object]:
    if len(text) > LIMIT:
        raise document.error(f"the front matter has more than {LIMIT:,} characters; shorten it", 1)
    try:
        _refuse_cleverness(document, text)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        message = f"the front matter is not valid YAML: {about_yaml(error.problem)}"
        raise document.error(message, _line_of_mistake(error, text)) from error
    except yaml.YAMLError as error:
        message = "the front matter is not valid YAML: it has invalid characters; remove them"
        raise document.error(message, 1) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise document.error("the front matter must be lines of the form key: value", _line(node))
    return _mapping(document, node)


def _line_of_mistake(error: yaml.MarkedYAMLError, text: str) -> int:
    """The line of a mistake; for something that never ends, where it begins."""
    last = text.count("\n")
    mark = error.problem_mark
    if error.context_mark and mark and mark.line > last:
        mark = error.context_mark
    return min(mark.line, last) + 2 if mark else 1


def _refuse_cleverness(document: Document, text: str) -> None:
    """Refuse anchors, tags and deep nesting, which profiles never need."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        problem = _cleverness(event, depth)
        if problem:
            line = event.start_mark.line + 2 if event.start_mark else 1
            raise document.error(f"the front matter {problem}", line)


def _cleverness(event: yaml.Event, depth: int) -> str:
    if getattr(event, "anchor", None):
        return "has an anchor or alias (& or *), which is not allowed; put the value in quotes"
    if getattr(event, "tag", None):
        return "has a tag (!), which is not allowed; put the value in quotes"
    return "is nested too deeply; use nothing deeper than a list" if depth > DEPTH else ""


def _mapping(document: Document, node: yaml.MappingNode) -> dict[str, object]:
    fields: dict[str, object] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "a list"
        if name not in FIELDS:
            raise document.error(f'unknown key "{name[:80]}"{near(name, FIELDS)}', _line(key))
        if name in fields:
            raise document.error(f'the key "{name}" is used twice; keep one', _line(key))
        if value.tag != NULL:
            fields[name] = FIELDS[name](document, name, value)
    return {name: value for name, value in fields.items() if value}


def _text(document: Document, name: str, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise document.error(f"{name} must be text on one line", _line(node))
    try:
        node.value.encode()
    except UnicodeEncodeError as error:
        message = f"{name} has half a character (a lone surrogate); remove it"
        raise document.error(message, _line(node)) from error
    if "\0" in node.value:
        raise document.error(f"{name} has a NUL character; remove it", _line(node))
    return one_line(clean(without_comments(node.value)))


def _title(document: Document, name: str, node: yaml.Node) -> str:
    return document.title(_text(document, name, node), _line(node))


def _texts(document: Document, name: str, node: yaml.Node) -> tuple[str, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise document.error(f'{name} must be a list: one item a line, each after "- "', _line(node))
    texts = [_text(document, f"each of {name}", item) for item in node.value]
    return tuple(dict.fromkeys(text for text in texts if text))


def _date(document: Document, name: str, node: yaml.Node) -> dt.date:
    text = _text(document, name, node)
    reason = "is not a date"
    if ISO_DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            reason = "is not a day in the calendar"
    raise document.error(f'{name} "{text[:40]}" {reason}; write it like 2024-05-21', _line(node))


def _flag(document: Document, name: str, node: yaml.Node) -> bool:
    text = _text(document, name, node)
    if text.lower() not in FLAGS:
        message = f'{name} "{text[:40]}" is not allowed; write true or false'
        raise document.error(message, _line(node))
    return FLAGS[text.lower()]


def _ids(document: Document, name: str, node: yaml.Node) -> tuple[str, ...]:
    ids = _texts(document, name, node)
    for each in ids:
        if not ID_PATTERN.fullmatch(each):
            raise document.error(f"{name}: {id_problem(each)}; try {slug(each)}", _line(node))
    return ids


def _slugs(document: Document, name: str, node: yaml.Node) -> tuple[str, ...]:
    slugs = _texts(document, name, node)
    for each in slugs:
        problem = qualification_problem(each)
        if problem:
            raise document.error(problem, _line(node))
    return slugs


def qualification_problem(text: str) -> str | None:
    """The message for an unknown slug of a qualification; None for a known one."""
    known = [each.slug for each in qualification.TAXONOMY]
    if text in known:
        return None
    return f'"{text[:80]}" is not a known qualification{near(text, known)}'


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 2


FIELDS: dict[str, Callable[[Document, str, yaml.Node], object]] = {
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
    "related": _ids,
}
"""The keys of front matter, and the reader of each."""
