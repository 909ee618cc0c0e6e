"""In which order the profiles that answer a question stand.

BM25F (Robertson, Zaragoza and Taylor, 2004, in the form that Whoosh reckons): for each field
idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average)), times the field's weight, summed over the
fields. A word's score is that of its best reading, a profile's the sum over the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh import proximity, weights
from indexer.engines.whoosh.analysis import name_hash
from indexer.engines.whoosh.matching import Listing, stem_numbers
from indexer.engines.whoosh.postings import CODES
from indexer.engines.whoosh.snapshot import K1, Mask, Numbers, Snapshot
from indexer.language.interpretation import Group, Interpretation

Scores = npt.NDArray[np.float64]


def ordered(
    snapshot: Snapshot, question: Interpretation, listing: Listing, mask: Mask, needed: int
) -> tuple[Numbers, Scores]:
    """The first of the masked documents by relevance, with their scores.

    Exact names come first, then the fewest words missing, then the score; ties stand in the order of titles,
    so that the order is the same on every run and in every index of the same content.
    """
    documents = np.flatnonzero(mask)
    scores = listing_scores(snapshot, question, listing, mask)[documents]
    named, missing = _named(snapshot, question, documents), listing.missing[documents]
    key = scores - ONE_WORD * missing + ONE_NAME * named
    near = best(key, weights.CANDIDATES)
    scores[near] += pair_scores(snapshot, question.groups, documents[near])
    far = np.ones(len(documents), np.bool_)
    far[near] = False
    chosen = near if needed <= weights.CANDIDATES else best(key, needed)
    rank = snapshot.title_rank[documents[chosen]]
    keys = (rank, -scores[chosen], missing[chosen], far[chosen], -named[chosen])
    order = chosen[np.lexsort(keys)][:needed]
    return documents[order], scores[order]


ONE_WORD = 1e6
"""More than any score: a missing word weighs more than all that is found."""
ONE_NAME = 1e9
"""More than any number of missing words."""


def listing_scores(snapshot: Snapshot, question: Interpretation, listing: Listing, among: Mask) -> Scores:
    """The score of each document of a mask, with what likeness adds to it, [N]."""
    scores = question_scores(snapshot, question, among)
    return scores if listing.added is None else scores + listing.added


def question_scores(snapshot: Snapshot, question: Interpretation, among: Mask) -> Scores:
    """The score of each document of a mask, the sum over words and phrases, [N]."""
    total = np.zeros(snapshot.count)
    for group in question.groups:
        total += _group_scores(snapshot, group, among)
    for phrase in question.phrases:
        total += np.max([_sequence_scores(snapshot, one, among) for one in phrase], axis=0)
    return total


def stem_scores(snapshot: Snapshot, stem: int, among: Mask) -> Scores:
    """BM25F of one stem for the documents of a mask, [N]; for others it is not reckoned."""
    documents, cells, frequencies = snapshot.postings(stem)
    wanted = np.flatnonzero(among.take(documents))
    if len(wanted) < len(documents):
        documents, cells, frequencies = documents[wanted], cells[wanted], frequencies[wanted]
    weight = weights.BY_FIELD * snapshot.idf(stem) * (K1 + 1)
    frequency = frequencies.astype(np.float64)
    impacts = weight.take(cells // CODES) * frequency / (frequency + snapshot.norms.take(cells))
    return np.bincount(documents, impacts, snapshot.count).astype(np.float64, copy=False)


def pair_scores(snapshot: Snapshot, groups: Sequence[Group], documents: Numbers) -> Scores:
    """What words near each other add, for these documents, which come ascending."""
    added = np.zeros(len(documents))
    for first, second in pairwise(groups):
        stems = stem_numbers(snapshot, (first.alternatives[0].terms[-1], second.alternatives[0].terms[0]))
        if len(set(stems)) == 2:
            distance = proximity.distances(snapshot, stems[0], stems[1], documents)
            rarity = min(float(snapshot.idf(stem).min()) for stem in stems)
            added += weights.PAIR * rarity / distance
    return added


def _group_scores(snapshot: Snapshot, group: Group, among: Mask) -> Scores:
    """Each document's score for a group: that of its best alternative, 0 where it has none, [N]."""
    best = np.zeros(snapshot.count)
    for alternative in group.alternatives:
        scores = _sequence_scores(snapshot, alternative.terms, among)
        np.maximum(best, alternative.weight * scores, out=best)
    return best


def _sequence_scores(snapshot: Snapshot, terms: Sequence[str], among: Mask) -> Scores:
    """The score of stems that stand side by side (or of a single one), 0 where they do not, [N]."""
    stems = stem_numbers(snapshot, terms)
    if len(stems) == 1:
        return stem_scores(snapshot, stems[0], among)
    if stems:
        there = np.zeros(snapshot.count, np.bool_)
        there[proximity.together(snapshot, stems)] = True
        among = among & there
    total = np.zeros(snapshot.count)
    for stem in stems:
        total += stem_scores(snapshot, stem, among)
    return total


def _named(snapshot: Snapshot, question: Interpretation, documents: Numbers) -> npt.NDArray[np.int64]:
    """For each document 2 where the question is exactly its title, 1 where it is an alternative title."""
    named = np.zeros(snapshot.count, np.int64)
    titles, alternatives = snapshot.named(name_hash(question.name))
    named[alternatives] = 1
    named[titles] = 2
    return named[documents]


def best(key: Scores, count: int) -> Numbers:
    """Where the highest keys stand, ascending; more of them where several tie for the last place."""
    if len(key) <= count:
        return np.arange(len(key))
    least = -np.partition(-key, count - 1)[count - 1]
    return np.flatnonzero(key >= least)
