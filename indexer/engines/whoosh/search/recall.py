"""Recall expansion: fills up a list that has few documents with all the words.

First come the documents with most words, then those that are similar to the best ones (pseudo-relevance
feedback, Rocchio 1971). `indexer.rules.relevance` has the rule for the length of a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.index.reader import DocIds, IndexReader, Mask
from indexer.engines.whoosh.search.bm25 import Scores
from indexer.engines.whoosh.search.matching import Listing, WordCounts, matching
from indexer.engines.whoosh.search.more_like_this import Stems, more_like_this, significant_terms
from indexer.engines.whoosh.search.ranking import Ranker, Scored, highest
from indexer.rules import relevance

TINY = 1e-9
"""Replaces a divisor of 0, when the best documents have no significant term."""


def listed(ranker: Ranker, *, relax: bool, counts: WordCounts | None = None) -> Listing:
    """The documents with all the words; if `relax`, a short list is filled up.

    `counts` are those of the library where the reader has only a part of it.
    """
    reader, query = ranker.reader, ranker.candidates.query
    listing = matching(reader, ranker.candidates, counts)
    room = relevance.list_length(reader.num_docs) - listing.with_all_words
    if not relax or not query.words or room <= 0:
        return listing
    return _expanded(ranker, listing, room)


class Seeds(NamedTuple):
    """The documents that feedback may start from, as columns of all N documents."""

    some: Mask
    """Whether a document has any of the words, apart from the common ones."""
    scores: Scores
    """The score of a document with all the words or with any of them; nan for others."""

    @classmethod
    def of(cls, ranker: Ranker, listing: Listing) -> Seeds:
        """The seeds of a list, scored once for its feedback and for filling it up."""
        some = with_a_rare_word(ranker.reader, listing)
        scored = (listing.mask | some).nonzero()[0]
        scores = np.full(ranker.reader.max_doc, np.nan)
        scores[scored] = ranker.scores(scored)
        return cls(some, scores)


class Feedback(NamedTuple):
    """What tells that a document is like the best ones: their significant terms, with weights."""

    stems: Stems
    weights: Scores
    similarity: Scores
    """The similarity of each document to these terms; [N]."""
    likeness: float
    """The mean similarity of the best documents."""
    score: float
    """The mean score of the best documents."""


def feedback(ranker: Ranker, listing: Listing, seeds: Seeds) -> Feedback | None:
    """The significant terms of the best documents with all the words, or else with any of them."""
    known = (listing.mask if listing.mask.any() else seeds.some).nonzero()[0]
    if not len(known):
        return None
    found = Scored(known, seeds.scores[known])
    best = ranker.first(found, listing.unmatched, relevance.FEEDBACK_PROFILES).documents
    scores = seeds.scores[best]
    shares = scores / scores.sum()
    stems, weights = significant_terms(ranker.reader, ranker.bm25, best, shares, relevance.FEEDBACK_TERMS)
    similarity = more_like_this(ranker.reader, ranker.bm25, stems, weights)
    likeness = max(float(similarity[best].mean()), TINY)
    return Feedback(stems, weights, similarity, likeness, float(scores.mean()))


def _expanded(ranker: Ranker, listing: Listing, room: int) -> Listing:
    """The list filled up with the best other documents, by words and by similarity."""
    reader, seeds = ranker.reader, Seeds.of(ranker, listing)
    like = feedback(ranker, listing, seeds)
    if like is None:
        return listing
    likeness = like.similarity / like.likeness
    may_join = seeds.some
    if relevance.related_may_join(reader.num_docs, phrase=bool(ranker.candidates.query.phrases)):
        may_join = may_join | listing.filter_mask & (likeness >= relevance.MIN_LIKENESS)
    joining = (may_join & ~listing.mask).nonzero()[0]
    likeness *= like.score
    worth = np.nan_to_num(seeds.scores[joining]) + likeness[joining]
    chosen = joining[_best_in_order(worth, reader.title_rank[joining], room)]
    mask, joined = listing.mask.copy(), np.zeros(reader.max_doc)
    mask[chosen], joined[chosen] = True, likeness[chosen]
    return listing._replace(mask=mask, feedback=joined, scores=seeds.scores)


def _best_in_order(worth: Scores, rank: DocIds, count: int) -> DocIds:
    """The indices of the highest scores, ties in the order of titles."""
    chosen = highest(worth, count)
    return chosen[np.lexsort((rank[chosen], -worth[chosen]))[:count]]


def with_a_rare_word(reader: IndexReader, listing: Listing) -> Mask:
    """A mask of the documents with any of the words.

    Common words do not count if there are others.
    """
    found = [has & listing.filter_mask for has in listing.word_masks]
    counts = listing.counts.allowed if listing.counts else [int(np.count_nonzero(one)) for one in found]
    return reduce(np.logical_or, [found[word] for word in rare_words(counts, reader.num_docs)])


def rare_words(counts: Sequence[int], profiles: int) -> list[int]:
    """The words for which a profile may be listed: not the common ones, if there are others."""
    most = profiles * relevance.COMMON_SHARE
    return [word for word, count in enumerate(counts) if count <= most] or [*range(len(counts))]
