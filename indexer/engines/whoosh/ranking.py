"""Which profiles answer a question, and in which order.

BM25F (Robertson, Zaragoza and Taylor, 2004, in the form that Whoosh reckons): for each field
idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average)), times the field's weight, summed over the
fields. A word's score is that of its best reading, a profile's the sum over the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh import weights
from indexer.engines.whoosh.analysis import name_hash
from indexer.engines.whoosh.snapshot import K1, Numbers, Snapshot
from indexer.language.interpretation import Group, Interpretation

Scores = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


class Listing(NamedTuple):
    """The profiles that answer, over N documents, before filters and order."""

    mask: Mask
    allowed: Mask  # those that the phrases and exclusions let in
    scores: Scores
    missing: npt.NDArray[np.int64]  # [N] how many of the words that count each document lacks
    having: Sequence[Mask]  # for each of those words the documents that have it

    @property
    def with_all_words(self) -> int:
        """How many have every word that counts."""
        return int(np.count_nonzero(self.mask & (self.missing == 0)))

    @property
    def similar(self) -> int:
        """How many have none of the words, and are there because they are like those that do."""
        return int(np.count_nonzero(self.mask & ~self._with_a_word()))

    @property
    def relaxed(self) -> tuple[int, ...]:
        """The words that some listed profile does without, though it has others."""
        some = self.mask & self._with_a_word()
        return tuple(number for number, has in enumerate(self.having) if np.any(some & ~has))

    def _with_a_word(self) -> Mask:
        """The documents with any of the words; all of them where there are no words to have."""
        return self.missing < max(len(self.having), 1)


def matching(snapshot: Snapshot, question: Interpretation) -> Listing:
    """The profiles that have every word that counts, and every phrase."""
    phrases = [sequence_scores(snapshot, phrase) for phrase in question.phrases]
    excluded = [sequence_scores(snapshot, phrase) for phrase in question.excluded]
    words = [group_scores(snapshot, group) for group in question.groups]
    allowed = snapshot.live & _asks_for_what_there_is(question)
    for found in phrases:
        allowed &= found > 0
    for found in excluded:
        allowed &= found == 0
    having = [found > 0 for found in words]
    missing = len(having) - np.sum(having, axis=0) if having else np.zeros(snapshot.count, np.int64)
    scores = _total(words + phrases, snapshot.count)
    return Listing(allowed & (missing == 0), allowed, scores, missing, having)


def _asks_for_what_there_is(question: Interpretation) -> bool:
    """Whether anything can be found: not where the library has none of the words that count."""
    return bool(question.groups or question.phrases or not question.unmatched)


def group_scores(snapshot: Snapshot, group: Group) -> Scores:
    """Each document's score for a group: that of its best alternative, 0 where it has none, [N]."""
    best = np.zeros(snapshot.count)
    for alternative in group.alternatives:
        np.maximum(best, alternative.weight * sequence_scores(snapshot, alternative.terms), out=best)
    return best


def sequence_scores(snapshot: Snapshot, terms: Sequence[str]) -> Scores:
    """The score of stems that stand side by side (or of a single one), 0 where they do not, [N]."""
    stems = stem_numbers(snapshot, terms)
    if not stems:
        return np.zeros(snapshot.count)
    found = [stem_scores(snapshot, stem) for stem in stems]
    if len(found) == 1:
        return found[0]
    documents = np.flatnonzero(np.min(found, axis=0))
    there = documents[snapshot.sequences(stems, documents) > 0]
    scores = np.zeros(snapshot.count)
    scores[there] = np.sum(found, axis=0)[there]
    return scores


def stem_scores(snapshot: Snapshot, stem: int) -> Scores:
    """BM25F of one stem, [N]."""
    postings = snapshot.postings(stem)
    weight = weights.BY_FIELD * snapshot.idf(stem) * (K1 + 1)
    norms = snapshot.norms[postings.fields, postings.documents]
    impacts = weight[postings.fields] * postings.frequencies / (postings.frequencies + norms)
    return np.bincount(postings.documents, impacts, snapshot.count).astype(np.float64, copy=False)


def ordered(
    snapshot: Snapshot, question: Interpretation, listing: Listing, mask: Mask, needed: int
) -> tuple[Numbers, Scores]:
    """The first of the masked documents by relevance, with their scores.

    Exact names come first, then the fewest words missing, then the score; ties stand in the order of titles,
    so that the order is the same on every run and in every index of the same content.
    """
    documents = np.flatnonzero(mask)
    named = named_documents(snapshot, question)[documents]
    missing, scores = listing.missing[documents], listing.scores[documents]
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


def named_documents(snapshot: Snapshot, question: Interpretation) -> npt.NDArray[np.int64]:
    """2 where the question is exactly a document's title, 1 where it is an alternative title, [N]."""
    titles, alternatives = snapshot.named(name_hash(question.name))
    named = np.zeros(snapshot.count, np.int64)
    named[alternatives] = 1
    named[titles] = 2
    return named


def pair_scores(snapshot: Snapshot, groups: Sequence[Group], documents: Numbers) -> Scores:
    """What words near each other add, for these documents, which come ascending."""
    added = np.zeros(len(documents))
    for first, second in pairwise(groups):
        stems = stem_numbers(snapshot, (first.alternatives[0].terms[-1], second.alternatives[0].terms[0]))
        if len(set(stems)) == 2:
            distance = snapshot.distances(stems[0], stems[1], documents)
            rarity = min(float(snapshot.idf(stem).min()) for stem in stems)
            added += weights.PAIR * rarity / distance
    return added


def stem_numbers(snapshot: Snapshot, terms: Sequence[str]) -> list[int]:
    """The numbers of some stems; none at all where one of them is unknown."""
    numbers = snapshot.lexicon.stems.number
    return [numbers[term] for term in terms] if all(term in numbers for term in terms) else []


def best(key: Scores, count: int) -> Numbers:
    """Where the highest keys stand, ascending; more of them where several tie for the last place."""
    if len(key) <= count:
        return np.arange(len(key))
    least = -np.partition(-key, count - 1)[count - 1]
    return np.flatnonzero(key >= least)


def _total(found: Sequence[Scores], count: int) -> Scores:
    return np.sum(found, axis=0) if found else np.zeros(count)
