"""Recall expansion: fills up a list that has few documents with all the words.

First come the documents with most words, then those that are similar to the best ones (pseudo-relevance
feedback, Rocchio 1971). `indexer.rules.relevance` has the rule for the length of a list.
"""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.index.reader import DocIds, IndexReader, Mask
from indexer.engines.whoosh.search.bm25 import Bm25, Scores
from indexer.engines.whoosh.search.matching import Listing, matching
from indexer.engines.whoosh.search.more_like_this import more_like_this
from indexer.engines.whoosh.search.ranking import Ranker, Scored, highest
from indexer.rules import relevance

TINY = 1e-9
"""Replaces a divisor of 0, when the best documents have no significant term."""


def listed(ranker: Ranker, *, relax: bool) -> Listing:
    """The documents with all the words; if `relax`, a short list is filled up."""
    reader, query = ranker.reader, ranker.candidates.query
    listing = matching(reader, ranker.candidates)
    room = relevance.list_length(reader.num_docs) - listing.with_all_words
    if not relax or not query.words or room <= 0:
        return listing
    return _expanded(ranker, listing, room)


def _expanded(ranker: Ranker, listing: Listing, room: int) -> Listing:
    """The list filled up with the best other documents, by words and by similarity."""
    reader = ranker.reader
    some = _with_a_rare_word(reader, listing)
    scored = (listing.mask | some).nonzero()[0]
    scores, known = np.zeros(reader.max_doc), np.full(reader.max_doc, np.nan)
    scores[scored] = known[scored] = ranker.scores(scored)
    seeds = (listing.mask if listing.mask.any() else some).nonzero()[0]
    if not len(seeds):
        return listing
    best = ranker.first(
        Scored(seeds, scores[seeds]), listing.unmatched, relevance.FEEDBACK_PROFILES
    ).documents
    likeness = _relative_likeness(reader, ranker.bm25, best, scores[best])
    related = relevance.related_may_join(reader.num_docs, phrase=bool(ranker.candidates.query.phrases))
    others = some | listing.filter_mask & (likeness >= relevance.MIN_LIKENESS) & related
    joining = np.flatnonzero(others & ~listing.mask)
    likeness *= scores[best].mean()
    chosen = joining[_best_in_order(scores[joining] + likeness[joining], reader.title_rank[joining], room)]
    mask, feedback = listing.mask.copy(), np.zeros(reader.max_doc)
    mask[chosen], feedback[chosen] = True, likeness[chosen]
    return listing._replace(mask=mask, feedback=feedback, scores=known)


def _best_in_order(worth: Scores, rank: DocIds, count: int) -> DocIds:
    """The indices of the highest scores, ties in the order of titles."""
    chosen = highest(worth, count)
    return chosen[np.lexsort((rank[chosen], -worth[chosen]))[:count]]


def _with_a_rare_word(reader: IndexReader, listing: Listing) -> Mask:
    """A mask of the documents with any of the words.

    Common words do not count if there are others.
    """
    found = [has & listing.filter_mask for has in listing.word_masks]
    most = reader.num_docs * relevance.COMMON_SHARE
    rare = [has for has in found if np.count_nonzero(has) <= most]
    result: Mask = np.any(rare or found, axis=0)
    return result


def _relative_likeness(reader: IndexReader, bm25: Bm25, best: DocIds, scores: Scores) -> Scores:
    """The similarity of each document to the best ones, whose own mean is 1; [N]."""
    likeness = more_like_this(reader, bm25, best, scores / scores.sum(), relevance.FEEDBACK_TERMS)
    return likeness / max(float(likeness[best].mean()), TINY)
