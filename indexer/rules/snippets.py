"""Snippets: passages cut at the ends of sentences, lines or words, with the ranges of the matched words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.sentences import CLOSING, SENTENCE_END

REACH = 160
"""Words further apart than this many code points do not share a passage."""

APART = 220
"""Two passages of a section are at least this many code points apart."""

LEAD = 60
"""A fragment begins at most this many code points before its first matched word."""

LENGTH = 220
"""About how long a fragment is, in code points."""

BETWEEN_LINES = " · "
CUT = "…"

_LINES = re.compile(r"\s*\n\s*")
_SPACE = re.compile(r"\s+")
_STOP = 3
"""How many code points lie between two sentences, at most and as a rule."""

Ranges = Sequence[tuple[int, int]]


class Passage(NamedTuple):
    """A stretch of a section's text from one matched word to another."""

    section: int
    start: int
    end: int
    spans: list[tuple[int, int]]
    """Where the matched words are in the whole section, in their order."""


def fragment(text: str, passage: Passage) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut a passage out of its section's text: the fragment, and the ranges of the matched words in it."""
    start, end = bounds(text, passage.start, passage.end)
    near = passage.spans[bisect_left(passage.spans, (start,)) : bisect_left(passage.spans, (end,))]
    opening = f"{CUT} " if start and not _begins(text, start) else ""
    closing = f" {CUT}" if end < len(text) and not _ends(text, end) else ""
    shift = len(opening) - start
    inside = outermost([(a + shift, b + shift) for a, b in near if b <= end])
    body, places = one_line(opening + text[start:end], inside)
    return body + closing, tuple(places)


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range to the borders of sentences or lines where they are near, and of words elsewhere."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    first = _first(text, line_start, start)
    limit = max(end, first + LENGTH)
    if line_end <= limit:
        return first, line_end
    stops = [found.start("space") for found in SENTENCE_END.finditer(text, end, limit + 1)]
    return first, stops[-1] if stops else max(end, _word_end(text, limit))


def outermost(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, without those that overlap the one before."""
    kept: list[tuple[int, int]] = []
    reached = 0
    for start, end in sorted(ranges, key=lambda pair: (pair[0], -pair[1])):
        if start >= reached:
            kept.append((start, end))
            reached = end
    return kept


def one_line(text: str, ranges: Ranges) -> tuple[str, Ranges]:
    """Join the lines of a text into one, and move its ranges along."""
    if "\n" not in text:
        return text, ranges
    parts, places, at = [], list(ranges), 0
    for found in _LINES.finditer(text):
        parts += [text[at : found.start()], BETWEEN_LINES]
        at = found.end()
        shift = len(BETWEEN_LINES) - len(found.group())
        places = [
            (now_start + shift, now_end + shift) if start >= found.end() else (now_start, now_end)
            for (start, _), (now_start, now_end) in zip(ranges, places, strict=True)
        ]
    return "".join([*parts, text[at:]]), places


def _first(text: str, line_start: int, start: int) -> int:
    """The beginning of the line or of the last sentence before a place, or of a word where that is far."""
    sentence = line_start
    for found in SENTENCE_END.finditer(text, max(line_start, start - LEAD - _STOP), start):
        sentence = found.end()
    return sentence if start - sentence <= LEAD else _word_start(text, start - LEAD, start)


def _word_start(text: str, at: int, last: int) -> int:
    """Where the first word from here on begins, or the last place where one may begin."""
    space = _SPACE.search(text, at, last)
    return space.end() if space else last


def _word_end(text: str, at: int) -> int:
    return text.rfind(" ", 0, at + 1)


def _begins(text: str, at: int) -> bool:
    before = text[:at].rstrip(" ")
    return not before or before[-1] in "\n.!?"


def _ends(text: str, at: int) -> bool:
    return text[max(at - 2, 0) : at].rstrip(CLOSING)[-1:] in (".", "!", "?") or text[at : at + 1] == "\n"
