"""Which profiles are like some others: those with the words that tell these apart."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.ranking import Scores, stem_scores
from indexer.engines.whoosh.snapshot import Mask, Numbers, Snapshot


def likeness(snapshot: Snapshot, documents: Numbers, shares: Scores, count: int, among: Mask) -> Scores:
    """How much each document of a mask has of the most telling stems of these, each with its share, [N]."""
    total = np.zeros(snapshot.count)
    for stem, weight in zip(*_telling(snapshot, documents, shares, count), strict=True):
        total += weight * stem_scores(snapshot, int(stem), among)
    return total


def _telling(
    snapshot: Snapshot, documents: Numbers, shares: Scores, count: int
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.float64]]:
    """The stems that are most frequent in these and rare in the library, with their weights.

    A stem is as rare as in the field that has it most often: over all fields, every word is rare in most.
    Of equals the first in the text comes first, since numbers of stems depend on an index's history.
    """
    texts = [snapshot.stems(document) for document in documents.tolist()]
    stems, first, place = np.unique(np.concatenate(texts), return_index=True, return_inverse=True)
    cells = np.repeat(np.arange(len(texts)) * len(stems), [len(text) for text in texts]) + place
    counts = np.bincount(cells, minlength=len(texts) * len(stems)).reshape(len(texts), len(stems))
    often = np.sum(shares[:, None] * (counts / (counts + 1)), axis=0)
    frequency = snapshot.statistics.stem_documents[:, stems].max(axis=0)
    rarity = np.log((snapshot.documents + 1) / (frequency + 0.5))
    weights = often * rarity * (stems > 0)  # 0 is the gap between parts
    chosen = np.lexsort((first, -weights))[:count]
    return stems[chosen], weights[chosen]
