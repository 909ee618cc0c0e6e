"""A section's text as safe HTML, with words marked, qualifications linked, and lead-ins as headings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

import msgspec
from markupsafe import Markup

from indexer.markdown import render
from indexer.profile import Section, SectionKind, TextLink
from service.link_targets import NOWHERE, Addresses, readdressed
from service.view.lead_ins import LeadInPiece, PieceKind, pieces_of
from service.view.markup import Mark, mark

_RUN_IN = re.compile(
    r"<p><strong>(?P<lead>(?:(?!</?strong|</p>).)+)</strong>(?P<after>[.:]?)\s+(?=\S)(?!</p>)", re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")

LONGEST_LEAD = 50
"""The most letters of a lead-in that becomes a heading; what is longer is a sentence in bold."""


def prose(
    section: Section,
    words: Sequence[tuple[int, int]],
    links: Iterable[Mark],
    anchor: str = "",
    addresses: Addresses = NOWHERE,
) -> Markup:
    """The section as HTML; `words` and `links` are in ranges of its text.

    `render` keeps only what an author may write; the marks are ours and are put in afterwards. `anchor` is
    the section's, from which the headings of its routes have theirs.
    """
    own = [Mark(one.start, one.end, "a", (("href", to),)) for one, to in _own_links(section, addresses)]
    marks = [*own, *_apart(links, own), *(Mark(start, end) for start, end in words)]
    if pieces := pieces_of(section):
        text = "".join(_under_headings(section.text, pieces, marks, anchor))
        shown = msgspec.structs.replace(section, text="")
        html = text + readdressed(render(shown, pictures=True), addresses)
    else:
        html = mark(readdressed(render(section, pictures=True), addresses), marks)
        html = _with_run_in_headings(html) if section.kind is SectionKind.REQUIREMENTS else html
    return Markup(html)  # noqa: S704  nh3 has cleaned it, or we escape it


def _apart(links: Iterable[Mark], own: Sequence[Mark]) -> Iterator[Mark]:
    """The links that overlap none of the author's own, which follow each other."""
    starts, ends = [one.start for one in own], [one.end for one in own]
    for link in links:
        if bisect_right(ends, link.start) == bisect_left(starts, link.end):
            yield link


def _own_links(section: Section, addresses: Addresses) -> Iterator[tuple[TextLink, str]]:
    """The links of a page that lead somewhere on this site, with where."""
    for link in section.links:
        address = addresses.link(link.target)
        if address is not None and address != link.target:
            yield link, address


def route_anchor(anchor: str, route: str) -> str:
    """The anchor of a route's heading within a section; no section has it, as a slug has no two hyphens."""
    return f"{anchor}--{route}"


def _with_run_in_headings(html: str) -> str:
    """Requirements with a heading for each lead-in in bold, as "**College.** You need two GCSEs"."""
    return _RUN_IN.sub(_headed, html)


def _headed(found: re.Match[str]) -> str:
    lead = found["lead"].rstrip(" .:")
    short = len(_TAG.sub("", lead)) <= LONGEST_LEAD
    return f"<h3>{lead}</h3><p>" if short and lead != found["lead"] + found["after"] else found[0]


def _under_headings(
    text: str, pieces: Sequence[LeadInPiece], marks: Sequence[Mark], anchor: str
) -> Iterator[str]:
    """The pieces as HTML: a route is a heading, what it asks for one below it, and items are a list."""
    below, before, named = "h3", PieceKind.PARAGRAPH, set[str]()
    for kind, group in groupby(_marked(text, pieces, marks), key=lambda each: each[0].kind):
        bodies = list(group)
        if kind is PieceKind.ITEM and (len(bodies) > 1 or before is PieceKind.LEAD):
            yield f"<ul>{''.join(f'<li>{html}</li>' for _, html in bodies)}</ul>"
        elif kind is PieceKind.ROUTE:
            below = "h4"
            yield from (f"<h3{_id(piece, named, anchor)}>{html}</h3>" for piece, html in bodies)
        else:
            tag = below if kind is PieceKind.LEAD else "p"
            yield from (f"<{tag}>{html}</{tag}>" for _, html in bodies)
        before = kind


def _id(piece: LeadInPiece, named: set[str], anchor: str) -> str:
    """The id of a route's heading; the first of a route has it."""
    if not (piece.route and anchor) or piece.route in named:
        return ""
    named.add(piece.route)
    return f' id="{route_anchor(anchor, piece.route)}"'


def _marked(
    text: str, pieces: Sequence[LeadInPiece], marks: Sequence[Mark]
) -> Iterator[tuple[LeadInPiece, str]]:
    """Each piece with its HTML; every mark is looked at only by the pieces that it may reach."""
    coming = sorted(marks, key=lambda each: each.start)[::-1]
    near: list[Mark] = []
    for piece in pieces:
        while coming and coming[-1].start < piece.end:
            near.append(coming.pop())
        near = [each for each in near if each.end > piece.start]
        here = [
            msgspec.structs.replace(each, start=each.start - piece.start, end=each.end - piece.start)
            for each in near
        ]
        yield piece, mark(escape(text[piece.start : piece.end], quote=False), here)
