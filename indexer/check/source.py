"""A file as its editor wrote it, with the lines of its parts."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from urllib.parse import unquote

from markdown_it.token import Token

from indexer.errors import ContentError
from indexer.markdown import parser
from indexer.readers import RECORDS
from indexer.readers.conventions import Conventions
from indexer.readers.document import Document, decode, read_bytes
from indexer.readers.headings import Headings
from indexer.readers.markdown.front_block import read_block

MARKDOWN = frozenset({".md", ".markdown", ".mdx"})
"""The suffixes of files in Markdown."""

TELLING = 48
"""The number of a text's first letters to look for; markup may interrupt later ones."""

FEWEST = 8
"""The fewest letters that locate a text; with fewer, the line would be a guess."""

CODE = frozenset({"fence", "code_block", "html_block"})
_MARKUP = re.compile(r"\]\([^)\s]*[^)]*\)|</?[a-zA-Z][^>]*>")
_NO_LETTER = re.compile(r"[\W_]+")


class SourceFile:
    """The text of a file of content; empty for a file of records."""

    def __init__(self, path: Path, text: str, conventions: Conventions) -> None:
        self.path = path
        self.text = text
        self.headings: Headings = conventions.headings
        self._conventions = conventions

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines of the file."""
        return self.text.split("\n")

    @property
    def is_markdown(self) -> bool:
        """Whether the file is Markdown."""
        return self.path.suffix.lower() in MARKDOWN

    @cached_property
    def body(self) -> int:
        """How many lines its front matter takes."""
        try:
            return read_block(Document(self.path, "", self.text, "", self._conventions)).body
        except ContentError:
            return 0

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The blocks of Markdown; a token's map counts from the line `body`."""
        return parser().parse("\n".join(self.lines[self.body :])) if self.is_markdown else ()

    @cached_property
    def code_lines(self) -> frozenset[int]:
        """The lines of code and of HTML, which are not Markdown, counted from 1."""
        blocks = (token.map for token in self.tokens if token.type in CODE and token.map)
        return frozenset(self.body + line + 1 for first, end in blocks for line in range(first, end))

    def line_of(self, text: str, after: int | None = None) -> int | None:
        """The line at which a text begins; None if it is unknown."""
        letters = _letters(text)[:TELLING]
        begin = self._starts[after - 1] if after else 0
        while letters:
            at = self._text_letters.find(letters, begin)
            if at >= 0:
                return bisect_right(self._starts, at)
            letters = letters[: len(letters) // 2] if len(letters) >= 2 * FEWEST else ""
        return None

    def line_with(self, written: str) -> int | None:
        """The first line below the front matter that has these characters."""
        if not written:
            return None
        known = (written, html.escape(written), unquote(written))
        lines = enumerate(self.lines[self.body :], self.body + 1)
        return next((number for number, line in lines if any(each in line for each in known)), None)

    def heading_line(self, heading: str, after: int = 1) -> int | None:
        """The first line from `after` on that is a heading, or that begins with it."""
        letters = _letters(heading)
        later = range(after, len(self.lines) + 1)
        whole = (line for line in later if self._line_letters[line - 1] == letters)
        begins = (line for line in later if self._line_letters[line - 1].startswith(letters))
        return (next(whole, None) or next(begins, None)) if letters else None

    @cached_property
    def _line_letters(self) -> Sequence[str]:
        return [_letters(html.unescape(_MARKUP.sub("", line))) for line in self.lines]

    @cached_property
    def _text_letters(self) -> str:
        return "".join(self._line_letters)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The offset of each line's first letter; a line without letters has that of the next."""
        return [0, *accumulate(map(len, self._line_letters))][:-1]


@lru_cache(maxsize=8)
def open_source(path: Path, conventions: Conventions) -> SourceFile:
    """A file's text; empty for records and for what is not text."""
    try:
        text = "" if path.suffix.lower() == RECORDS else decode(read_bytes(path), path)
    except ContentError:
        text = ""
    return SourceFile(path, text, conventions)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
