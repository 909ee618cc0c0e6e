"""Sections as safe HTML, and that HTML as plain text.

`plain_text(render(section)) == section.text` for every section that a reader makes, so a range of the text
is a range of the page. Raw HTML in Markdown is on the page and in the text if `clean` allows it, and in
neither if not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from html import escape, unescape
from html.parser import HTMLParser
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from indexer.profile import Picture, Section, blocks
from indexer.sanitiser import LINE_BREAKS, clean, raw_html

Attributes: TypeAlias = list[tuple[str, str | None]]
"""The attributes of an element, as the standard library's parser gives them."""


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


IMG = re.compile(r'<img((?: [\w-]+="[^"]*")*)>')
ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')
"""A picture in clean HTML, and an attribute in one of its tags."""


@cache
def parser() -> MarkdownIt:
    """A Markdown parser whose paragraphs are single lines; its HTML is not yet safe."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.core.ruler.push("one_line", _one_line)
    return markdown


def render(section: Section, *, pictures: bool = False) -> str:
    """The body of a section as safe HTML, from its Markdown or its text.

    With `pictures` it has those as well, each with its address as the file has it.
    """
    if section.markdown:
        return clean(parser().render(section.markdown), pictures=pictures)
    if not (pictures and section.pictures):
        return "\n".join(_group(lines) for lines in blocks(section.text))
    return "\n".join(_with_pictures(section))


def pictures_in(html: str) -> tuple[Picture, ...]:
    """The pictures in rendered HTML that is not yet clean."""
    if "<img" not in html.lower():
        return ()
    named = (dict(ATTRIBUTE.findall(tag[1])) for tag in IMG.finditer(clean(html, pictures=True)))
    return tuple(Picture(unescape(each.get("src", "")), unescape(each.get("alt", ""))) for each in named)


def _with_pictures(section: Section) -> Iterator[str]:
    """The blocks of a text, each followed by the pictures that begin after it does."""
    first = [each for each in section.pictures if not each.at]
    yield from map(_img, first)
    coming, end = list(section.pictures[len(first) :]), 0
    for lines in blocks(section.text):
        for line in lines:
            end = section.text.index(line, end) + len(line)
        yield _group(lines)
        while coming and coming[0].at <= end:
            yield _img(coming.pop(0))
    yield from map(_img, coming)


def _img(picture: Picture) -> str:
    return f'<img src="{escape(picture.target)}" alt="{escape(picture.text)}">'


def plain_text(html: str) -> str:
    """The text of HTML from `render`, with one line for each block.

    Blank lines separate blocks, except in lists and tables.
    """
    reader = TextReader()
    reader.feed(html)
    reader.close()
    return reader.text()


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


class TextReader(HTMLParser):
    """Reads HTML as plain text, with the offset of each piece."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._length = 0
        self._gap = Gap.BLANK
        self._held = ""
        self._lists = 0

    def text(self) -> str:
        """The text of what was read."""
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:  # noqa: ARG002
        """Widen the gap before the next text, as the element asks."""
        self._widen(tag)
        self._lists += tag in LISTS

    def handle_endtag(self, tag: str) -> None:
        """Widen the gap after the element, as it asks."""
        self._lists -= tag in LISTS
        self._widen(tag)

    def handle_data(self, data: str) -> None:
        """Add a piece of text."""
        self.place(data)

    def _widen(self, tag: str) -> None:
        gap = GAPS.get(tag, Gap.NONE)
        if self._lists and gap is Gap.BLANK:
            gap = Gap.LINE
        self._gap = max(self._gap, gap)

    def place(self, data: str) -> int | None:
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
