"""Retrieval: interprets, compiles, matches and expands a query, and ranks a page of its list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np

from indexer.engines.whoosh.index.reader import DocIds, IndexReader, Mask
from indexer.engines.whoosh.index.vocabulary import IndexVocabulary
from indexer.engines.whoosh.search.bm25 import Bm25
from indexer.engines.whoosh.search.compiled_query import CompiledQuery
from indexer.engines.whoosh.search.matching import Listing
from indexer.engines.whoosh.search.more_like_this import likeness
from indexer.engines.whoosh.search.ranking import Ranker
from indexer.engines.whoosh.search.recall import listed
from indexer.language.interpret import interpret
from indexer.language.interpretation import Interpretation
from indexer.query import Query, Sort
from indexer.question import Clauses


class Listed(NamedTuple):
    """An interpreted query, its ranker, and the documents that it lists."""

    question: Interpretation
    ranker: Ranker
    listing: Listing


class Retrieval:
    """Finds and ranks the documents of a reader."""

    def __init__(self, reader: IndexReader, vocabulary: IndexVocabulary, bm25: Bm25) -> None:
        self.reader = reader
        self.vocabulary = vocabulary
        self.bm25 = bm25

    @classmethod
    def of(cls, reader: IndexReader) -> Self:
        """The retrieval of a generation, with all tables read before the first query."""
        vocabulary = IndexVocabulary(reader.terms, reader.statistics)
        retrieval = cls(reader, vocabulary, Bm25.of(reader.statistics))
        retrieval.interpret("careers")
        return retrieval

    def over(self, reader: IndexReader) -> Self:
        """The same over some documents of the library."""
        return type(self)(reader, self.vocabulary, self.bm25)

    def interpret(self, text: str, *, exact: bool = False) -> Interpretation:
        """Interpret a query against the library's vocabulary."""
        return interpret(text, self.vocabulary, self.reader.thesaurus, exact=exact)

    def compiled(self, question: Interpretation) -> CompiledQuery:
        """Compile an interpreted query to the ordinals of the index."""
        return CompiledQuery.of(self.reader, question)

    def listed(self, text: str, *, exact: bool = False, asked: Clauses | None = None) -> Listed:
        """Interpret, compile, match and expand a query, before filters and ranking.

        `asked` is what the text was understood to ask for besides the words of `text`.
        """
        question = self.interpret(text, exact=exact)
        ranker = self.ranker(question, asked)
        return Listed(question, ranker, listed(ranker, relax=not exact))

    def ranker(self, question: Interpretation, asked: Clauses | None = None) -> Ranker:
        """A ranker of the answers to an interpreted query."""
        return Ranker.of(self.reader, self.bm25, self.compiled(question), asked)

    def page(
        self, query: Query, ranker: Ranker, listing: Listing, mask: Mask
    ) -> tuple[DocIds, Sequence[float]]:
        """The documents of the requested page, with their scores."""
        last = query.page * query.page_size
        here = slice(last - query.page_size, last)
        by_relevance = ranker.candidates.query.ends or ranker.candidates.rank.any()
        if by_relevance and query.sort is Sort.RELEVANCE:
            documents, scores = ranker.best(listing, mask, last)
            return documents[here], [round(score, 4) for score in scores[here].tolist()]
        documents = self._in_order(np.flatnonzero(mask), query.sort)[here]
        scores = ranker.listing_scores(listing, documents)
        return documents, [round(score, 4) for score in scores.tolist()]

    def similar(self, document: int, named: Sequence[int], limit: int) -> tuple[list[int], list[float]]:
        """The documents most similar to one, the named ones first, with their scores."""
        scores = likeness(self.reader, self.bm25, document).round(4)
        nearest = np.lexsort((self.reader.title_rank, -scores))[: limit + len(named) + 1].tolist()
        order = dict.fromkeys([*named, *(one for one in nearest if scores[one] > 0)])
        chosen = [*order][:limit]
        return chosen, scores[chosen].tolist()

    def _in_order(self, documents: DocIds, sort: Sort) -> DocIds:
        keys = [self.reader.title_rank[documents]]
        if sort is Sort.UPDATED:
            keys.append(-self.reader.updated[documents])
        if sort is Sort.PAY:
            keys.append(self.reader.pay[documents])
        return documents[np.lexsort(keys)]
