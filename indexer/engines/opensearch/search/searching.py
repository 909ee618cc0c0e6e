"""The searches for one query: ask the cluster for documents, and match them here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

from indexer.engines.opensearch.cluster.client import JsonObject
from indexer.engines.opensearch.search.generation import OpenGeneration
from indexer.engines.opensearch.search.query import ClusterQuery
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.search.matching import Listing, WordCounts, matching
from indexer.engines.whoosh.search.ranking import Ranker
from indexer.language.interpretation import Interpretation
from indexer.query import Query, Sort
from indexer.question import Clauses
from indexer.results import Facet
from indexer.rules.asking import ListCounts

MORE = 64
"""Extra documents to fetch, because the cluster's scores differ a little from ours."""

ORDERS: Mapping[Sort, Sequence[JsonObject | str]] = {
    Sort.RELEVANCE: ("_score", {"order": "asc"}),
    Sort.TITLE: ({"order": "asc"},),
    Sort.UPDATED: ({"updated": "desc"}, {"order": "asc"}),
    Sort.PAY: ({"pay": "asc"}, {"order": "asc"}),
}
"""What the cluster sorts by, in each order of a list."""


class ListedPage(NamedTuple):
    """A page of a list, a reader of its documents, and the counts of the whole list."""

    reader: IndexReader
    documents: Sequence[int]
    scores: Sequence[float]
    total: int
    facets: tuple[Facet, ...]
    counts: ListCounts


@dataclass(frozen=True)
class QuerySearch:
    """The searches for one query over one generation."""

    generation: OpenGeneration
    query: Query
    asked: Clauses
    question: Interpretation

    @cached_property
    def cluster_query(self) -> ClusterQuery:
        """The query as the cluster searches it."""
        opened = self.generation
        compiled = opened.retrieval.compiled(self.question)
        return ClusterQuery(opened.blank, opened.retrieval.bm25, opened.served.number, compiled, self.asked)

    def best(self, matching: JsonObject, count: int) -> Mapping[str, Any]:
        """The search for the best documents that match."""
        return {
            "query": self.cluster_query.scored(matching),
            "size": count,
            "sort": [*ORDERS[Sort.RELEVANCE]],
            "_source": False,
            "track_total_hits": True,
        }

    def searched(self, *bodies: JsonObject) -> list[Any]:
        """Ask the same copies of the index for the same query, so that its pages fit together."""
        copies = blake2b(self.asked.text.encode(), digest_size=8).hexdigest()
        return self.generation.client.search(self.generation.index, bodies, copies)

    def matched(self, keys: Sequence[str], counts: WordCounts) -> tuple[Ranker, Listing]:
        """A ranker of some documents, and those of them that have all the words."""
        reader = self.generation.reader(keys)
        ranker = self.generation.retrieval.over(reader).ranker(self.question, self.asked)
        return ranker, matching(reader, ranker.candidates, counts)


def keys_of(found: Any) -> list[str]:
    """The keys of the documents in an answer."""
    return [hit["_id"] for hit in found["hits"]["hits"]]
