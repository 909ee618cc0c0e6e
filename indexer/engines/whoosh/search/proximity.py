"""Proximity: phrase matches and distances of stems, from their positions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import ranges
from indexer.engines.whoosh.index.reader import DocIds, IndexReader
from indexer.engines.whoosh.index.segment import Segment

PositionArray = npt.NDArray[np.uint32]
Distances = npt.NDArray[np.int64]

FAR = 1 << 30
"""More tokens than any document has: the distance to a stem that is missing."""


class RowPositions(NamedTuple):
    """Positions in R rows, concatenated; each row is FAR from the one before."""

    tokens: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]  # [R]


def phrase_matches(reader: IndexReader, stems: Sequence[int], words: Sequence[int] = ()) -> DocIds:
    """The documents in which the stems are adjacent, where given as exactly these words, ascending."""
    found = [base + _phrase_matches(segment, stems, words) for segment, base in reader.based()]
    return np.concatenate([np.empty(0, np.int64), *found])


def distances(reader: IndexReader, pairs: Sequence[tuple[int, int]], documents: DocIds) -> Distances:
    """The smallest token distance of P stem pairs in D documents (ascending); [P, D].

    It is 1 for adjacent stems, and FAR if a document lacks one of them.
    """
    found = np.full((len(pairs), len(documents)), FAR, np.int64)
    for segment, base in reader.based():
        low, high = np.searchsorted(documents, (base, base + segment.documents.count))
        if pairs and low < high:
            found[:, low:high] = _distances(segment, pairs, documents[low:high] - base)
    return found


def _phrase_matches(segment: Segment, stems: Sequence[int], words: Sequence[int]) -> DocIds:
    """The matches in one segment, found from the positions of the rarest stem."""
    positions = [segment.positions.of_stem(stem) for stem in stems]
    rarest = min(range(len(positions)), key=lambda index: len(positions[index]))
    starts = positions[rarest].astype(np.int64) - rarest
    for distance, tokens in enumerate(positions):
        if distance != rarest:
            starts = starts[_among(tokens, (starts + distance).astype(np.uint32))]
    for distance, word in enumerate(words):
        starts = starts[segment.documents.word[starts + distance] == word]
    rows = segment.documents.first_token.searchsorted(starts, "right") - 1
    return rows[np.flatnonzero(np.diff(rows, prepend=-1))]


def _among(tokens: PositionArray, sought: PositionArray) -> npt.NDArray[np.bool_]:
    """A mask of the sought positions among the tokens; both have the same dtype."""
    if len(tokens) == 0:
        return np.zeros(len(sought), np.bool_)
    found: npt.NDArray[np.bool_] = tokens.take(tokens.searchsorted(sought), mode="clip") == sought
    return found


def _distances(segment: Segment, pairs: Sequence[tuple[int, int]], rows: DocIds) -> Distances:
    """The smallest distances in one segment, for all pairs together; [P, R]."""
    stems = list(dict.fromkeys(chain.from_iterable(pairs)))
    bounds = segment.documents.first_token[[rows, rows + 1]]
    positions, spans = segment.positions.between(stems, bounds)
    here, there = (
        _row_positions(positions, spans[[stems.index(stem) for stem in side]])
        for side in zip(*pairs, strict=True)
    )
    return _smallest(here, there).reshape(len(pairs), len(rows))


def _smallest(here: RowPositions, there: RowPositions) -> Distances:
    """The smallest distance in each row; FAR if a stem is missing."""
    found = np.full(len(here.counts), FAR, np.int64)
    if len(here.tokens) and len(there.tokens):
        others = np.concatenate(([-FAR], there.tokens, [(len(found) + 1) * FAR]))
        after = others.searchsorted(here.tokens)
        least = np.minimum(others[after] - here.tokens, here.tokens - others[after - 1])
        rows_with = here.counts.nonzero()[0]
        begins = here.counts.cumsum()[rows_with] - here.counts[rows_with]
        found[rows_with] = np.minimum(np.minimum.reduceat(least, begins), FAR)
    return found


def _row_positions(positions: PositionArray, spans: npt.NDArray[np.int64]) -> RowPositions:
    """The positions within spans, [P, 2, R], of P stems in R rows each."""
    low, high = spans.swapaxes(0, 1).reshape(2, -1)
    counts = high - low
    apart = np.repeat(np.arange(len(counts)) * FAR, counts)
    return RowPositions(positions[ranges(low, high)] + apart, counts)
