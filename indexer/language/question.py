"""The syntax of queries: words, phrases in quotes, exclusions."""

from __future__ import annotations

import re

import msgspec

MAX_LENGTH = 300
"""The most code points of a query that are read."""

MAX_WORDS = 40
"""The most words of a query that are read."""

_QUOTED = re.compile(r'(?P<minus>(?<!\S)[-−])?["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]')
_EXCLUDED = re.compile(r"(?<!\S)[-−](?=[^\W_]|\.\w)(\S+)")


class ParsedQuestion(msgspec.Struct, frozen=True):
    """A question's parts.

    `text` is the part that was read. `free` has the same length, with phrases and exclusions blanked out, so
    that offsets in one are offsets in the other.
    """

    text: str
    free: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


def parse(text: str) -> ParsedQuestion:
    """Parse a query; any text is valid."""
    text = _capped(text)
    phrases: list[str] = []
    excluded: list[str] = []

    def quoted(match: re.Match[str]) -> str:
        (excluded if match["minus"] else phrases).append(match["phrase"])
        return " " * len(match[0])

    def minus(match: re.Match[str]) -> str:
        excluded.append(match[1])
        return " " * len(match[0])

    free = _EXCLUDED.sub(minus, _QUOTED.sub(quoted, text))
    return ParsedQuestion(text, free, tuple(phrases), tuple(excluded))


def unread(text: str) -> str:
    """The end of a query beyond the limits; empty if there is none."""
    return text[len(_capped(text)) :].strip()


def _capped(text: str) -> str:
    """The text within both limits, cut between words if possible."""
    if len(text) > MAX_LENGTH:
        cut = text[:MAX_LENGTH]
        text = cut if text[MAX_LENGTH].isspace() else (cut.rsplit(None, 1) or [""])[0] or cut
    words = list(re.finditer(r"\S+", text))
    return text if len(words) <= MAX_WORDS else text[: words[MAX_WORDS - 1].end()]
