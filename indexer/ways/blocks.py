"""Blocks of a text: the text below a heading or after a lead-in, and its route."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from indexer.ways.tables import HEADINGS

NO_ROUTE, ANY_ROUTE = "none", "any"
"""Routes of headings with no way in ("Registration"), and with any."""

_LINE = re.compile(r"[^\n]+")
_MARK = r"\s*+(?:[-*•·–]\s++|\d{1,2}[.)]\s++)?"
_MARKED = re.compile(
    rf"(?:\s*+#{{1,6}}\s+(?P<title>[^\n]+?)\s*#*$"
    rf"|{_MARK}(?:\*\*|__)(?P<bold>[^*_\n]{{1,60}})(?:\*\*|__):?)"
)
_ITEM = re.compile(r"\s*+(?:[-*•·–]|\d{1,2}[.)])\s")
_WORDS = r"(?P<name>[A-Z][\w'’/&-]*(?:[ ][\w'’/&()-]+){0,4})"
_LEAD_IN = re.compile(rf"{_MARK}{_WORDS}(?P<end>:(?=\s|[A-Z])|\s\|\s|[ ]?$)")
_SHORT = re.compile(rf"{_MARK}(?P<name>[A-Z][\w'’-]*(?:[ ][\w'’-]+){{0,2}})\.\s")
_FILLING = re.compile(
    r"^(?:(?:at|by|as|an?|the|through|via|going to|your|to|from|in|on|by way of)\s+)+"
    r"|\s+(?:first|route|routes|entry)$"
)


class Block(msgspec.Struct, frozen=True):
    """A block `text[start:end]` and its route.

    The route is None if the sentences decide, and NO_ROUTE if there is none.
    """

    route: str | None
    start: int
    body: int
    end: int


def blocks_of(text: str, headings: Sequence[str] = ()) -> list[Block]:
    """The blocks of a text in order; `headings` are those above the whole text."""
    outer = next((route for heading in reversed(headings) if (route := _route_of(heading))), None)
    found = [(outer, 0, 0), *_openings(text)]
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    return [
        Block(route, start, body, end)
        for (route, start, body), end in zip(found, ends, strict=True)
        if text[body:end].strip()
    ]


def _openings(text: str) -> Iterator[tuple[str | None, int, int]]:
    """The route, start and body offset of each heading or lead-in."""
    in_item = False
    for line in _LINE.finditer(text):
        item = _ITEM.match(line[0]) is not None
        if in_item and item:
            yield None, line.start(), line.start()
        in_item = False
        if marked := _MARKED.match(line[0]):
            name = marked["title"] or marked["bold"]
            route = _route_of(name)
            if route or marked["title"]:
                yield route, line.start(), line.start() + marked.end()
            continue
        lead = _LEAD_IN.match(line[0])
        if lead and (route := _route_of(lead["name"])) and (lead["end"].strip() or _stands_alone(text, line)):
            in_item = item
            yield route, line.start(), line.start() + lead.end()
        elif (short := _SHORT.match(line[0])) and (route := _exactly(short["name"])):
            yield route, line.start(), line.start() + short.end()


def _stands_alone(text: str, line: re.Match[str]) -> bool:
    """Whether a line without a colon is a heading, with text after it."""
    return text[line.end() :][:2].strip(" ") != "" and len(line[0]) <= 40


@lru_cache(maxsize=1024)
def _route_of(heading: str) -> str | None:
    """The route of a heading, by the first list with one of its words."""
    plain = heading.lower().replace("’", "'").strip(" .:*#_")
    if len(plain.split()) > 6:
        return None
    found = next((route for route, words in HEADINGS if words.search(plain)), None)
    return None if found == ANY_ROUTE else found


def _exactly(name: str) -> str | None:
    """The route of a lead-in with a full stop, which must be exactly a route's name."""
    plain = _FILLING.sub("", name.lower().replace("’", "'"))
    return next((route for route, words in HEADINGS if words.fullmatch(plain)), None)
