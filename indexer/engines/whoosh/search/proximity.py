"""How near stems stand to each other in documents, from where each of them stands in a segment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import ranges
from indexer.engines.whoosh.index.reader import Numbers, Snapshot
from indexer.engines.whoosh.index.segment import Segment

Tokens = npt.NDArray[np.uint32]

FAR = 1 << 30
"""More tokens than any document has."""


class Places(NamedTuple):
    """Where stems stand in R rows of tokens, each row FAR from the one before."""

    tokens: Numbers
    counts: Numbers  # [R] how many of them are in each row


def together(snapshot: Snapshot, stems: Sequence[int]) -> Numbers:
    """The documents in which the stems stand side by side, ascending."""
    found = [base + _together(segment, stems) for segment, base in snapshot.based()]
    return np.concatenate([np.empty(0, np.int64), *found])


def distances(snapshot: Snapshot, pairs: Sequence[tuple[int, int]], documents: Numbers) -> Numbers:
    """How many tokens lie at least between two stems, for P pairs in D documents that ascend, [P, D].

    1 where they stand side by side, FAR where they are further apart than that or one is missing.
    """
    found = np.full((len(pairs), len(documents)), FAR, np.int64)
    for segment, base in snapshot.based():
        low, high = np.searchsorted(documents, (base, base + segment.documents.count))
        if pairs and low < high:
            found[:, low:high] = _distances(segment, pairs, documents[low:high] - base)
    return found


def _together(segment: Segment, stems: Sequence[int]) -> Numbers:
    """Every place of the rarest stem is looked at, and whether the others stand where they should."""
    places = [segment.positions.of_stem(stem) for stem in stems]
    rarest = min(range(len(places)), key=lambda place: len(places[place]))
    starts = places[rarest].astype(np.int64) - rarest
    for distance, tokens in enumerate(places):
        if distance != rarest:
            starts = starts[_among(tokens, (starts + distance).astype(np.uint32))]
    rows = segment.documents.first_token.searchsorted(starts, "right") - 1
    return rows[np.flatnonzero(np.diff(rows, prepend=-1))]


def _among(tokens: Tokens, wanted: Tokens) -> npt.NDArray[np.bool_]:
    """Which of the wanted are among the tokens; of one type, so that nothing long is converted."""
    if len(tokens) == 0:
        return np.zeros(len(wanted), np.bool_)
    found: npt.NDArray[np.bool_] = tokens.take(tokens.searchsorted(wanted), mode="clip") == wanted
    return found


def _distances(segment: Segment, pairs: Sequence[tuple[int, int]], rows: Numbers) -> Numbers:
    """The least distances, [P, R]; every pair has R rows of its own, so that all are looked up at once."""
    stems = list(dict.fromkeys(chain.from_iterable(pairs)))
    bounds = segment.documents.first_token[[rows, rows + 1]]
    spans = segment.positions.between(stems, bounds)
    here, there = (
        _places(segment, spans[[stems.index(stem) for stem in side]]) for side in zip(*pairs, strict=True)
    )
    return _least(here, there).reshape(len(pairs), len(rows))


def _least(here: Places, there: Places) -> Numbers:
    """The least distance in each row; that of rows which lack a stem stays far, as rows are set apart."""
    found = np.full(len(here.counts), FAR, np.int64)
    if len(here.tokens) and len(there.tokens):
        others = np.concatenate(([-FAR], there.tokens, [(len(found) + 1) * FAR]))
        after = others.searchsorted(here.tokens)
        least = np.minimum(others[after] - here.tokens, here.tokens - others[after - 1])
        having = here.counts.nonzero()[0]
        begins = here.counts.cumsum()[having] - here.counts[having]
        found[having] = np.minimum(np.minimum.reduceat(least, begins), FAR)
    return found


def _places(segment: Segment, spans: Numbers) -> Places:
    """The tokens in spans of P stems in R rows each, [P, 2, R]."""
    low, high = spans.swapaxes(0, 1).reshape(2, -1)
    counts = high - low
    apart = np.repeat(np.arange(len(counts)) * FAR, counts)
    return Places(segment.positions.tokens[ranges(low, high)] + apart, counts)
