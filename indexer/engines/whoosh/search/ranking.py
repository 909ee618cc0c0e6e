"""Ranking: the scores and the order of matching documents.

The score of a word is that of its best clause, and the score of a document the sum over its words. The best
documents gain from words that are close together. A family counts less than the word itself, except in a
title. Exact titles come first, then documents that lack fewer words; of those that lack none, the ones that
have the words together come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.index.reader import DocIds, IndexReader, Mask
from indexer.engines.whoosh.search import proximity
from indexer.engines.whoosh.search.bm25 import Bm25, Scores
from indexer.engines.whoosh.search.candidates import Candidates
from indexer.engines.whoosh.search.compiled_query import Clause, CompiledQuery
from indexer.engines.whoosh.search.matching import Listing
from indexer.question import Clauses
from indexer.rules import relevance
from indexer.rules.understanding import NOTHING

UNMATCHED_WORD = 1e6
"""The penalty of a missing word: more than any score."""
EXACT_NAME = 1e9
"""The bonus of an exact title: more than the penalty of all words."""


class Scored(NamedTuple):
    """Documents with their scores."""

    documents: DocIds
    scores: Scores

    def first(self, count: int) -> Scored:
        """The first of them."""
        return Scored(self.documents[:count], self.scores[:count])


class Ranker(NamedTuple):
    """Scores and ranks the documents of one query."""

    reader: IndexReader
    bm25: Bm25
    candidates: Candidates

    @classmethod
    def of(cls, reader: IndexReader, bm25: Bm25, query: CompiledQuery, asked: Clauses | None) -> Ranker:
        """A ranker of the answers to a compiled query, and to what else a question asks for."""
        return cls(reader, bm25, Candidates.of(reader, query, asked or NOTHING))

    def best(self, listing: Listing, mask: Mask, count: int) -> Scored:
        """The first `count` documents of a list within `mask`."""
        documents = mask.nonzero()[0]
        scored = Scored(documents, self.listing_scores(listing, documents))
        return self.first(scored, listing.unmatched, count)

    def first(self, scored: Scored, unmatched: npt.NDArray[np.int16], count: int) -> Scored:
        """The first `count` of some documents, which ascend.

        The best are scored again with proximity. Ties are in the order of titles, so that the order is the
        same on every run and in every index of the same content.
        """
        documents = scored.documents
        named, missing = self.candidates.rank[documents], unmatched[documents]
        if len(documents) <= relevance.RESCORED:
            added, together = self._proximity(documents)
            scores = scored.scores + added
            keys = (self.reader.title_rank[documents], -scores, ~together | (missing > 0), missing, -named)
            order = np.lexsort(keys)[:count]
            return Scored(documents[order], scores[order])
        key = scored.scores - UNMATCHED_WORD * missing + EXACT_NAME * named
        near = highest(key, relevance.RESCORED)
        chosen = near if count <= relevance.RESCORED else highest(key, count)
        return self._first(scored, missing, named, near, chosen).first(count)

    def _first(
        self,
        scored: Scored,
        missing: npt.NDArray[np.int16],
        named: npt.NDArray[np.int64],
        near: DocIds,
        chosen: DocIds,
    ) -> Scored:
        """The chosen documents in order, with proximity for those `near` the top."""
        documents, scores = scored.documents, scored.scores.copy()
        apart = np.ones(len(documents), np.bool_)
        added, together = self._proximity(documents[near])
        scores[near] += added
        apart[near] = ~together
        far = np.ones(len(documents), np.bool_)
        far[near] = False
        apart |= missing > 0
        rank = self.reader.title_rank[documents[chosen]]
        keys = (rank, -scores[chosen], apart[chosen], missing[chosen], far[chosen], -named[chosen])
        order = chosen[np.lexsort(keys)]
        return Scored(documents[order], scores[order])

    def listing_scores(self, listing: Listing, documents: DocIds) -> Scores:
        """The score of each of D documents, with its feedback score; [D]."""
        if listing.feedback is None or listing.scores is None:
            return self.scores(documents)
        scores = listing.scores[documents]
        unknown = np.isnan(scores)
        if unknown.any():
            scores[unknown] = self.scores(documents[unknown])
        return scores + listing.feedback[documents]

    def scores(self, documents: DocIds) -> Scores:
        """The score of each of D documents, the sum over words and phrases; [D]."""
        total = np.zeros(len(documents))
        by_clause, low = self._clause_scores(documents), 0
        for high in self.candidates.query.ends:
            if low < high:
                total += by_clause[low:high].max(axis=0)
            low = high
        return total

    def _clause_scores(self, documents: DocIds) -> Scores:
        """The scores of C clauses in D documents, times their weights; [C, D]."""
        candidates, count = self.candidates, len(documents)
        clauses = candidates.query.clauses
        column_of = np.full(self.reader.max_doc, -1)
        column_of[documents] = np.arange(count)
        column = column_of.take(candidates.postings.documents)
        among = (column >= 0).nonzero()[0]
        stem = candidates.stem[among]
        postings, boosts = candidates.postings.take(among), candidates.name_boosts
        values = self.bm25.impacts(postings, self.reader.norms, candidates.stems, stem, boosts)
        cell = (candidates.clauses * count).take(stem) + column[among]
        sums = np.bincount(cell, values, len(clauses) * count).reshape(len(clauses), count)
        result: Scores = sums * np.array([clause.weight for clause in clauses])[:, None]
        return result

    def _proximity(self, documents: DocIds) -> tuple[Scores, Mask]:
        """What words near each other add, and which documents say all of them together; documents ascend.

        Words that a document has as one synonym of several words are together, too.
        """
        words = _word_pairs(self.candidates.query.main_clauses)
        pairs = [(first.stems[-1], second.stems[0]) for first, second in words]
        pairs += self.candidates.near
        added, together = np.zeros(len(documents)), np.full(len(documents), bool(pairs))
        if not pairs:
            return added, together
        found = proximity.distances(self.reader, pairs, documents)
        synonyms = self.candidates.synonym_masks if words else {}
        for place, (pair, distance) in enumerate(zip(pairs, found, strict=True)):
            added += relevance.PROXIMITY_BOOST * self.bm25.least_idf[list(pair)].min() / distance
            near = distance <= relevance.TOGETHER
            for first, second in words[place : place + 1]:
                if first.group in synonyms and second.group in synonyms:
                    near |= synonyms[first.group][documents] & synonyms[second.group][documents]
            together &= near
        return added, together


def highest(key: npt.NDArray[Any], count: int) -> DocIds:
    """The indices of the `count` highest keys, and of ties for last; ascending."""
    if len(key) <= count:
        return np.arange(len(key))
    least = -np.partition(-key, count - 1)[count - 1]
    return np.flatnonzero(key >= least)


def _word_pairs(words: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Each word with the next, unless the same stem ends the one and begins the other."""
    return [pair for pair in pairwise(words) if pair[0].stems[-1] != pair[1].stems[0]]
