"""The best passages of profiles: distinct words first, then closeness, then order.

Of every word that was asked for begins a stretch, which ends with the last word near enough that adds to
it; the best of them, and another that adds to the best, are the passages of a profile.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.documents import NO_SECTION
from indexer.engines.whoosh.marks import Marks
from indexer.engines.whoosh.snapshot import Numbers

REACH = 160
"""Words further apart than so many code points do not share a passage."""

APART = 220
"""Two passages of a section lie at least so many code points apart."""

_PART = 1 << 32
"""Longer than any part: so places of all parts have one order."""


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
    place = np.arange(len(marks.part))
    start, own = marks.part * _PART + marks.start, marks.part * _PART + marks.end
    reach, end = np.maximum(start + REACH, own), own
    has = []
    for group in np.unique(marks.group).tolist():
        mine = np.flatnonzero(marks.group == group)
        following = np.append(own[mine], np.iinfo(np.int64).max)[mine.searchsorted(place)]
        has.append(following <= reach)
        end = np.where(has[-1], np.maximum(end, following), end)
    return _Stretches(start, end, np.array(has))


def _best(marks: Marks, stretches: _Stretches) -> Numbers:
    """Of each document the stretch with most words, then another that adds to it."""
    start, end, has = stretches
    begins = np.flatnonzero(np.diff(marks.document, prepend=-1))
    words, length = np.count_nonzero(has, axis=0), end - start
    first = np.lexsort((length, -words, marks.document))[begins]
    theirs = np.repeat(first, np.diff(begins, append=len(start)))
    touches = (start[theirs] - APART < start) & (start < end[theirs] + APART)
    fresh = np.count_nonzero(has & ~has[:, theirs], axis=0)
    same_section = marks.part == marks.part[theirs]
    second = np.lexsort((length, -words, same_section, -fresh, touches, marks.document))[begins]
    return np.concatenate((first, second[~touches[second]]))
