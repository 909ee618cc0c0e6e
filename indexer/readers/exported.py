"""Texts as systems export them: with HTML, or with list marks typed into them."""

from __future__ import annotations

import html
import json
import re
from collections import Counter

from indexer import sanitiser
from indexer.markdown import plain_text
from indexer.readers.document import clean, one_line
from indexer.readers.withheld import without_comments

BLOCK = re.compile(
    r"</?(?:p|div|br|ul|ol|li|dl|dt|dd|h[1-6]|table|tr|t[dh]|section|article|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"</?(?:a|abbr|b|strong|i|em|u|s|del|span|font|sub|sup|small|code)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)

BULLET = re.compile(r"(?:[•·▪‣◦●]\s*|[-–*]\s+)(?=\w)")
"""A list mark that was typed before an item."""


def text_of(exported: str) -> str:
    """An exported text as plain lines; it is read as HTML only if it has elements of HTML."""
    text = without_comments(exported)
    if "<" in text and (BLOCK.search(text) or INLINE.search(text)):
        lines = [one_line(text)] if BLOCK.search(text) else text.split("\n")
        text = "\n".join(plain_text(sanitiser.clean(line)) for line in lines)
    elif "&" in text and ENTITY.search(text):
        text = html.unescape(text)
    return clean(text)


def without_marks(line: str) -> str:
    """A line of a text without the list mark before it."""
    return BULLET.sub("", line, count=1) if BULLET.match(line) else line


def repeated_key(line: bytes) -> str | None:
    """The first duplicate key in a record in JSON; None if there is none."""
    repeated: list[str] = []

    def note(pairs: list[tuple[str, object]]) -> None:
        if len(pairs) > len(dict(pairs)):  # counting takes longer, and keys are seldom repeated
            counts = Counter(name for name, _ in pairs)
            repeated.extend(name for name, count in counts.items() if count > 1)

    json.loads(line, object_pairs_hook=note)
    return repeated[0] if repeated else None
