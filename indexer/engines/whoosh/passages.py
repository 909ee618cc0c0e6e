"""The best passages of a profile: distinct words first, then closeness, then order.

A passage is cut at the borders of sentences, lines or words, and every word in it that was asked for is
marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.engine import Snippet
from indexer.engines.whoosh.marks import Mark
from indexer.profile import Profile, anchors

MOST = 2
REACH = 160
"""Words further apart than so many code points do not share a passage."""
LEAD = 60
LENGTH = 220
BETWEEN_LINES = " · "
CUT = "…"

_LINES = re.compile(r"\s*\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'‘(])")


class Passage(NamedTuple):
    """Marks of one section that stand close together."""

    section: int
    marks: tuple[Mark, ...]

    @property
    def words(self) -> frozenset[int]:
        """Which of the question's words it has."""
        return frozenset(mark.reading.group for mark in self.marks)

    @property
    def span(self) -> int:
        """From the first mark to the last, in code points."""
        return self.marks[-1].end - self.marks[0].start

    @property
    def merit(self) -> tuple[int, int, int, int]:
        """What passages are ordered by, the best first."""
        return -len(self.words), self.span, self.section, self.marks[0].start


def snippets(profile: Profile, marks: Sequence[tuple[int, Mark]]) -> tuple[Snippet, ...]:
    """The best passages, from marks with the number of their section."""
    names = anchors(profile.sections)
    by_section: dict[int, list[Mark]] = {}
    for section, mark in marks:
        by_section.setdefault(section, []).append(mark)
    passages = [passage for section, found in by_section.items() for passage in _passages(section, found)]
    made = []
    for passage in best(passages):
        source = profile.sections[passage.section]
        text, highlights = excerpt(source.text, passage, by_section[passage.section])
        made.append(Snippet(source.kind, source.heading, names[passage.section], text, highlights))
    return tuple(made)


def best(passages: Sequence[Passage]) -> list[Passage]:
    """The passage with most words, and another that adds to it."""
    chosen: list[Passage] = []
    while passages and len(chosen) < MOST:
        seen = frozenset[int]().union(*(passage.words for passage in chosen))
        first = min(
            passages,
            key=lambda one: (
                -len(one.words - seen),
                -len(one.words),
                one.span,
                one.section,
                one.marks[0].start,
            ),
        )
        chosen.append(first)
        passages = [one for one in passages if not _touches(one, first)]
    return chosen


def excerpt(text: str, passage: Passage, marks: Iterable[Mark]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A passage's text, and where the words in it stand."""
    start, end = bounds(text, passage.marks[0].start, passage.marks[-1].end)
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
    first = sentences[-1] if start - sentences[-1] <= LEAD else _word_start(text, start - LEAD)
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
    """For each mark the widest run that begins with it."""
    for first, mark in enumerate(marks):
        last = first
        while last + 1 < len(marks) and marks[last + 1].end - mark.start <= REACH:
            last += 1
        yield _tightest(Passage(section, tuple(marks[first : last + 1])))


def _tightest(passage: Passage) -> Passage:
    """The passage without marks at its end that add no word."""
    marks = passage.marks
    while len(marks) > 1 and Passage(passage.section, marks[:-1]).words == passage.words:
        marks = marks[:-1]
    return Passage(passage.section, marks)


def _touches(one: Passage, other: Passage) -> bool:
    near = other.marks[0].start - LENGTH < one.marks[0].start < other.marks[-1].end + LENGTH
    return one.section == other.section and near


def _word_start(text: str, at: int) -> int:
    space = max(text.find(" ", at), 0)
    return space + 1


def _word_end(text: str, at: int) -> int:
    return text.rfind(" ", 0, at + 1)


def _begins(text: str, at: int) -> bool:
    before = text[:at].rstrip(" ")
    return not before or before[-1] in "\n.!?"


def _ends(text: str, at: int) -> bool:
    return text[at - 1] in ".!?" or text[at : at + 1] == "\n"
