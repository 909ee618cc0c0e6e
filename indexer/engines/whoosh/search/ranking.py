"""The order of the documents that answer a question.

A word's score is that of its best clause, a document's the sum over its words; the best documents gain by
words that are near each other. Exact names come first, then documents that lack fewer words.
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
"""More than any score: a missing word weighs more than all that is found."""
EXACT_NAME = 1e9
"""More than any number of missing words."""


class Scored(NamedTuple):
    """Documents with their scores."""

    documents: DocIds
    scores: Scores


class Ranker(NamedTuple):
    """What the order of one question's answers is computed from."""

    reader: IndexReader
    bm25: Bm25
    candidates: Candidates

    @classmethod
    def of(cls, reader: IndexReader, bm25: Bm25, query: CompiledQuery, asked: Clauses | None) -> Ranker:
        """A ranker of the answers to a compiled query, and to what else a question asks for."""
        return cls(reader, bm25, Candidates.of(reader, query, asked or NOTHING))

    def best(self, listing: Listing, mask: Mask, count: int) -> Scored:
        """The first documents of a list, those of `mask`."""
        documents = mask.nonzero()[0]
        scored = Scored(documents, self.listing_scores(listing, documents))
        return self.first(scored, listing.unmatched, count)

    def first(self, scored: Scored, unmatched: npt.NDArray[np.int16], count: int) -> Scored:
        """The first of some documents, which ascend; the best are scored again with proximity.

        Ties are in the order of titles, so that the order is the same on every run and in every index of
        the same content.
        """
        documents, scores = scored.documents, scored.scores.copy()
        named, missing = self.candidates.rank[documents], unmatched[documents]
        key = scores - UNMATCHED_WORD * missing + EXACT_NAME * named
        near = highest(key, relevance.RESCORED)
        scores[near] += self._proximity_scores(documents[near])
        far = np.ones(len(documents), np.bool_)
        far[near] = False
        chosen = near if count <= relevance.RESCORED else highest(key, count)
        rank = self.reader.title_rank[documents[chosen]]
        keys = (rank, -scores[chosen], missing[chosen], far[chosen], -named[chosen])
        order = chosen[np.lexsort(keys)][:count]
        return Scored(documents[order], scores[order])

    def listing_scores(self, listing: Listing, documents: DocIds) -> Scores:
        """The score of each of D documents, with what feedback adds; [D]."""
        scores = self.scores(documents)
        return scores if listing.feedback is None else scores + listing.feedback[documents]

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
        """The score of D documents for each of C clauses, that of its stems times its weight; [C, D]."""
        candidates, count = self.candidates, len(documents)
        clauses = candidates.query.clauses
        column_of = np.full(self.reader.max_doc, -1)
        column_of[documents] = np.arange(count)
        column = column_of.take(candidates.postings.documents)
        among = (column >= 0).nonzero()[0]
        stem = candidates.stem[among]
        values = self.bm25.impacts(candidates.postings.take(among), candidates.stems, stem)
        cell = (candidates.clauses * count).take(stem) + column[among]
        sums = np.bincount(cell, values, len(clauses) * count).reshape(len(clauses), count)
        result: Scores = sums * np.array([clause.weight for clause in clauses])[:, None]
        return result

    def _proximity_scores(self, documents: DocIds) -> Scores:
        """What words near each other add, for documents that ascend."""
        pairs = _word_pairs(self.candidates.query.main_clauses)
        added = np.zeros(len(documents))
        found = proximity.distances(self.reader, pairs, documents)
        for pair, distance in zip(pairs, found, strict=True):
            added += relevance.PROXIMITY_BOOST * self.bm25.idf[list(pair)].min() / distance
        return added


def highest(key: npt.NDArray[Any], count: int) -> DocIds:
    """The indices of the highest keys, ascending; more of them where several tie for the last place."""
    if len(key) <= count:
        return np.arange(len(key))
    least = -np.partition(-key, count - 1)[count - 1]
    return np.flatnonzero(key >= least)


def _word_pairs(words: Sequence[Clause]) -> list[tuple[int, int]]:
    """The last stem of each word with the first of the next."""
    pairs = [(first.stems[-1], second.stems[0]) for first, second in pairwise(words)]
    return [pair for pair in pairs if pair[0] != pair[1]]
