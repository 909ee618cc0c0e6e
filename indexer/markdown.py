"""Sections as HTML, and that HTML as plain text.

`plain_text(render(section)) == section.text` for every section that a reader makes, so a range of the text
is a range of the page. Raw HTML in Markdown is on the page and in the text if `clean` allows it, and in
neither if not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from html import escape
from html.parser import HTMLParser
from itertools import accumulate, pairwise
from typing import TypeAlias

import msgspec
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from indexer.profile import Section, blocks
from indexer.sanitiser import LINE_BREAKS, clean, raw_html

Attributes: TypeAlias = list[tuple[str, str | None]]
"""The attributes of an element, as the standard library's parser gives them."""


class Mark(msgspec.Struct, frozen=True):
    """An element to put around `text[start:end]`, in pieces if it crosses others."""

    start: int
    end: int
    tag: str = "mark"
    attributes: tuple[tuple[str, str], ...] = ()


class Gap(IntEnum):
    """The gap between two texts; the widest wins."""

    NONE = 0
    CELL = 1
    LINE = 2
    BLANK = 3


SEPARATORS = {Gap.NONE: "", Gap.CELL: " | ", Gap.LINE: "\n", Gap.BLANK: "\n\n"}
LISTS = frozenset({"ul", "ol", "dl", "table"})
GAPS = {
    **dict.fromkeys(["td", "th"], Gap.CELL),
    **dict.fromkeys(["br", "li", "dt", "dd", "tr", "caption"], Gap.LINE),
    **dict.fromkeys(["p", "div", "pre", "hr", "blockquote", "details", "summary", *LISTS], Gap.BLANK),
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], Gap.BLANK),
}


@cache
def parser() -> MarkdownIt:
    """A Markdown parser whose paragraphs are single lines; its HTML is not yet safe."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.core.ruler.push("one_line", _one_line)
    return markdown


def render(section: Section) -> str:
    """The body of a section as safe HTML, from its Markdown or its text."""
    if section.markdown:
        return clean(parser().render(section.markdown))
    return "\n".join(_group(lines) for lines in blocks(section.text))


def plain_text(html: str) -> str:
    """The text of HTML from `render`, with one line for each block.

    Blank lines separate blocks, except in lists and tables.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


def mark(html: str, marks: Sequence[Mark]) -> str:
    """HTML that `render` made, with elements around ranges of its plain text.

    Ranges may cross elements, nest and overlap; a link is never put inside a link.
    """
    marker = _Marker(marks)
    marker.feed(html)
    marker.close()
    return marker.html()


def _group(lines: tuple[str, ...]) -> str:
    if len(lines) == 1:
        return f"<p>{escape(lines[0], quote=False)}</p>"
    items = "\n".join(f"<li>{escape(line, quote=False)}</li>" for line in lines)
    return f"<ul>\n{items}\n</ul>"


def _one_line(state: StateCore) -> None:
    """Join the lines of a paragraph with spaces."""
    for token in (token for block in state.tokens for token in (block, *(block.children or ()))):
        if token.type == "softbreak":
            token.type, token.tag, token.content = "text", "", " "
        elif token.type == "text":
            token.content = LINE_BREAKS.sub(" ", token.content)
        elif token.type in ("html_block", "html_inline"):
            token.content = raw_html(token.content)


class _Reader(HTMLParser):
    """Reads HTML as plain text, with the offset of each piece."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._length = 0
        self._gap = Gap.BLANK
        self._held = ""
        self._lists = 0

    def text(self) -> str:
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:  # noqa: ARG002
        self._widen(tag)
        self._lists += tag in LISTS

    def handle_endtag(self, tag: str) -> None:
        self._lists -= tag in LISTS
        self._widen(tag)

    def handle_data(self, data: str) -> None:
        self._place(data)

    def _widen(self, tag: str) -> None:
        gap = GAPS.get(tag, Gap.NONE)
        if self._lists and gap is Gap.BLANK:
            gap = Gap.LINE
        self._gap = max(self._gap, gap)

    def _place(self, data: str) -> int | None:
        """Add data to the text; returns its offset, or None between two blocks.

        Space at the ends of a block is dropped.
        """
        core = data.strip()
        lead = len(data) - len(data.lstrip())
        if not core:
            self._held += "" if self._gap else data
            return None if self._gap else self._length + len(self._held) - len(data)
        before = SEPARATORS[self._gap] if self._gap else self._held + data[:lead]
        self._add(before if self._pieces else "")
        start = self._length
        self._add(core)
        self._gap, self._held = Gap.NONE, data[lead + len(core) :]
        return start - lead

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


class _Marker(_Reader):
    """Writes the HTML that it reads, with the marks added."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        super().__init__()
        self._marks = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end))
        self._starts = [m.start for m in self._marks]
        self._reach = list(accumulate((m.end for m in self._marks), max))
        self._bounds = sorted({bound for m in self._marks for bound in (m.start, m.end)})
        self._links = 0
        self._written: list[str] = []

    def html(self) -> str:
        return "".join(self._written)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        super().handle_starttag(tag, attrs)
        self._links += tag == "a"
        self._written.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        super().handle_starttag(tag, attrs)
        self._written.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self._links -= tag == "a"
        self._written.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        start = self._place(data)
        if start is None:
            self._written.append(data)
            return
        end = start + len(data)
        between = self._bounds[bisect_right(self._bounds, start) : bisect_left(self._bounds, end)]
        # Space at the ends of pieces may overlap in the text, so every piece looks for its own marks.
        here = slice(bisect_right(self._reach, start), bisect_left(self._starts, end))
        coming, begun, inside = self._marks[here][::-1], list[Mark](), list[Mark]()
        for left, right in pairwise((start, *between, end)):
            while coming and coming[-1].start <= left:
                begun.append(coming.pop())
            begun = [each for each in begun if each.end > left]
            inside = self._step(inside, self._around(begun))
            self._written.append(escape(data[left - start : right - start], quote=False))
        self._step(inside, [])

    def _around(self, begun: Sequence[Mark]) -> list[Mark]:
        """The marks around one piece, the outermost first, and of links only the first."""
        around: list[Mark] = []
        linked = self._links > 0
        for each in begun:
            if not (linked and each.tag == "a"):
                around.append(each)
                linked |= each.tag == "a"
        return around

    def _step(self, inside: list[Mark], around: list[Mark]) -> list[Mark]:
        """Close and open elements between two pieces."""
        same = 0
        while same < min(len(inside), len(around)) and inside[same] is around[same]:
            same += 1
        self._written += [f"</{each.tag}>" for each in reversed(inside[same:])]
        self._written += [_opening(each) for each in around[same:]]
        return around


def _opening(each: Mark) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in each.attributes)
    return f"<{each.tag}{attributes}>"
