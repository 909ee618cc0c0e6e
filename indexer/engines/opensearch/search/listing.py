"""The list of a query: what we ask the cluster, in one to three rounds.

The first round counts all matches and names the best. If the list is long enough, its page is ranked again
with the distances of the words. If it is short, more documents join it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from indexer.engines.opensearch.cluster.client import JsonObject
from indexer.engines.opensearch.cluster.store import visible
from indexer.engines.opensearch.search.expansion import expanded
from indexer.engines.opensearch.search.facets import Narrowed, narrowed
from indexer.engines.opensearch.search.query import both
from indexer.engines.opensearch.search.searching import MORE, ORDERS, ListedPage, QuerySearch, keys_of
from indexer.engines.whoosh.search.matching import WordCounts
from indexer.query import Sort
from indexer.rules import relevance
from indexer.rules.asking import ListCounts


class ListSearch(QuerySearch):
    """The search for the list of one query."""

    def page(self) -> ListedPage:
        """The page that the query asks for."""
        (whole,) = self.searched(self._whole())
        found = whole["aggregations"]
        counts = WordCounts(*(_counts(found["words"][name]) for name in WordCounts._fields))
        with_all = found["all"]["doc_count"]
        room = relevance.list_length(self.generation.blank.num_docs) - with_all
        if self.query.exact or not self.cluster_query.query.words or room <= 0:
            return self._as_found(ListCounts((), (), with_all, 0), counts)
        return expanded(self, keys_of(whole), counts, room)

    def _whole(self) -> JsonObject:
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
        return {**self.best(asked.listing(), relevance.RESCORED), "aggs": counted}

    def _shown(self, narrow: Narrowed) -> JsonObject:
        """The search for the page and the facets of a list that is not expanded."""
        last = self.query.page * self.query.page_size
        first = last - self.query.page_size
        matching = both([self.cluster_query.listing(), narrow.filter])
        if self.query.sort is Sort.RELEVANCE and first < relevance.RESCORED:
            return self.best(matching, max(last, relevance.RESCORED + MORE))
        return {
            **self.best(matching, self.query.page_size),
            "from": first,
            "sort": [*ORDERS[self.query.sort]],
        }

    def _counting(self) -> Mapping[str, Any]:
        """The search for the list before its filters, without any of its documents."""
        return {"query": self.cluster_query.listing(), "size": 0, "track_total_hits": False}

    def _as_found(self, counted: ListCounts, counts: WordCounts) -> ListedPage:
        """A page of a list that is not expanded."""
        narrow = narrowed(self.query, self.asked, self.generation)
        every = {**self._counting(), "aggs": narrow.aggregations}
        shown, whole = self.searched(self._shown(narrow), every)
        ranker, listing = self.matched(keys_of(shown), counts)
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


def _numbered(queries: Sequence[JsonObject]) -> Mapping[str, JsonObject]:
    return {str(number): query for number, query in enumerate(queries)}


def _counts(found: Any) -> list[int]:
    """The number of documents with each word, in the order of the words."""
    buckets = found["values"]["buckets"] if "values" in found else {}
    return [buckets[str(number)]["doc_count"] for number in range(len(buckets))]
