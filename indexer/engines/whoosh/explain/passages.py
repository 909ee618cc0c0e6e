"""The best passages of profiles: distinct words first, then closeness, then order.

Of every word that was asked for begins a stretch, which ends with the last word near enough that adds to
it; the best of them, and another that adds to the best, are the passages of a profile.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.explain.occurrences import Marks
from indexer.engines.whoosh.index.documents import NO_SECTION
from indexer.engines.whoosh.index.reader import Numbers

REACH = 160
"""Words further apart than so many code points do not share a passage."""

APART = 220
"""Two passages of a section lie at least so many code points apart."""

MOST_WORDS, LONGEST = (1 << 10) - 1, (1 << 14) - 1
"""What a question's words are counted to, and a stretch's code points."""

_PART = 1 << 32
"""Longer than any part: so places of all parts have one order."""

_NEVER = np.iinfo(np.int64).max


class Passage(NamedTuple):
    """A stretch of a section from one word that was asked for to another."""

    section: int
    start: int
    end: int
    spans: list[tuple[int, int]]
    """Where the words that were asked for stand in the whole section, in their order."""


class _Stretches(NamedTuple):
    """For each of M marks the stretch that begins with it; places are counted over all parts."""

    start: Numbers  # [M]
    end: Numbers  # [M]
    has: npt.NDArray[np.bool_]  # [G, M] which words of the question stand in it


def passages(marks: Marks, documents: int) -> list[list[Passage]]:
    """The best passages of each document, at most two."""
    found: list[list[Passage]] = [[] for _ in range(documents)]
    marks = marks.take(marks.section != NO_SECTION)
    if len(marks.part) == 0:
        return found
    stretches = _stretches(marks)
    best = _best(marks, stretches)
    spans = list(zip(marks.start.tolist(), marks.end.tolist(), strict=True))
    low, high = marks.part.searchsorted((marks.part[best], marks.part[best] + 1)).tolist()
    columns = (marks.document[best], marks.section[best], marks.start[best], stretches.end[best] % _PART)
    rows = zip(*(column.tolist() for column in columns), low, high, strict=True)
    for document, section, start, end, first, last in rows:
        found[document].append(Passage(section, start, end, spans[first:last]))
    return found


def _stretches(marks: Marks) -> _Stretches:
    place, before = np.arange(len(marks.part)), marks.part * _PART
    start, own = before + marks.start, before + marks.end
    following = np.full((int(marks.group.max()) + 1, len(place)), _NEVER)
    following[marks.group, place] = own
    following = np.minimum.accumulate(following[:, ::-1], axis=1)[:, ::-1]
    has = following <= np.maximum(start + REACH, own)
    return _Stretches(start, np.where(has, following, 0).max(axis=0), has)


def _best(marks: Marks, stretches: _Stretches) -> Numbers:
    """Of each document the stretch with most words, then another that adds to it."""
    start, end, has = stretches
    counts = np.bincount(marks.document)
    counts = counts[counts > 0]
    begins = counts.cumsum() - counts
    merit = _packed((MOST_WORDS - has.sum(axis=0), 10), (np.minimum(end - start, LONGEST), 14))
    first = _least(merit, begins)
    theirs = np.repeat(first, counts)
    fresh = (has & ~has[:, theirs]).sum(axis=0)
    same_section = marks.part == marks.part[theirs]
    touches = (start[theirs] - APART < start) & (start < end[theirs] + APART)
    second = _least(_packed((touches, 1), (MOST_WORDS - fresh, 10), (same_section, 1), (merit, 24)), begins)
    return np.concatenate((first, second[~touches[second]]))


def _packed(*columns: tuple[npt.NDArray[Any], int]) -> Numbers:
    """Small numbers as one, each with so many bits, the first counting most."""
    key = columns[0][0].astype(np.int64)
    for values, bits in columns[1:]:
        key = (key << bits) + values
    return key


def _least(keys: Numbers, begins: Numbers) -> Numbers:
    """Where the least key of each run stands, the first of several."""
    bits = len(keys).bit_length()
    return np.minimum.reduceat((keys << bits) + np.arange(len(keys)), begins) & ((1 << bits) - 1)
