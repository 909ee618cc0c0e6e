"""Which profiles are like some others: those with the words that tell these apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.index.reader import Numbers, PostingList, Snapshot, lists_of
from indexer.engines.whoosh.search.ranking import Scores, best, impacts


def likeness(snapshot: Snapshot, documents: Numbers, shares: Scores, count: int) -> Scores:
    """How much each document has of the most telling stems of these, each with its share, [N]."""
    stems, weights = _telling(snapshot, documents, shares, count)
    lists = snapshot.postings(stems.tolist())
    postings, stem = PostingList.joined(lists), lists_of(lists)
    values = weights[stem] * impacts(snapshot, postings, stems, stem)
    return np.bincount(postings.documents, values, snapshot.count).astype(np.float64, copy=False)


def _telling(
    snapshot: Snapshot, documents: Numbers, shares: Scores, count: int
) -> tuple[Numbers, npt.NDArray[np.float64]]:
    """The stems that are most frequent in these and rare in the library, with their weights.

    Of equals the first in the text comes first, since numbers of stems depend on an index's history.
    """
    texts = [snapshot.stems(document) for document in documents.tolist()]
    stems, column, counts = _counts(texts, len(snapshot.lexicon.stems.texts))
    often = shares @ (counts / (counts + 1))
    weights = often * snapshot.rarity[stems] * (stems > 0)  # 0 is the gap between parts
    chosen = best(weights, count)
    first = np.empty(len(stems), np.intp)
    first[column[::-1]] = np.arange(len(column))[::-1]  # the last that is written stays
    chosen = chosen[np.lexsort((first[chosen], -weights[chosen]))[:count]]
    return stems[chosen], weights[chosen]


def _counts(texts: Sequence[npt.NDArray[np.uint32]], stems: int) -> tuple[Numbers, Numbers, Numbers]:
    """The S stems of D texts, which of these stands where, and how often each stands in each, [D, S]."""
    text = np.concatenate(texts, dtype=np.intp)
    seen = np.zeros(stems, np.bool_)
    seen[text] = True
    distinct = seen.nonzero()[0]
    place = np.empty(stems, np.intp)
    place[distinct] = np.arange(len(distinct))
    column = place.take(text)
    cell = np.repeat(np.arange(len(texts)) * len(distinct), list(map(len, texts))) + column
    counts = np.bincount(cell, minlength=len(texts) * len(distinct))
    return distinct, column, counts.reshape(len(texts), len(distinct))
