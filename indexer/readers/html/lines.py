"""The lines of a page: paragraphs, list items, table rows and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

import msgspec
from selectolax.lexbor import LexborNode

from indexer.profile import Picture
from indexer.readers.document import clean, one_line
from indexer.readers.headings import Headings
from indexer.readers.html.nodes import HEADING_TAGS
from indexer.readers.html.page import Structure
from indexer.readers.html.runs import TextRun, leads_to, links_of_runs, same_site, targets_of
from indexer.readers.html.trimming import without_bullets, without_menus
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
    return without_menus(without_bullets(writer.finish()), headings)


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


class _Writer:
    """Writes text as lines while a page is walked."""

    def __init__(self, structure: Structure, title: int | None, headings: Headings) -> None:
        self._structure = structure
        self._headings = headings
        self._title = title
        self._lines: list[Line] = []
        self._line = Line("")
        self._may_head = False
        self._runs: list[TextRun] = []
        self._gap = LineGap.BLANK
        self._levels: list[int] = []
        self._links = [Links.SOME]
        self._anchors: list[tuple[int, str] | None] = [None]
        self._pictures: list[Picture] = []
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
            self._links.append(leads_to(node.attributes.get("href")))
            self._anchors.append((known, href) if (href := same_site(node, "href")) else None)
        if tag == "img":
            self._add_picture(node.attributes.get("alt") or "", same_site(node, "src"))
        self._count(tag, known, 1)

    def leave(self, node: LexborNode) -> None:
        tag, known = node.tag or "", node.mem_id
        self._count(tag, known, -1)
        if known in self._structure.levels:
            self._levels.pop()
        if tag == "a":
            self._links.pop()
            self._anchors.pop()
        self._widen(self._gap_at(tag, known, entering=False))

    def add(self, text: str) -> None:
        pieces = clean(text).split("\n") if self._pre else [clean(text)]
        for at, piece in enumerate(pieces):
            if at:
                self._widen(LineGap.BLANK if self._gap is LineGap.LINE else LineGap.LINE)
            self._add(piece)

    def _add_picture(self, text: str, target: str) -> None:
        """Add a picture's text if it is a heading or in one; otherwise the picture itself."""
        if self._levels or (self._gap >= LineGap.LINE and self._headings.known(text)):
            self.add(text)
        elif target and not target.startswith("/"):
            self._pictures.append(Picture(target, one_line(text)))
            if self._gap >= LineGap.LINE:
                self._end_line()
                self._place_pictures()

    def _place_pictures(self) -> None:
        """Put the pictures after the last line, if there is one."""
        if self._lines and self._pictures:
            line = self._lines[-1]
            pictures = (*line.pictures, *self._pictures)
            self._lines[-1] = msgspec.structs.replace(line, pictures=pictures)
            self._pictures.clear()

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
            space = TextRun(" ", Links.SOME, False, self._anchors[-1])
            self._runs += [space] if self._runs and not self._gap else []
            return
        if self._gap >= LineGap.LINE:
            self._end_line()
            level = self._levels[-1] if self._levels else 0
            self._line = Line("", level, together=self._gap is LineGap.LINE)
            self._may_head = not (self._lists or self._levels)
        elif self._gap:
            self._runs.append(TextRun(JOINTS[self._gap], Links.SOME, False))
        links = Links.SOME if self._levels else self._links[-1]
        self._runs.append(TextRun(text, links, self._bold > 0, self._anchors[-1]))
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
            self._lines.append(
                Line(text, level, self._line.together, links_of_runs(telling), targets_of(self._runs))
            )
            self._place_pictures()
        self._runs.clear()
