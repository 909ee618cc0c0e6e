"""Which profiles are like some others: those with the words that tell these apart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.ranking import Scores, stem_scores
from indexer.engines.whoosh.snapshot import Numbers, Snapshot


def likeness(snapshot: Snapshot, documents: Numbers, shares: Scores, count: int) -> Scores:
    """How much each document has of the most telling stems of these, each of which has its share, [N]."""
    total = np.zeros(snapshot.count)
    for stem, weight in zip(*_telling(snapshot, documents, shares, count), strict=True):
        total += weight * stem_scores(snapshot, int(stem))
    return total


def _telling(
    snapshot: Snapshot, documents: Numbers, shares: Scores, count: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]:
    """The stems that are most frequent in these and rare in the library, with their weights.

    A stem is as rare as in the field that has it most often: over all fields, every word is rare in most.
    Of equals the first in the text comes first, since numbers of stems depend on an index's history.
    """
    text = snapshot.text(documents.tolist())
    stems, first, place = np.unique(text.stems, return_index=True, return_inverse=True)
    lengths = np.diff(text.parts, append=len(text.stems))
    cells = np.repeat(text.documents, lengths) * len(stems) + place
    counts = np.bincount(cells, minlength=len(documents) * len(stems)).reshape(len(documents), len(stems))
    often = np.sum(shares[:, None] * (counts / (counts + 1)), axis=0)
    frequency = snapshot.statistics.stem_documents[:, stems].max(axis=0)
    rarity = np.log((snapshot.documents + 1) / (frequency + 0.5))
    weights = often * rarity * (stems > 0)  # 0 is the gap between parts
    chosen = np.lexsort((first, -weights))[:count]
    return stems[chosen], weights[chosen]
