"""How near stems stand to each other in documents, from where each of them stands in a segment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.arrays import offsets, ranges
from indexer.engines.whoosh.segment import Segment
from indexer.engines.whoosh.snapshot import Numbers, Snapshot

Tokens = npt.NDArray[np.uint32]

FAR = 1 << 30
"""More tokens than any document has."""


def together(snapshot: Snapshot, stems: Sequence[int]) -> Numbers:
    """The documents in which the stems stand side by side, ascending."""
    found = [base + _together(segment, stems) for segment, base in snapshot.based()]
    return np.concatenate([np.empty(0, np.int64), *found])


def distances(snapshot: Snapshot, first: int, second: int, documents: Numbers) -> Numbers:
    """How many tokens lie at least between two stems in each of these documents, which come ascending.

    1 where they stand side by side, FAR where they are further apart than that or one is missing.
    """
    found = np.full(len(documents), FAR, np.int64)
    for segment, base in snapshot.based():
        low, high = np.searchsorted(documents, (base, base + segment.documents.count))
        if low < high:
            found[low:high] = _distances(segment, first, second, documents[low:high] - base)
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


def _distances(segment: Segment, first: int, second: int, rows: Numbers) -> Numbers:
    """The least distance in each row; that of rows which lack a stem stays far, as rows are set apart."""
    found = np.full(len(rows), FAR, np.int64)
    bounds = segment.documents.first_token[[rows, rows + 1]]
    (here, counts), (there, _) = (_places(segment, stem, bounds) for stem in (first, second))
    if len(here) and len(there):
        there = np.concatenate(([-FAR], there, [(len(rows) + 1) * FAR]))
        after = there.searchsorted(here)
        least = np.minimum(there[after] - here, here - there[after - 1])
        having = np.flatnonzero(counts)
        found[having] = np.minimum(FAR, np.minimum.reduceat(least, offsets(counts)[having]))
    return found


def _places(segment: Segment, stem: int, bounds: Tokens) -> tuple[Numbers, Numbers]:
    """Where a stem stands in R rows of tokens, each row FAR from the one before, and how often in each."""
    low, high = segment.positions.between(stem, bounds)
    counts = high - low
    apart = np.repeat(np.arange(len(counts)) * FAR, counts)
    return segment.positions.tokens[ranges(low, high)] + apart, counts
