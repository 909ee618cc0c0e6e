"""Front matter as lines of keys and values, whichever of YAML, TOML and JSON it is written in."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple, TypeAlias

import yaml

from indexer.error_messages import about_toml, about_yaml
from indexer.readers.document import Document

LIMIT = 64_000
"""The most characters that front matter may have."""

DEPTH = 12
"""How deeply lists and tables may nest."""

TOO_DEEP = "is nested too deeply; use nothing deeper than a list"

BARE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}):{1,2}[ \t]+(?P<value>\S.*)")
"""A key and its value on a line of their own."""

NULL = "tag:yaml.org,2002:null"
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Content: TypeAlias = "str | tuple[Value, ...] | Mapping[str, Value] | None"


class Value(NamedTuple):
    """The value of a key (text, a list, a table or nothing) and its line; numbers and dates are text."""

    content: Content
    line: int


class KeyEntry(NamedTuple):
    """A key as it is written, its line, and its value."""

    key: str
    line: int
    value: Value


class FrontBlock(NamedTuple):
    """The entries of front matter, and the line at which the body begins (counted from 0)."""

    entries: tuple[KeyEntry, ...]
    body: int


def read_block(document: Document) -> FrontBlock:
    """The front matter of a document, empty if it has none; raises ContentError at the first mistake."""
    lines = document.text.split("\n")
    first = lines[0].rstrip()
    if first in ("---", "---json", "---yaml"):  # JSON is YAML, too
        end = _end(document, lines, ("---", "..."))
        return FrontBlock(tuple(_yaml(document, "\n".join(lines[1:end]))), end + 1)
    if first in ("+++", "---toml"):
        end = _end(document, lines, (first[:3],))
        return FrontBlock(tuple(_toml(document, "\n".join(lines[1:end]))), end + 1)
    if first == "{" or first.startswith('{"'):
        return _json(document)
    return _bare(document, lines)


def _bare(document: Document, lines: list[str]) -> FrontBlock:
    """Keys above the text without marks (Pelican, Logseq), if the title is one of them."""
    found = list(takewhile(bool, (BARE.fullmatch(line) for line in lines)))
    entries = tuple(
        KeyEntry(line["key"], number, Value(line["value"].strip(), number))
        for number, line in enumerate(found, 1)
        if line
    )
    titled = any(document.keys.meaning(entry.key) == "title" for entry in entries)
    return FrontBlock(entries, len(entries)) if titled else FrontBlock((), 0)


def _end(document: Document, lines: list[str], marks: tuple[str, ...]) -> int:
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in marks), None)
    if end is None:
        raise document.error(f'the front matter has no end; close it with a line "{marks[0]}"', 1)
    if sum(len(line) + 1 for line in lines[1:end]) > LIMIT:
        raise document.error(f"the front matter has more than {LIMIT:,} characters; shorten it", 1)
    return end


def _yaml(document: Document, text: str) -> Iterator[KeyEntry]:
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
        return
    if not isinstance(node, yaml.MappingNode):
        raise document.error("the front matter must be lines of the form key: value", _line(node))
    for key, value in node.value:
        yield KeyEntry(
            key.value if isinstance(key, yaml.ScalarNode) else "a list", _line(key), _of_node(document, value)
        )


def _of_node(document: Document, node: yaml.Node) -> Value:
    if isinstance(node, yaml.SequenceNode):
        return Value(tuple(_of_node(document, each) for each in node.value), _line(node))
    if isinstance(node, yaml.MappingNode):
        table: dict[str, Value] = {}
        for key, value in node.value:
            if str(key.value) in table:
                raise document.error(f'the key "{key.value}" is used twice; keep one', _line(key))
            table[str(key.value)] = _of_node(document, value)
        return Value(table, _line(node))
    return Value(None if node.tag == NULL else node.value, _line(node))


def _line_of_mistake(error: yaml.MarkedYAMLError, text: str) -> int:
    """The line of a mistake; for something that never ends, the line at which it begins."""
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
    return TOO_DEEP if depth > DEPTH else ""


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 2


def _toml(document: Document, text: str) -> Iterator[KeyEntry]:
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message, line = about_toml(error, text) if isinstance(error, ValueError) else (TOO_DEEP, 0)
        raise document.error(f"the front matter {message}", line + 1) from error
    lines = {key: _line_of_key(rf"^\s*\[*\s*[\"']?{re.escape(key)}\b", text) + 1 for key in table}
    return _entries(document, table, lines)


def _json(document: Document) -> FrontBlock:
    """Front matter in JSON: an object that begins the file."""
    try:
        table, end = json.JSONDecoder().raw_decode(document.text[:LIMIT])
    except (json.JSONDecodeError, RecursionError) as error:
        said, line = ("is not valid JSON: look for a quote, comma or bracket in the wrong place", 1)
        if isinstance(error, json.JSONDecodeError):
            line = error.lineno
        raise document.error(f"the front matter {said}", line) from error
    text = document.text[:end]
    lines = {key: _line_of_key(rf'"{re.escape(key)}"\s*:', text) for key in table}
    return FrontBlock(tuple(_entries(document, table, lines)), text.count("\n") + 1)


def _entries(document: Document, table: Mapping[str, object], lines: Mapping[str, int]) -> Iterator[KeyEntry]:
    for key, data in table.items():
        try:
            yield KeyEntry(key, lines[key], _of_data(data, lines[key]))
        except RecursionError as error:
            raise document.error(f"the front matter {TOO_DEEP}", lines[key]) from error


def _line_of_key(pattern: str, text: str) -> int:
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _of_data(data: object, line: int) -> Value:
    if isinstance(data, list):
        return Value(tuple(_of_data(each, line) for each in data), line)
    if isinstance(data, dict):
        return Value({str(key): _of_data(each, line) for key, each in data.items()}, line)
    if data is None:
        return Value(None, line)
    return Value(str(data).lower() if isinstance(data, bool) else str(data), line)
