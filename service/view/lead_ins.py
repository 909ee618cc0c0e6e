"""Plain requirements in pieces: lead-ins such as "College:" become headings over what they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from indexer.profile import Section, SectionKind
from indexer.ways import Route
from indexer.ways.blocks import blocks_of

_ASKS = re.compile(
    r"\s*(?P<lead>[A-Z][^:;.!?\n]{0,60}\b"
    r"(?:needs?|needed|requires?|required|asks? for|expected?))\s*:\s+(?=\S)"
)
"""A lead-in to requirements; a sentence with a full stop before its colon is not one."""

ROUTES = frozenset(route.value for route in Route)
_ITEM = re.compile(r"[^;]+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_RUNS_ON = re.compile(r"\b(?:an?|the|of|in|for|to|with|by|from|at)[ \t]*$")
_SENTENCE_ENDS = (".", "!", "?", ")", "”")


class PieceKind(StrEnum):
    """What a piece is on a page."""

    ROUTE = "route"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    ITEM = "item"


class LeadInPiece(NamedTuple):
    """A stretch `text[start:end]` of a section; the heading of a route knows which."""

    kind: PieceKind
    start: int
    end: int
    route: Route | None = None


def pieces_of(section: Section) -> list[LeadInPiece]:
    """The pieces of a section that gives its requirements under lead-ins; none of any other section."""
    if section.kind is not SectionKind.REQUIREMENTS or section.markdown:
        return []
    found = list(_pieces(section.text))
    headed = any(piece.kind in (PieceKind.ROUTE, PieceKind.LEAD) for piece in found)
    return found if headed else []


def _pieces(text: str) -> Iterator[LeadInPiece]:
    leads = {block.start: block for block in blocks_of(text) if block.start < block.body}
    for start, end in _lines(text):
        body = start
        if block := leads.get(start):
            route = Route(block.route) if block.route in ROUTES else None
            yield _trimmed(text, PieceKind.ROUTE, start, block.body)._replace(route=route)
            body = block.body
        yield from _body(text, body, end)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that have something, each with those into which it runs on."""
    begun: int | None = None
    for line in _LINE.finditer(text):
        start = line.start() if begun is None else begun
        begun = start if _RUNS_ON.search(line[0]) else None
        if begun is None:
            yield start, line.end()
    if begun is not None:
        yield begun, len(text)


def _body(text: str, start: int, end: int) -> Iterator[LeadInPiece]:
    """A paragraph without the lead-in of its route: a list of what is asked for, an item, or prose."""
    if asks := _ASKS.match(text, start, end):
        yield LeadInPiece(PieceKind.LEAD, *asks.span("lead"))
        asked = (item.span() for item in _ITEM.finditer(text, asks.end(), end))
        items = (_trimmed(text, PieceKind.ITEM, *span) for span in asked)
        yield from (item for item in items if item.start < item.end)
        return
    whole = _trimmed(text, PieceKind.PARAGRAPH, start, end)
    if whole.start < whole.end:
        prose = text[whole.start : whole.end].endswith(_SENTENCE_ENDS)
        yield whole if prose else whole._replace(kind=PieceKind.ITEM)


def _trimmed(text: str, kind: PieceKind, start: int, end: int) -> LeadInPiece:
    """A piece without the space, and a heading without the signs, around it."""
    signs = " \n\t:|*_#-" if kind is PieceKind.ROUTE else " \n\t"
    body = text[start:end]
    first = start + len(body) - len(body.lstrip(signs))
    return LeadInPiece(kind, first, max(first, start + len(body.rstrip(signs))))
