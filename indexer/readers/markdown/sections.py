"""The sections of a Markdown document: the start, the kind and the content of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from markdown_it.token import Token

from indexer.markdown import parser, plain_text
from indexer.profile import SectionKind
from indexer.readers.document import one_line
from indexer.readers.headings import Headings
from indexer.readers.outline import PERHAPS, Line, are_believed, is_heading, section_starts
from indexer.sanitiser import clean

WIDTH = 3
"""The tokens of a heading or a paragraph: it opens, its text, it closes."""

TITLE = 1
"""The level of a heading that repeats the title."""


class Start(NamedTuple):
    """A heading, or a paragraph in bold that may be one.

    `at` is the index of its first token; it begins in the line `first` of the source and ends before `below`.
    """

    at: int
    line: Line
    first: int
    below: int


class Part(NamedTuple):
    """A section: its kind and heading, and its content as tokens and as lines `first` to `end`."""

    kind: SectionKind
    heading: str
    tokens: Sequence[Token]
    first: int
    end: int

    @property
    def text(self) -> str:
        """The text below the heading, without markup."""
        return plain_text(clean(self.html))

    @property
    def html(self) -> str:
        """What is below the heading as HTML, not yet safe."""
        return html_of(self.tokens)


def starts_of(tokens: Sequence[Token]) -> list[Start]:
    """The headings of a document, and its paragraphs that are bold from end to end."""
    return list(_starts(tokens))


def title_of(starts: Sequence[Start], headings: Headings) -> str:
    """The title of a document: its first heading, unless that is the heading of a section."""
    first = next((start.line.text for start in starts if start.line.level < PERHAPS), "")
    return "" if headings.known(first) else first


def parts_of(
    tokens: Sequence[Token], starts: Sequence[Start], title: str, headings: Headings, length: int
) -> list[Part]:
    """The parts of a document of `length` lines: the text above the first heading, then sections."""
    begun = _begun(starts, title, headings)
    ends = [*begun, (Start(len(tokens), Line(""), length, length), SectionKind.OTHER)]
    above, first = tokens[: ends[0][0].at], ends[0][0].first
    parts = [Part(SectionKind.SUMMARY, "Summary", above, 0, first)]
    for (start, kind), (following, _) in zip(begun, ends[1:], strict=True):
        heading = start.line.text if start.line.text.casefold() != title.casefold() else "Summary"
        below = tokens[start.at + WIDTH : following.at]
        parts.append(Part(kind, heading, below, start.below, following.first))
    return parts


def with_run_ins_apart(lines: Sequence[str], tokens: Sequence[Token], headings: Headings) -> list[str]:
    """The lines, with bold headings that run into their text (`**Duties:** bake`) on lines of their own."""
    found = dict(_run_ins(tokens, headings))
    return [
        new
        for number, line in enumerate(lines)
        for new in ([f"**{found[number][0]}**", "", line[found[number][1] :]] if number in found else [line])
    ]


def plain(tokens: Sequence[Token]) -> str:
    """The text of some tokens, without markup."""
    return plain_text(clean(html_of(tokens)))


def html_of(tokens: Sequence[Token]) -> str:
    """Some tokens as HTML, not yet safe."""
    return str(parser().renderer.render(tokens, parser().options, {}))


def _starts(tokens: Sequence[Token]) -> Iterator[Start]:
    for at, token in enumerate(tokens):
        if token.level:
            continue
        bold = token.type == "paragraph_open" and _is_bold(tokens[at + 1])
        if token.type == "heading_open" or bold:
            first, below = token.map or (0, 0)
            text = one_line(plain(tokens[at : at + WIDTH]))
            level = PERHAPS if bold else int(token.tag[1])
            yield Start(at, Line(text.removesuffix(":") if bold else text, level), first, below)


def _is_bold(inline: Token) -> bool:
    inner = [child for child in inline.children or () if child.content or child.nesting]
    around = len(inner) > 2 and inner[0].type == "strong_open" and inner[-1].type == "strong_close"
    return around and sum(child.type == "strong_open" for child in inner) == 1


def _begun(starts: Sequence[Start], title: str, headings: Headings) -> list[tuple[Start, SectionKind]]:
    """The headings that begin a section, with its kind; one that repeats the title begins a summary."""
    believed = are_believed([start.line for start in starts], headings)
    real = [start for start in starts if start.line.text and is_heading(start.line, headings, believed)]
    titles = [start for start in real if _is_title(start, title)]
    others = [start for start in real if not _is_title(start, title)]
    found = section_starts(_levelled([start.line for start in others]), headings)
    begun = [(start, SectionKind.SUMMARY) for start in titles] + [(others[at], kind) for at, kind in found]
    return sorted(begun, key=lambda pair: pair[0].at)


def _is_title(start: Start, title: str) -> bool:
    return start.line.level == TITLE and start.line.text.casefold() == title.casefold()


def _levelled(lines: Sequence[Line]) -> list[Line]:
    """The headings; a single first one of level 1 gets the highest level of the others."""
    ones = [at for at, line in enumerate(lines) if line.level == TITLE]
    if ones != [0] or len(lines) == 1:
        return list(lines)
    return [msgspec.structs.replace(lines[0], level=min(line.level for line in lines[1:])), *lines[1:]]


def _run_ins(tokens: Sequence[Token], headings: Headings) -> Iterator[tuple[int, tuple[str, int]]]:
    """The lines that begin with a known heading in bold and continue, with the heading and its end."""
    for at, token in enumerate(tokens):
        if token.type != "paragraph_open" or token.level or not token.map:
            continue
        source = tokens[at + 1].content
        mark = source[:2]
        end = source.find(mark, 2) if mark in ("**", "__") else -1
        heading = source[2:end].strip().rstrip(":.") if end > 0 else ""
        if heading and source[end + 2 :].strip(" :") and headings.known(heading):
            behind = end + 2 + (source[end + 2 : end + 3] == ":")
            yield token.map[0], (heading, behind)
