"""The documents whose names may complete a text, as the cluster finds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.engines.opensearch.cluster.client import JsonObject
from indexer.engines.opensearch.cluster.store import visible
from indexer.engines.opensearch.index.documents import LONGEST, hash_key
from indexer.engines.opensearch.search.generation import OpenGeneration
from indexer.engines.opensearch.search.query import any_of, both, constant
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.suggest.completion import POOL, NameQuery
from indexer.engines.whoosh.suggest.suggestions import Suggestions
from indexer.question import JobNames
from indexer.results import Facet
from indexer.rules.suggesting import labels

FETCHED = 4
"""Documents to fetch for each one to examine, because the stored order of titles ages."""

MOST_WORDS = 60_000
"""The most words that one typed word may begin: the cluster refuses more than 65,536."""

EQUAL, EQUAL_OTHER, IN_TITLE, BEGINNING = 16.0, 8.0, 2.0, 1.0
"""Scores: the title equals the text, another name does, the title has its words, or begins with them."""


def suggestions_of(generation: OpenGeneration, names: JobNames, counts: Sequence[Facet]) -> Suggestions:
    """Completes text from the names and labels of a generation; `counts` are its facets."""
    given = [facet for facet in counts if not facet.derived]
    of = {facet.name: {one.value: one.count for one in facet.values} for facet in given}
    found = labels(of.get("category", {}), of["qualification"])
    return Suggestions(generation.blank, names, found, titled_in(generation))


def titled_in(generation: OpenGeneration) -> Callable[[NameQuery, int], IndexReader]:
    """A function that finds the documents of a generation whose names may complete a text."""

    def titled(query: NameQuery, limit: int) -> IndexReader:
        body = _search(generation, query, FETCHED * POOL * limit)
        (found,) = generation.client.search(generation.index, [body])
        return generation.reader([hit["_id"] for hit in found["hits"]["hits"]])

    return titled


def _search(generation: OpenGeneration, query: NameQuery, count: int) -> JsonObject:
    words = [_texts(generation, keys.tolist()) for keys in query.words]
    hashes = [hash_key(name) for name in query.hashes.tolist()]
    equal, other = ({"terms": {f"titles.{name}": hashes}} for name in ("title", "other"))
    named = both([{"terms": {"names": texts}} for texts in words])
    in_title = both([{"terms": {"titles.words": texts}} for texts in words])
    ranks = (
        constant(equal, EQUAL),
        constant(other, EQUAL_OTHER),
        constant(in_title, IN_TITLE),
        constant(both([in_title, {"terms": {"titles.begins": words[0]}}]), BEGINNING),
    )
    matching = [visible(generation.served.number), any_of([named, equal, other])]
    return {
        "query": {"bool": {"filter": matching, "should": [*ranks]}},
        "size": count,
        "sort": ["_score", {"length": "asc"}, {"order": "asc"}],
        "_source": False,
        "track_total_hits": False,
    }


def _texts(generation: OpenGeneration, words: Sequence[int]) -> list[str]:
    texts = generation.collection.terms.words.texts
    return [texts[word][:LONGEST] for word in dict.fromkeys(words)][:MOST_WORDS]
