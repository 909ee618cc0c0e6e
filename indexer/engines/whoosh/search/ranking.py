"""In which order the profiles that answer a question stand.

BM25F (Robertson, Zaragoza and Taylor, 2004, in the form that Whoosh reckons): for each field
idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average)), times the field's weight, summed over the
fields. A word's score is that of its best reading, a profile's the sum over the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from indexer import relevance as weights
from indexer.engines.whoosh.codec.norms import CODES
from indexer.engines.whoosh.index.reader import K1, Mask, Numbers, PostingList, Snapshot
from indexer.engines.whoosh.search import proximity
from indexer.engines.whoosh.search.candidates import Found
from indexer.engines.whoosh.search.compiled_query import Reading
from indexer.engines.whoosh.search.matching import Listing

Scores = npt.NDArray[np.float64]
Counts = npt.NDArray[np.integer[Any]]

ONE_WORD = 1e6
"""More than any score: a missing word weighs more than all that is found."""
ONE_NAME = 1e9
"""More than any number of missing words."""


class Scored(NamedTuple):
    """Documents with their scores."""

    documents: Numbers
    scores: Scores


def ordered(snapshot: Snapshot, found: Found, listing: Listing, mask: Mask, needed: int) -> Scored:
    """The first of the masked documents by relevance."""
    documents = mask.nonzero()[0]
    scores = listing_scores(snapshot, found, listing, documents)
    return first(snapshot, found, Scored(documents, scores), listing.missing, needed)


def first(snapshot: Snapshot, found: Found, scored: Scored, lacking: Counts, needed: int) -> Scored:
    """The first of some documents, which ascend; words near each other add to the scores of the best.

    Exact names come first, then the fewest words missing, then the score; ties stand in the order of titles,
    so that the order is the same on every run and in every index of the same content.
    """
    documents, scores = scored.documents, scored.scores.copy()
    named, missing = _named(snapshot, found, documents), lacking[documents]
    key = scores - ONE_WORD * missing + ONE_NAME * named
    near = best(key, weights.CANDIDATES)
    scores[near] += pair_scores(snapshot, found.wanted.nearest, documents[near])
    far = np.ones(len(documents), np.bool_)
    far[near] = False
    chosen = near if needed <= weights.CANDIDATES else best(key, needed)
    rank = snapshot.title_rank[documents[chosen]]
    keys = (rank, -scores[chosen], missing[chosen], far[chosen], -named[chosen])
    order = chosen[np.lexsort(keys)][:needed]
    return Scored(documents[order], scores[order])


def listing_scores(snapshot: Snapshot, found: Found, listing: Listing, documents: Numbers) -> Scores:
    """The score of each of D documents, with what likeness adds to it, [D]."""
    scores = question_scores(snapshot, found, documents)
    return scores if listing.added is None else scores + listing.added[documents]


def question_scores(snapshot: Snapshot, found: Found, documents: Numbers) -> Scores:
    """The score of each of D documents, the sum over words and phrases, [D]."""
    total = np.zeros(len(documents))
    sums, low = _reading_scores(snapshot, found, documents), 0
    for high in found.wanted.ends:
        if low < high:
            total += sums[low:high].max(axis=0)
        low = high
    return total


def _reading_scores(snapshot: Snapshot, found: Found, documents: Numbers) -> Scores:
    """The score of each of R readings, that of its stems times its weight, for D documents, [R, D]."""
    readings, count = found.wanted.readings, len(documents)
    place = np.full(snapshot.count, -1)
    place[documents] = np.arange(count)
    column = place.take(found.postings.documents)
    among = (column >= 0).nonzero()[0]
    stem = found.stem[among]
    values = impacts(snapshot, found.postings.take(among), found.stems, stem)
    cell = (found.readings * count).take(stem) + column[among]
    sums = np.bincount(cell, values, len(readings) * count).reshape(len(readings), count)
    result: Scores = sums * np.array([reading.weight for reading in readings])[:, None]
    return result


def impacts(snapshot: Snapshot, postings: PostingList, stems: Numbers, stem: Counts) -> Scores:
    """What each of P postings adds to its document's score; `stem` is its stem's place in `stems`, [P]."""
    weight = weights.BY_FIELD * snapshot.idf[stems] * (K1 + 1)
    row = np.arange(0, weight.size, len(weights.BY_FIELD))
    rarity = weight.take(row.take(stem) + postings.cells // CODES)
    frequency = postings.frequencies.astype(np.float64)
    result: Scores = rarity * frequency / (frequency + snapshot.norms.take(postings.cells))
    return result


def pair_scores(snapshot: Snapshot, words: Sequence[Reading], documents: Numbers) -> Scores:
    """What words near each other add, for these documents, which come ascending."""
    stems = [(first.stems[-1], second.stems[0]) for first, second in pairwise(words)]
    pairs = [pair for pair in stems if pair[0] != pair[1]]
    added = np.zeros(len(documents))
    for pair, distance in zip(pairs, proximity.distances(snapshot, pairs, documents), strict=True):
        added += weights.PAIR * snapshot.idf[list(pair)].min() / distance
    return added


def _named(snapshot: Snapshot, found: Found, documents: Numbers) -> npt.NDArray[np.int64]:
    """For each document 2 where the question is exactly its title, 1 where it is an alternative title."""
    named = np.zeros(snapshot.count, np.int64)
    titles, alternatives = snapshot.named(found.wanted.name)
    named[alternatives] = 1
    named[titles] = 2
    return named[documents]


def best(key: Scores, count: int) -> Numbers:
    """Where the highest keys stand, ascending; more of them where several tie for the last place."""
    if len(key) <= count:
        return np.arange(len(key))
    least = -np.partition(-key, count - 1)[count - 1]
    return np.flatnonzero(key >= least)
