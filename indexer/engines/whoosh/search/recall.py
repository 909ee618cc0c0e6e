"""Recall expansion: fills up a list that has few documents with all the words.

First come the documents with most words, then those that are similar to the best ones (pseudo-relevance
feedback, Rocchio 1971). `indexer.rules.relevance` has the rule for the length of a list.
"""

from __future__ import annotations

from collections.abc import Sequence
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


class Feedback(NamedTuple):
    """What tells that a document is like the best ones: their significant terms, with weights."""

    stems: Stems
    weights: Scores
    likeness: float
    """The mean similarity of the best documents to these terms."""
    score: float
    """The mean score of the best documents."""


def feedback(ranker: Ranker, listing: Listing, scores: Scores) -> Feedback | None:
    """The significant terms of the best documents with all the words, or else with any of them.

    `scores` are those of `known_scores`.
    """
    some = with_a_rare_word(ranker.reader, listing)
    seeds = (listing.mask if listing.mask.any() else some).nonzero()[0]
    if not len(seeds):
        return None
    found = Scored(seeds, scores[seeds])
    best = ranker.first(found, listing.unmatched, relevance.FEEDBACK_PROFILES).documents
    shares = scores[best] / scores[best].sum()
    stems, weights = significant_terms(ranker.reader, ranker.bm25, best, shares, relevance.FEEDBACK_TERMS)
    likeness = more_like_this(ranker.reader, ranker.bm25, stems, weights)
    mean = max(float(likeness[best].mean()), TINY)
    return Feedback(stems, weights, mean, float(scores[best].mean()))


def known_scores(ranker: Ranker, listing: Listing) -> Scores:
    """The scores of the documents with all the words or with any of them; nan for others, [N]."""
    scored = (listing.mask | with_a_rare_word(ranker.reader, listing)).nonzero()[0]
    scores = np.full(ranker.reader.max_doc, np.nan)
    scores[scored] = ranker.scores(scored)
    return scores


def _expanded(ranker: Ranker, listing: Listing, room: int) -> Listing:
    """The list filled up with the best other documents, by words and by similarity."""
    reader, scores = ranker.reader, known_scores(ranker, listing)
    like = feedback(ranker, listing, scores)
    if like is None:
        return listing
    likeness = more_like_this(reader, ranker.bm25, like.stems, like.weights) / like.likeness
    related = relevance.related_may_join(reader.num_docs, phrase=bool(ranker.candidates.query.phrases))
    alike = listing.filter_mask & (likeness >= relevance.MIN_LIKENESS) & related
    joining = np.flatnonzero((with_a_rare_word(reader, listing) | alike) & ~listing.mask)
    likeness *= like.score
    worth = np.nan_to_num(scores[joining]) + likeness[joining]
    chosen = joining[_best_in_order(worth, reader.title_rank[joining], room)]
    mask, joined = listing.mask.copy(), np.zeros(reader.max_doc)
    mask[chosen], joined[chosen] = True, likeness[chosen]
    return listing._replace(mask=mask, feedback=joined, scores=scores)


def _best_in_order(worth: Scores, rank: DocIds, count: int) -> DocIds:
    """The indices of the highest scores, ties in the order of titles."""
    chosen = highest(worth, count)
    return chosen[np.lexsort((rank[chosen], -worth[chosen]))[:count]]


def with_a_rare_word(reader: IndexReader, listing: Listing) -> Mask:
    """A mask of the documents with any of the words.

    Common words do not count if there are others.
    """
    found = [has & listing.filter_mask for has in listing.word_masks]
    counts = listing.counts.allowed if listing.counts else map(np.count_nonzero, found)
    result: Mask = np.any([found[word] for word in rare_words([*counts], reader.num_docs)], axis=0)
    return result


def rare_words(counts: Sequence[int], profiles: int) -> list[int]:
    """The words for which a profile may be listed: not the common ones, if there are others."""
    most = profiles * relevance.COMMON_SHARE
    return [word for word, count in enumerate(counts) if count <= most] or [*range(len(counts))]
