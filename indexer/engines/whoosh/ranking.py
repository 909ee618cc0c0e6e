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
    scores: Scores
    missing: npt.NDArray[np.int64]  # [N] how many of the words that count each document lacks
    with_all_words: int
    relaxed: tuple[int, ...]  # the groups that some listed profile lacks


def listed(snapshot: Snapshot, question: Interpretation, *, relax: bool) -> Listing:
    """All the words first; where too few profiles have them, those that have most."""
    phrases = [
        np.max([sequence_scores(snapshot, one) for one in phrase], axis=0) for phrase in question.phrases
    ]
    excluded = [sequence_scores(snapshot, phrase) for phrase in question.excluded]
    words = [group_scores(snapshot, group) for group in question.groups]
    allowed = snapshot.live & _asks_for_what_there_is(question)
    for scores in phrases:
        allowed &= scores > 0
    for scores in excluded:
        allowed &= scores == 0
    masks = [scores > 0 for scores in words]
    had = np.sum(masks, axis=0) if masks else np.zeros(snapshot.count, np.int64)
    mask = full = allowed & (had == len(masks))
    with_all = int(full.sum())
    if relax and with_all < weights.ENOUGH:
        mask = full | relaxed(allowed, masks, snapshot.documents)
    let_go = tuple(number for number, has in enumerate(masks) if np.any(mask & ~has))
    return Listing(mask, _total(words + phrases, snapshot.count), len(masks) - had, with_all, let_go)


def _asks_for_what_there_is(question: Interpretation) -> bool:
    """Whether anything can be found: not where the library has none of the words that count."""
    return bool(question.groups or question.phrases or not question.unmatched)


def relaxed(allowed: Mask, masks: Sequence[Mask], documents: int) -> Mask:
    """The documents that lack as few words as it takes to find enough of them, each with at least one.

    A word that half the library has says too little to bring anybody in, so only the others are counted.
    """
    common = [np.count_nonzero(mask & allowed) > documents / 2 for mask in masks]
    telling = [mask for mask, is_common in zip(masks, common, strict=True) if not is_common] or list(masks)
    had = np.sum(telling, axis=0) if telling else np.zeros(len(allowed), np.int64)
    for least in range(len(telling), 0, -1):
        mask: Mask = allowed & (had >= least)
        if np.count_nonzero(mask) >= weights.ENOUGH or least == 1:
            return mask
    return np.zeros(len(allowed), np.bool_)


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
    near = _best(key, weights.CANDIDATES)
    scores[near] += pair_scores(snapshot, question.groups, documents[near])
    far = np.ones(len(documents), np.bool_)
    far[near] = False
    chosen = near if needed <= weights.CANDIDATES else _best(key, needed)
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


def _best(key: Scores, count: int) -> Numbers:
    """Where the highest keys stand, ascending; more of them where several tie for the last place."""
    if len(key) <= count:
        return np.arange(len(key))
    least = -np.partition(-key, count - 1)[count - 1]
    return np.flatnonzero(key >= least)


def _total(found: Sequence[Scores], count: int) -> Scores:
    return np.sum(found, axis=0) if found else np.zeros(count)
