"""The lines of a page: paragraphs, list items, table rows and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

import msgspec
from selectolax.lexbor import LexborNode

from indexer.readers.document import clean, one_line
from indexer.readers.exported import BULLET
from indexer.readers.headings import Headings
from indexer.readers.html.boilerplate import is_footer
from indexer.readers.html.nodes import HEADING_TAGS
from indexer.readers.html.page import Structure
from indexer.readers.outline import PERHAPS, PLAIN, Line, Links


class LineGap(IntEnum):
    """The gap between two texts of a page; the widest wins."""

    NONE = 0
    SPACE = 1
    TERM = 2
    CELL = 3
    LINE = 4
    BLANK = 5


JOINTS = {LineGap.SPACE: " ", LineGap.TERM: "\x1f", LineGap.CELL: " | "}
AFTER_TERM = re.compile("\\s*:?\\s*\x1f")
"""The boundary between a term, with its colon if any, and its meaning."""

GAPS = {
    **dict.fromkeys(["li", "dt", "dd", "tr", "caption"], LineGap.LINE),
    **dict.fromkeys(
        ["p", "div", "section", "article", "main", "header", "aside", "form", "fieldset"], LineGap.BLANK
    ),
    **dict.fromkeys(["figure", "figcaption", "blockquote", "pre", "address", "hr", "details"], LineGap.BLANK),
    **dict.fromkeys(["summary", "center", "body", "td", "th", "legend"], LineGap.BLANK),
    **dict.fromkeys(["ul", "ol", "dl", "table", "menu", *HEADING_TAGS], LineGap.BLANK),
}
BOLD = frozenset({"b", "strong"})

WITHIN = re.compile(
    r"#|javascript:|mailto:\?|.*(?:facebook\.com/share|(?:twitter|x)\.com/(?:intent|share|home\?)"
    r"|linkedin\.com/(?:share|sharing|cws)|wa\.me/|api\.whatsapp\.com|reddit\.com/submit|pinterest\.\w+/pin"
    r"|t\.me/share|[?&](?:print|share)=)",
    re.IGNORECASE,
)
"""Addresses that lead nowhere, within the page, or to sharing and printing."""


def read_lines(
    main: LexborNode, structure: Structure, title: LexborNode | None, headings: Headings
) -> list[Line]:
    """The lines of a page's main part, without title, text above it, and menus."""
    writer = _Writer(structure, title.mem_id if title is not None else None, headings)
    for node, entering in _walk(main):
        if not entering:
            writer.leave(node)
        elif node.tag == "-text":
            writer.add(node.text_content or "")
        else:
            writer.enter(node)
    return _without_menus(_without_bullets(writer.finish()), headings)


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Each node on entry (True) and exit (False), without recursion for deep pages."""
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        following = node.first_child
        while following is None and node is not None:
            yield node, False
            at_root = node.mem_id == root.mem_id
            following, node = (None, None) if at_root else (node.next, node.parent)
        node = following


def _without_bullets(lines: Sequence[Line]) -> list[Line]:
    """Lines without the bullets that were typed into them; those that had one are items of a list."""
    found = [BULLET.match(line.text) if not line.level else None for line in lines]
    return [
        msgspec.structs.replace(line, text=line.text[mark.end() :], together=at > 0 and bool(found[at - 1]))
        if mark
        else line
        for at, (line, mark) in enumerate(zip(lines, found, strict=True))
    ]


def _without_menus(lines: list[Line], headings: Headings) -> list[Line]:
    """Lines without rows of links within, above or below the page's sections."""
    menus = {at for at, line in enumerate(lines) if line.links is Links.WITHIN}
    titles = {at - 1 for at in menus if at and headings.left_out(lines[at - 1].text)}
    removed = menus | titles
    lines = [line for at, line in enumerate(lines) if at not in removed]
    first = next((at for at, line in enumerate(lines) if line.level), len(lines))
    end = len(lines)
    while end > first and (lines[end - 1].links is Links.ALL or is_footer(lines[end - 1].text, headings)):
        end -= 1
    introduced = end > first and (lines[end - 1].level or lines[end - 1].text.endswith(":"))
    above = [line for line in lines[:first] if line.links is Links.SOME]
    below = [line for line in lines[end:] if introduced and not is_footer(line.text, headings)]
    return [*above, *lines[first:end], *below]


class _Run(NamedTuple):
    """A piece of a line."""

    text: str
    links: Links
    bold: bool


class _Writer:
    """Writes text as lines while a page is walked."""

    def __init__(self, structure: Structure, title: int | None, headings: Headings) -> None:
        self._structure = structure
        self._headings = headings
        self._title = title
        self._lines: list[Line] = []
        self._line = Line("")
        self._may_head = False
        self._runs: list[_Run] = []
        self._gap = LineGap.BLANK
        self._levels: list[int] = []
        self._links = [Links.SOME]
        self._titles = self._lists = self._cells = self._bold = self._pre = 0

    def enter(self, node: LexborNode) -> None:
        tag, known = node.tag or "", node.mem_id
        self._widen(self._gap_at(tag, known, entering=True))
        if known == self._title:
            self._begin()
        if known in self._structure.labels:
            self._end_line()
            self._lines.append(Line(self._structure.labels[known], level=2))
        if known in self._structure.levels:
            self._levels.append(self._structure.levels[known])
        if tag == "a":
            self._links.append(_leads_to(node.attributes.get("href")))
        if tag == "img":
            self._add_picture(node.attributes.get("alt") or "")
        self._count(tag, known, 1)

    def leave(self, node: LexborNode) -> None:
        tag, known = node.tag or "", node.mem_id
        self._count(tag, known, -1)
        if known in self._structure.levels:
            self._levels.pop()
        if tag == "a":
            self._links.pop()
        self._widen(self._gap_at(tag, known, entering=False))

    def add(self, text: str) -> None:
        pieces = clean(text).split("\n") if self._pre else [clean(text)]
        for at, piece in enumerate(pieces):
            if at:
                self._widen(LineGap.BLANK if self._gap is LineGap.LINE else LineGap.LINE)
            self._add(piece)

    def _add_picture(self, text: str) -> None:
        """Add a picture's text where it is a heading, or stands in one."""
        if self._levels or (self._gap >= LineGap.LINE and self._headings.known(text)):
            self.add(text)

    def finish(self) -> list[Line]:
        self._end_line()
        return self._lines

    def _begin(self) -> None:
        """Drop the lines above the title, unless they have known headings."""
        self._end_line()
        if not any(0 < line.level < PLAIN and self._headings.kind(line.text) for line in self._lines):
            self._lines.clear()

    def _gap_at(self, tag: str, known: int, *, entering: bool) -> LineGap:
        if known in self._structure.levels:
            return LineGap.BLANK
        if known in self._structure.cells:
            return LineGap.CELL if tag != "dd" else LineGap.TERM if entering else LineGap.LINE
        if tag == "br":
            return (
                LineGap.NONE if not entering else LineGap.BLANK if self._gap is LineGap.LINE else LineGap.LINE
            )
        return LineGap.NONE if tag == "dt" and not entering else GAPS.get(tag, LineGap.NONE)

    def _widen(self, gap: LineGap) -> None:
        if gap >= LineGap.LINE and (self._cells or self._levels):
            gap = LineGap.SPACE
        elif gap is LineGap.BLANK and self._lists:
            gap = LineGap.LINE
        self._gap = max(self._gap, gap)

    def _count(self, tag: str, known: int, step: int) -> None:
        self._titles += step * (known == self._title)
        self._lists += step * (known in self._structure.lists)
        self._cells += step * (known in self._structure.cells)
        self._bold += step * (tag in BOLD)
        self._pre += step * (tag == "pre")

    def _add(self, text: str) -> None:
        if self._titles or not text.strip():
            self._runs += [_Run(" ", Links.SOME, False)] if self._runs and not self._gap else []
            return
        if self._gap >= LineGap.LINE:
            self._end_line()
            level = self._levels[-1] if self._levels else 0
            self._line = Line("", level, together=self._gap is LineGap.LINE)
            self._may_head = not (self._lists or self._levels)
        elif self._gap:
            self._runs.append(_Run(JOINTS[self._gap], Links.SOME, False))
        links = Links.SOME if self._levels else self._links[-1]
        self._runs.append(_Run(text, links, self._bold > 0))
        self._gap = LineGap.NONE

    def _end_line(self) -> None:
        text = one_line(AFTER_TERM.sub(": ", "".join(run.text for run in self._runs)))
        telling = [run for run in self._runs if re.search(r"\w", run.text)]
        if telling:
            level = self._line.level
            if self._may_head and all(run.bold for run in telling):
                level = PERHAPS
            elif self._may_head and text[-1] not in ".,;!" and self._headings.known(text):
                level = PLAIN
            self._lines.append(Line(text, level, self._line.together, _links(telling)))
        self._runs.clear()


def _links(runs: Sequence[_Run]) -> Links:
    """The share of links in a line; words before links within the page count as one."""
    labelled = len(runs) > 1 and runs[0].text.rstrip().endswith(":")
    if labelled and all(run.links is Links.WITHIN for run in runs[1:]):
        return Links.WITHIN
    return min(run.links for run in runs)


def _leads_to(href: str | None) -> Links:
    if href is None:
        return Links.SOME
    return Links.WITHIN if WITHIN.match(href.strip()) else Links.ALL
