"""The best passages of documents: most distinct words, then shortest, then first.

Every matched word opens a window up to the last new query word within REACH code points. A document shows
its best window, and a second one if that has other words.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.explain.occurrences import Column, Occurrences
from indexer.rules.schema import NO_SECTION
from indexer.rules.snippets import APART, REACH, Passage

MAX_WORDS, MAX_LENGTH = (1 << 10) - 1, (1 << 14) - 1
"""The most words and code points of a window in its sort key: 10 and 14 bits."""

_PART = 1 << 32
"""More code points than any part has; multiples of it separate the parts."""

_NEVER = np.iinfo(np.int64).max


class _Windows(NamedTuple):
    """The window of each of M occurrences; offsets run through all parts."""

    start: Column  # [M]
    end: Column  # [M]
    has: npt.NDArray[np.bool_]  # [G, M] whether it has each query word


def passages(occurrences: Occurrences, documents: int) -> list[list[Passage]]:
    """The best passages of each document, at most two."""
    found: list[list[Passage]] = [[] for _ in range(documents)]
    inside = occurrences.take(occurrences.section != NO_SECTION)
    if len(inside.part) == 0:
        return found
    windows = _windows(inside)
    best = _best(inside, windows)
    spans = list(zip(inside.start.tolist(), inside.end.tolist(), strict=True))
    low, high = inside.part.searchsorted((inside.part[best], inside.part[best] + 1)).tolist()
    columns = (inside.document[best], inside.section[best], inside.start[best], windows.end[best] % _PART)
    rows = zip(*(column.tolist() for column in columns), low, high, strict=True)
    for document, section, start, end, first, last in rows:
        found[document].append(Passage(section, start, end, spans[first:last]))
    return found


def _windows(occurrences: Occurrences) -> _Windows:
    index, before = np.arange(len(occurrences.part)), occurrences.part * _PART
    start, own = before + occurrences.start, before + occurrences.end
    following = np.full((int(occurrences.group.max()) + 1, len(index)), _NEVER)
    following[occurrences.group, index] = own
    following = np.minimum.accumulate(following[:, ::-1], axis=1)[:, ::-1]
    has = following <= np.maximum(start + REACH, own)
    return _Windows(start, np.where(has, following, 0).max(axis=0), has)


def _best(occurrences: Occurrences, windows: _Windows) -> Column:
    """The best window of each document, and the best with words that the first lacks."""
    start, end, has = windows
    counts = np.bincount(occurrences.document)
    counts = counts[counts > 0]
    begins = counts.cumsum() - counts
    rank = _packed((MAX_WORDS - has.sum(axis=0), 10), (np.minimum(end - start, MAX_LENGTH), 14))
    first = _least(rank, begins)
    theirs = np.repeat(first, counts)
    fresh = (has & ~has[:, theirs]).sum(axis=0)
    same_section = occurrences.part == occurrences.part[theirs]
    touches = (start[theirs] - APART < start) & (start < end[theirs] + APART)
    second = _least(_packed((touches, 1), (MAX_WORDS - fresh, 10), (same_section, 1), (rank, 24)), begins)
    return np.concatenate((first, second[~touches[second]]))


def _packed(*columns: tuple[npt.NDArray[Any], int]) -> Column:
    """Columns of integers packed into one sort key, the first in the highest bits."""
    key = columns[0][0].astype(np.int64)
    for values, bits in columns[1:]:
        key = (key << bits) + values
    return key


def _least(keys: Column, begins: Column) -> Column:
    """The index of the smallest key in each run, the first of equal keys."""
    bits = len(keys).bit_length()
    return np.minimum.reduceat((keys << bits) + np.arange(len(keys)), begins) & ((1 << bits) - 1)
