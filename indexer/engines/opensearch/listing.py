"""The list of a query: what the cluster is asked for it, in one to three rounds.

First all that match are counted, and the best are named. A list that is long enough is that: its page is
ranked again with the words' distances. A short one is filled up by the rule of recall expansion, whose
candidates are asked for; all of it is then at hand, so it is matched, filtered and counted here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

from indexer.engines.opensearch.facets import Narrowed, narrowed
from indexer.engines.opensearch.generation import OpenGeneration
from indexer.engines.opensearch.query import NOTHING, Body, ClusterQuery, any_of, at_least, both
from indexer.engines.opensearch.store import visible
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.search.facets import Facets
from indexer.engines.whoosh.search.matching import Listing, WordCounts, matching
from indexer.engines.whoosh.search.ranking import Ranker
from indexer.engines.whoosh.search.recall import Feedback, feedback, known_scores, listed, rare_words
from indexer.language.interpretation import Interpretation
from indexer.query import Query, Sort
from indexer.question import Clauses
from indexer.results import Facet
from indexer.rules import relevance
from indexer.rules.asking import ListCounts

MORE = 64
"""How many documents are fetched beyond those that matter, as the cluster's scores are not quite ours."""

NEARLY = 0.8
"""Of a least likeness, as the cluster's scores are not quite ours; what is fetched is scored again."""

ORDERS: Mapping[Sort, Sequence[Body | str]] = {
    Sort.RELEVANCE: ("_score", {"order": "asc"}),
    Sort.TITLE: ({"order": "asc"},),
    Sort.UPDATED: ({"updated": "desc"}, {"order": "asc"}),
    Sort.PAY: ({"pay": "asc"}, {"order": "asc"}),
}
"""What the cluster sorts by, in each order of a list."""


class ListedPage(NamedTuple):
    """A page of a list, the documents of which a reader has, and what is counted of the whole list."""

    reader: IndexReader
    documents: Sequence[int]
    scores: Sequence[float]
    total: int
    facets: tuple[Facet, ...]
    counts: ListCounts


@dataclass(frozen=True)
class ListSearch:
    """The search for the list of one query."""

    generation: OpenGeneration
    query: Query
    asked: Clauses
    question: Interpretation

    def page(self) -> ListedPage:
        """The page that is asked for."""
        (whole,) = self._searched(self._whole())
        found = whole["aggregations"]
        counts = WordCounts(*(_counts(found["words"][name]) for name in WordCounts._fields))
        with_all = found["all"]["doc_count"]
        room = relevance.list_length(self.generation.blank.num_docs) - with_all
        if self.query.exact or not self.cluster_query.query.words or room <= 0:
            return self._as_found(ListCounts((), (), with_all, 0), counts)
        return self._expanded(_keys(whole), counts, room)

    @cached_property
    def cluster_query(self) -> ClusterQuery:
        """The query as the cluster searches it."""
        opened = self.generation
        compiled = opened.retrieval.compiled(self.question)
        return ClusterQuery(opened.blank, opened.retrieval.bm25, opened.served.number, compiled, self.asked)

    def _whole(self) -> Body:
        """The search for the list before its filters, which counts the documents with each word."""
        asked = self.cluster_query
        words = {"values": {"filters": {"filters": _numbered(asked.groups())}}} if asked.query.words else {}
        every = {
            "allowed": {"filter": both(asked.allowed()), "aggs": words},
            "library": {"filter": visible(self.generation.served.number), "aggs": words},
        }
        counted = {
            "all": {"filter": asked.with_all_words()},
            "words": {"global": {}, "aggs": every},
        }
        return {**self._best(asked.listing(), relevance.RESCORED), "aggs": counted}

    def _shown(self, narrow: Narrowed) -> Body:
        """The search for the page that is shown, where the list is not expanded, and for its facets."""
        last = self.query.page * self.query.page_size
        first = last - self.query.page_size
        matching = both([self.cluster_query.listing(), narrow.filter])
        if self.query.sort is Sort.RELEVANCE and first < relevance.RESCORED:
            return self._best(matching, max(last, relevance.RESCORED + MORE))
        return {
            **self._best(matching, self.query.page_size),
            "from": first,
            "sort": [*ORDERS[self.query.sort]],
        }

    def _counting(self) -> Mapping[str, Any]:
        """The search for the list before its filters, without any of its documents."""
        return {"query": self.cluster_query.listing(), "size": 0, "track_total_hits": False}

    def _best(self, matching: Body, count: int) -> Mapping[str, Any]:
        """The search for the best documents that match."""
        return {
            "query": self.cluster_query.scored(matching),
            "size": count,
            "sort": [*ORDERS[Sort.RELEVANCE]],
            "_source": False,
            "track_total_hits": True,
        }

    def _searched(self, *bodies: Body) -> list[Any]:
        """The answers of the same copies of the index to the same query, so that its pages fit together."""
        copies = blake2b(self.asked.text.encode(), digest_size=8).hexdigest()
        return self.generation.client.search(self.generation.index, bodies, copies)

    def _as_found(self, counted: ListCounts, counts: WordCounts) -> ListedPage:
        """A page of a list that is not expanded."""
        narrow = narrowed(self.query, self.asked, self.generation.categories)
        every = {**self._counting(), "aggs": narrow.aggregations}
        shown, whole = self._searched(self._shown(narrow), every)
        ranker, listing = self._matched(_keys(shown), counts)
        reader, query = ranker.reader, self.query
        start = (query.page - 1) * query.page_size
        if query.sort is Sort.RELEVANCE and start < relevance.RESCORED:
            ranked = ranker.best(listing, reader.live, start + query.page_size)
            documents, scores = ranked.documents[start:].tolist(), ranked.scores[start:].tolist()
        else:
            documents = [*range(reader.max_doc)]
            scores = ranker.listing_scores(listing, reader.live.nonzero()[0]).tolist()
        total = shown["hits"]["total"]["value"]
        return ListedPage(
            reader,
            documents,
            [round(score, 4) for score in scores],
            total,
            narrow.facets(whole["aggregations"]),
            counted._replace(nowhere=listing.nowhere),
        )

    def _expanded(self, found: Sequence[str], counts: WordCounts, room: int) -> ListedPage:
        """A page of a list that is filled up."""
        asked, rare = self.cluster_query, rare_words(counts.allowed, self.generation.blank.num_docs)
        some = asked.with_a_word(rare)
        seeds = found or _keys(self._searched(self._best(some, relevance.RESCORED))[0])
        best, matched = self._matched(seeds, counts)
        like = feedback(best, matched, known_scores(best, matched))
        joining = self._joining(some, like, room) if like else []
        ranker, _ = self._matched([*dict.fromkeys([*seeds, *joining])], counts)
        listing = listed(ranker, relax=True, counts=counts)
        narrow = Facets(ranker.reader, self.generation.categories).narrow
        mask, facets = narrow(listing.mask, self.query, self.asked)
        retrieval = self.generation.retrieval.over(ranker.reader)
        documents, scores = retrieval.page(self.query, ranker, listing, mask)
        similar = listing._replace(mask=mask).similar
        counted = ListCounts(listing.relaxed, listing.nowhere, listing.with_all_words, similar)
        total = int(mask.sum())
        return ListedPage(ranker.reader, documents.tolist(), scores, total, facets, counted)

    def _joining(self, some: Body, like: Feedback, room: int) -> list[str]:
        """The best of the documents that may join the list, by their words and their likeness."""
        asked = self.cluster_query
        scale = like.score / like.likeness
        weights = zip(like.stems.tolist(), (like.weights * scale).tolist(), strict=True)
        scores = asked.like({stem: weight for stem, weight in weights if weight > 0})
        phrases = bool(asked.query.phrases)
        related = relevance.related_may_join(self.generation.blank.num_docs, phrase=phrases)
        least = NEARLY * relevance.MIN_LIKENESS * like.score
        alike = both([*asked.allowed(), at_least(any_of(scores), least)]) if related else NOTHING
        matching = {"bool": {"filter": [any_of([some, alike])], "must_not": [asked.listing()]}}
        query = asked.joining(matching, some, scores)
        body = {**self._best(matching, room + MORE), "query": query}
        return _keys(self._searched(body)[0])

    def _matched(self, keys: Sequence[str], counts: WordCounts) -> tuple[Ranker, Listing]:
        """A ranker of some documents, and those of them that have all the words."""
        reader = self.generation.reader(keys)
        ranker = self.generation.retrieval.over(reader).ranker(self.question, self.asked)
        return ranker, matching(reader, ranker.candidates, counts)


def _numbered(queries: Sequence[Body]) -> Mapping[str, Body]:
    return {str(number): query for number, query in enumerate(queries)}


def _counts(found: Any) -> list[int]:
    """The number of documents with each word, in the order of the words."""
    buckets = found["values"]["buckets"] if "values" in found else {}
    return [buckets[str(number)]["doc_count"] for number in range(len(buckets))]


def _keys(found: Any) -> list[str]:
    return [hit["_id"] for hit in found["hits"]["hits"]]
