"""Snippets: passages cut at sentences, lines or words, with ranges of matches."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.sentences import CLOSING, SENTENCE_END

REACH = 160
"""The greatest distance of words in one passage, in code points."""

APART = 220
"""The least distance of two passages of a section, in code points."""

LEAD = 60
"""The most code points of a fragment before its first matched word."""

LENGTH = 220
"""The usual length of a fragment, in code points."""

BETWEEN_LINES = " · "
CUT = "…"

_LINES = re.compile(r"\s*\n\s*")
_SPACE = re.compile(r"\s+")
_STOP = 3
"""The code points between two sentences."""

Ranges = Sequence[tuple[int, int]]


class Passage(NamedTuple):
    """A passage: a range of a section's text, from one matched word to another."""

    section: int
    start: int
    end: int
    spans: list[tuple[int, int]]
    """The ranges of the matched words in the whole section, in order."""


def fragment(text: str, passage: Passage) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut a passage from its section: the fragment, and the ranges of matches in it."""
    start, end = bounds(text, passage.start, passage.end)
    near = passage.spans[bisect_left(passage.spans, (start,)) : bisect_left(passage.spans, (end,))]
    opening = f"{CUT} " if start and not _begins(text, start) else ""
    closing = f" {CUT}" if end < len(text) and not _ends(text, end) else ""
    shift = len(opening) - start
    inside = outermost([(a + shift, b + shift) for a, b in near if b <= end])
    body, places = one_line(opening + text[start:end], inside)
    return body + closing, tuple(places)


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range to sentences or lines if these are near, else to words."""
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
    """The ranges in order, without any that overlap the one before."""
    kept: list[tuple[int, int]] = []
    reached = 0
    ranges = [*ranges]
    if len(ranges) < 2:
        return ranges
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
    """The start of the line or sentence before an offset, or of a near word."""
    sentence = line_start
    for found in SENTENCE_END.finditer(text, max(line_start, start - LEAD - _STOP), start):
        sentence = found.end()
    return sentence if start - sentence <= LEAD else _word_start(text, start - LEAD, start)


def _word_start(text: str, at: int, last: int) -> int:
    """The offset of the first word from here on, or `last` if there is none."""
    space = _SPACE.search(text, at, last)
    return space.end() if space else last


def _word_end(text: str, at: int) -> int:
    return text.rfind(" ", 0, at + 1)


def _begins(text: str, at: int) -> bool:
    while at and text[at - 1] == " ":
        at -= 1
    return at == 0 or text[at - 1] in "\n.!?"


def _ends(text: str, at: int) -> bool:
    return text[max(at - 2, 0) : at].rstrip(CLOSING)[-1:] in (".", "!", "?") or text[at : at + 1] == "\n"
