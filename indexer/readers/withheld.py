"""Withheld text: comments, hidden and struck-out elements, scripts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

from markdown_it import MarkdownIt

from indexer.markdown import Attributes
from indexer.readers.html.boilerplate import hides
from indexer.sanitiser import READ_AS, SILENT, STRUCK, TAGS

COMMENT = re.compile(r"(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))", re.DOTALL)
"""A comment as browsers read it; without an end, it runs to the end of the text."""

SHORTCODE = re.compile(
    r"(?P<shortcode>\{\{[<%](?:(?!\{\{).)*?[>%]\}\}|\{%(?:(?!\{%).)*?%\}|\{\{(?:(?!\{\{).)*?\}\}"
    r"|\{/\*(?:(?!\{/\*).)*?\*/\}|(?m:^ {0,3}:{3,}[^\n]*$)"
    r"|(?<![ \t])[ \t]*+\{:?[ \t]*+[.#:][\w:.-]++[^{}\n]*+\}(?m:(?=[ \t]*$)))",
    re.DOTALL,
)
"""What other programs replace: shortcodes (Hugo), tags (Liquid), attributes (kramdown), comments (MDX).

None has its own beginning within it, so that what never ends is looked through once.
"""

ATTRIBUTE = r"\s+[a-zA-Z_:][\w.:-]*+(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
PIECE = re.compile(
    rf"\\[!-/:-@\[-`{{-~]|(?P<ticks>`+)|{COMMENT.pattern}|{SHORTCODE.pattern}"
    rf"|<(?P<closing>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*+)(?P<attributes>(?:{ATTRIBUTE})*+)\s*/?>",
    re.DOTALL,
)
"""The pieces of Markdown to distinguish: escapes, backticks, comments, shortcodes, tags."""

RAW_TEXT = "script|style|textarea|title|xmp|iframe|noembed|noframes"
PAGE_PIECE = re.compile(
    rf"{COMMENT.pattern}|<(?P<raw>{RAW_TEXT})\b.*?(?:</(?P=raw)\b|\Z)"
    r"|</?[a-zA-Z](?:[^>\"']|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""A comment in a page, or a script or tag in which there can be none."""

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"}
) | {"wbr"}
UNWRAPPED = frozenset(
    {
        *(
            "abbr",
            "acronym",
            "bdi",
            "bdo",
            "big",
            "body",
            "button",
            "cite",
            "colgroup",
            "data",
            "dfn",
            "font",
        ),
        *(
            "head",
            "html",
            "ins",
            "kbd",
            "label",
            "map",
            "mark",
            "menu",
            "meter",
            "optgroup",
            "option",
            "output",
        ),
        *("picture", "progress", "q", "rp", "rt", "ruby", "samp", "search", "small", "span", "tfoot", "time"),
        *("tt", "u", "var"),
    }
)
KNOWN = TAGS | STRUCK | SILENT | VOID | UNWRAPPED | set(READ_AS)
"""Known elements; any other tag is probably a word in angle brackets."""

FENCE = re.compile("`{3}|~{3}")
"""A code fence, which in a comment would not begin code."""

LEAVES = {"fence": True, "code_block": True, "inline": False, "html_block": False, "tr_open": False}
"""The tokens of innermost blocks, and whether they are code."""

LEFT_OUT = "{} is left out; remove it if you no longer need it"
OPEN = "{} is never closed, so everything after it is left out; close it with {}"
UNKNOWN = "{} is read as HTML and left out; if it is text, put a backslash before it"


class Remark(NamedTuple):
    """A part `text[start:end]` that is not published, with a rule of `check`."""

    start: int
    end: int
    rule: str
    message: str
    note: bool = False
    """Whether it is for information only, such as comments in pages."""


class LeafBlock(NamedTuple):
    """A block of Markdown, by its offsets; in `code`, nothing is markup."""

    start: int
    end: int
    code: bool


def without_comments(text: str) -> str:
    """Text without the HTML comments in it."""
    return COMMENT.sub("", text) if "<!--" in text else text


def without(text: str, remarks: Iterable[Remark]) -> str:
    """Text without the parts of some remarks."""
    kept, at = [], 0
    for remark in remarks:
        kept.append(text[at : remark.start])
        at = remark.end
    return "".join([*kept, text[at:]])


def comments(text: str, pieces: re.Pattern[str] = COMMENT) -> Iterator[Remark]:
    """The comments of a text, or of a page with its `pieces`."""
    for piece in pieces.finditer(text):
        if piece["comment"]:
            yield _comment(piece)


def withheld(markdown: str) -> list[Remark]:
    """The parts of Markdown that are not published, in order and without overlaps."""
    pieces = PIECE.finditer(markdown)
    if not any(piece["comment"] or piece["tag"] or piece["shortcode"] for piece in pieces):
        return []
    blocks, found, at = _blocks(markdown, 0), list[Remark](), 0
    while piece := PIECE.search(markdown, at):
        block = _block_at(blocks, piece.start())
        if block and block.code:
            at = block.end
        elif remark := _remark(markdown, piece):
            found.append(remark)
            at = remark.end
            if block and at > block.end and FENCE.search(markdown, remark.start, at):
                blocks = _blocks(markdown, at)
        else:
            at = _past(markdown, piece, block)
    return found


def _block_at(blocks: Sequence[LeafBlock], at: int) -> LeafBlock | None:
    number = bisect_right(blocks, at, key=lambda block: block.start) - 1
    return blocks[number] if number >= 0 and at < blocks[number].end else None


def _past(markdown: str, piece: re.Match[str], block: LeafBlock | None) -> int:
    """The offset after a piece, or after the code span that it begins."""
    if piece["ticks"]:
        end = block.end if block else markdown.find("\n", piece.end())
        closing = re.compile(rf"(?<!`){piece['ticks']}(?!`)").search(markdown, piece.end(), max(end, 0))
        return closing.end() if closing else piece.end()
    return piece.end()


@cache
def _block_parser() -> MarkdownIt:
    """A parser of Markdown blocks only."""
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.core.ruler.enableOnly(["normalize", "block"])
    return markdown


def _blocks(markdown: str, start: int) -> list[LeafBlock]:
    """The innermost blocks of the text from `start` on."""
    lines = [start, *(end.end() for end in re.compile("\n").finditer(markdown, start)), len(markdown)]
    found = []
    for token in _block_parser().parse(markdown[start:]):
        if token.type in LEAVES and token.map:
            first, end = (lines[min(line, len(lines) - 1)] for line in token.map)
            found.append(LeafBlock(first, end, LEAVES[token.type]))
    return sorted(found)


def _remark(markdown: str, piece: re.Match[str]) -> Remark | None:
    """The remark on a comment or tag; None if it withholds nothing."""
    tag = (piece["tag"] or "").lower()
    if piece["comment"]:
        return _comment(piece)
    if piece["shortcode"]:
        shown = " ".join(piece["shortcode"].split())[:80]
        return Remark(*piece.span(), "shortcode", LEFT_OUT.format(f"“{shown}”"))
    if tag and tag not in KNOWN:
        return Remark(*piece.span(), "unknown-html", UNKNOWN.format(piece[0][:80]))
    if not tag or tag in VOID or piece["closing"]:
        return None
    reason = _reason(tag, piece["attributes"])
    return _element(markdown, piece, tag, *reason) if reason else None


def _comment(piece: re.Match[str]) -> Remark:
    closed = piece["comment"].endswith(("-->", "--!>"))
    message = LEFT_OUT.format("a comment") if closed else OPEN.format("a comment", "-->")
    return Remark(*piece.span(), "comment", message)


def _reason(tag: str, attributes: str) -> tuple[str, str] | None:
    """The rule that withholds an element, and its name; None if it is published."""
    if tag in STRUCK:
        return "struck-out", "text that is struck out"
    if tag in SILENT:
        return "html-left-out", f"<{tag}>"
    return ("hidden-html", "a hidden element") if hides(_attributes(f"<{tag}{attributes}>")) else None


def _element(markdown: str, piece: re.Match[str], tag: str, rule: str, what: str) -> Remark:
    """The remark on an element with its content; without an end tag, to the end."""
    depth = 1
    tags = re.compile(rf"<(/?){tag}(?=[\s/>])[^>]*>", re.IGNORECASE)
    for each in tags.finditer(markdown, piece.end()):
        depth += -1 if each[1] else tag not in RAW_TEXT.split("|")
        if not depth:
            return Remark(piece.start(), each.end(), rule, LEFT_OUT.format(what))
    return Remark(piece.start(), len(markdown), rule, OPEN.format(what, f"</{tag}>"))


def _attributes(tag: str) -> dict[str, str | None]:
    """The attributes of a start tag."""
    reader = _StartTag()
    reader.feed(tag)
    return reader.attributes


class _StartTag(HTMLParser):
    attributes: dict[str, str | None] = {}  # noqa: RUF012  a start tag always sets it

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:  # noqa: ARG002
        self.attributes = dict(attrs)
