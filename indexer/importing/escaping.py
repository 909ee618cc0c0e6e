"""Plain text as Markdown that reads as this text."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.markdown import parser
from indexer.readers.document import one_line
from indexer.readers.markdown.dialects import in_plain_markdown
from indexer.readers.markdown.sections import plain
from indexer.readers.withheld import withheld, without

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#&~|=%!^$:\"']")
"""Signs that mean something to Markdown or to a program that reads it."""

ACROSS = re.compile(r"[<{`]")
"""Signs that may begin markup that ends on another line."""

BEGINNING = re.compile(r"(?P<number>\d{1,9})(?=[.)])|(?=[-+?])")
"""What begins a list at the start of a line: a number, or a sign."""

LETTER = re.compile(r"^[A-Za-z]")


@lru_cache(maxsize=4096)
def escaped(line: str, before: str = "") -> str:
    """A line of text as Markdown, with as few backslashes as possible; `before` precedes it."""
    for written in (line, _escaped(line), LETTER.sub(_entity, _escaped(line))):
        if _reads_as(before + written, line) and not (written is line and ACROSS.search(line)):
            return written
    return _escaped(line)


def _escaped(line: str) -> str:
    return BEGINNING.sub(r"\g<0>\\", SPECIAL.sub(r"\\\g<0>", line), count=1)


def _entity(letter: re.Match[str]) -> str:
    return f"&#{ord(letter[0])};"


def _reads_as(markdown: str, line: str) -> bool:
    lines = in_plain_markdown(without(markdown, withheld(markdown)).split("\n"))
    tokens = parser().parse("\n".join(lines))
    kinds = [token.type for token in tokens if not token.level]
    wanted = "heading_open" if markdown.startswith("#") else "paragraph_open"
    return kinds[:1] == [wanted] and len(kinds) == 2 and one_line(plain(tokens)) == one_line(line)
