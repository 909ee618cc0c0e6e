"""Rules about a file's markup: what its editor did not mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from indexer.check.findings import Fault, excerpt
from indexer.check.source import SourceFile
from indexer.readers.withheld import COMMENT

CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)")
"""How a version control system marks the two sides of a conflict."""

NO_SPACE = re.compile(r" {0,3}(?P<hashes>#{1,6})(?P<heading>[^\W\d_][^#]*?)\s*#*\s*")


IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ALT_OR_SRC = re.compile(r"\b(?:alt|src)\s*=\s*([\"'])(.*?)\1", re.IGNORECASE)


def conflict_markers(source: SourceFile) -> Iterator[Fault]:
    """Lines that a version control system left where two edits met; one finding a conflict."""
    inside = False
    for number, line in enumerate(source.lines, 1):
        if CONFLICT.match(line):
            if not inside or line.startswith("<"):
                message = (
                    f"a conflict of two edits: {excerpt(line.strip())}; keep one side, and drop the marks"
                )
                yield Fault(str(source.path), number, message)
            inside = line.startswith("<")


def unclosed_fences(source: SourceFile) -> Iterator[Fault]:
    """Code that is never closed, so that all that follows is code."""
    for token in source.tokens:
        if token.type == "fence" and token.map:
            first, end = token.map
            last = source.lines[source.body + end - 1].strip(" >\t")
            if end - first < 2 or not _closes(last, token.markup):
                message = (
                    f"code that begins with {token.markup} is never closed; put {token.markup} below its end"
                )
                yield Fault(str(source.path), source.body + first + 1, message)


def headings_without_space(source: SourceFile) -> Iterator[Fault]:
    """Lines that look like headings and are none, for lack of a space."""
    if not source.is_markdown:
        return
    for number, line in enumerate(source.lines[source.body :], source.body + 1):
        found = NO_SPACE.fullmatch(line)
        if found and number not in source.code_lines and _is_meant(found, source):
            meant = f"{found['hashes']} {found['heading']}"
            message = f"{excerpt(line.strip())} is not a heading; put a space after the #: {excerpt(meant)}"
            yield Fault(str(source.path), number, message)


def pictures_left_out(source: SourceFile) -> Iterator[Fault]:
    """Pictures in Markdown, which are not shown."""
    for token in source.tokens:
        for name in _pictures(token) if token.map else ():
            message = f"the picture {excerpt(name)} is left out; say in the text what it shows, or remove it"
            yield Fault(str(source.path), _line(source, token.map or [0, 0], name), message)


def _pictures(token: Token) -> Iterator[str]:
    """The pictures in a block, each by its text or its address."""
    for child in token.children or (token,):
        if child.type == "image":
            yield child.content or str(child.attrGet("src") or "")
        elif child.type in ("html_inline", "html_block"):
            for tag in IMG.finditer(COMMENT.sub("", child.content)):
                yield next((found[2] for found in ALT_OR_SRC.finditer(tag[0]) if found[2]), "without a name")


def _line(source: SourceFile, block: list[int], text: str) -> int:
    """The line of a block that has a text, or the first one."""
    lines = range(block[0], block[1])
    return source.body + 1 + next((n for n in lines if text in source.lines[source.body + n]), block[0])


def _closes(line: str, fence: str) -> bool:
    return len(line) >= len(fence) and set(line) == set(fence)


def _is_meant(found: re.Match[str], source: SourceFile) -> bool:
    """Whether a line is meant as a heading: a single # may begin a tag."""
    return len(found["hashes"]) > 1 or source.headings.known(found["heading"])
