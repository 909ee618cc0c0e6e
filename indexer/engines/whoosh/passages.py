"""The best passages of a profile: distinct words first, then closeness, then order.

A passage is cut at the borders of sentences, lines or words, and every word in it that was asked for is
marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.engine import Snippet
from indexer.engines.whoosh.documents import NO_SECTION
from indexer.engines.whoosh.marks import Mark
from indexer.profile import Profile, anchors

REACH = 160
"""Words further apart than so many code points do not share a passage."""
LEAD = 60
LENGTH = 220
BETWEEN_LINES = " · "
CUT = "…"

_LINES = re.compile(r"\s*\n\s*")
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'‘(])")


class Passage(NamedTuple):
    """A stretch of a section from one word that was asked for to another."""

    words: int  # a bit for each of the question's words that stand in it
    section: int
    start: int
    end: int


def snippets(profile: Profile, marks: Iterable[Mark]) -> tuple[Snippet, ...]:
    """The best passages of a profile's sections, from the marks in them."""
    by_section: dict[int, list[Mark]] = {}
    for mark in marks:
        if mark.section != NO_SECTION:
            by_section.setdefault(mark.section, []).append(mark)
    passages = [passage for section, found in by_section.items() for passage in _passages(section, found)]
    names = anchors(profile.sections) if passages else ()
    made = []
    for passage in best(passages):
        source = profile.sections[passage.section]
        text, highlights = excerpt(source.text, passage, by_section[passage.section])
        made.append(Snippet(source.kind, source.heading, names[passage.section], text, highlights))
    return tuple(made)


def best(passages: Sequence[Passage]) -> list[Passage]:
    """The passage with most words, and another that adds to it."""
    if not passages:
        return []
    first = min(passages, key=_merit)
    rest = [one for one in passages if not _touches(one, first)]
    if not rest:
        return [first]
    return [first, min(rest, key=lambda one: (*_fresh(one, first), *_merit(one)))]


def excerpt(text: str, passage: Passage, marks: Iterable[Mark]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A passage's text, and where the words in it stand."""
    start, end = bounds(text, passage.start, passage.end)
    inside = outermost((mark.start, mark.end) for mark in marks if start <= mark.start and mark.end <= end)
    opening = f"{CUT} " if start and not _begins(text, start) else ""
    closing = f" {CUT}" if end < len(text) and not _ends(text, end) else ""
    body, places = one_line(text[start:end], [(a - start, b - start) for a, b in inside])
    return opening + body + closing, tuple((a + len(opening), b + len(opening)) for a, b in places)


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range to the borders of sentences or lines where they are near, and of words elsewhere."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    sentences = [line_start, *(found.end() for found in _SENTENCE.finditer(text, line_start, start))]
    first = sentences[-1] if start - sentences[-1] <= LEAD else _word_start(text, start - LEAD, start)
    limit = max(end, first + LENGTH)
    if line_end <= limit:
        return first, line_end
    stops = [found.start() for found in _SENTENCE.finditer(text, end, limit + 1)]
    return first, stops[-1] if stops else max(end, _word_end(text, limit))


def outermost(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, without those that lie within or across the one before."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda pair: (pair[0], -pair[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def one_line(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The text with its lines set behind each other, and where its ranges stand then."""
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


def _passages(section: int, marks: Sequence[Mark]) -> Iterable[Passage]:
    """For each mark the stretch that begins with it and ends with the last that adds a word."""
    for first, mark in enumerate(marks):
        words, end = 1 << mark.reading.group, mark.end
        for place in range(first + 1, len(marks)):
            other = marks[place]
            if other.end - mark.start > REACH:
                break
            if not words >> other.reading.group & 1:
                words, end = words | 1 << other.reading.group, other.end
        yield Passage(words, section, mark.start, end)


def _merit(passage: Passage) -> tuple[int, int, int, int]:
    """Most words first, then closeness, then order; the best is least."""
    return -passage.words.bit_count(), passage.end - passage.start, passage.section, passage.start


def _fresh(passage: Passage, first: Passage) -> tuple[int, bool]:
    """Words that the first passage does not have, then another section than its own."""
    return -(passage.words & ~first.words).bit_count(), passage.section == first.section


def _touches(one: Passage, other: Passage) -> bool:
    return one.section == other.section and other.start - LENGTH < one.start < other.end + LENGTH


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
    return text[at - 1] in ".!?" or text[at : at + 1] == "\n"
