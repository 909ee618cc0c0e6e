"""Recall expansion: fill up a short list; it is fetched whole, so we match and count it here."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.engines.opensearch.cluster.client import JsonObject
from indexer.engines.opensearch.search.query import NOTHING, any_of, at_least, both
from indexer.engines.opensearch.search.searching import MORE, ListedPage, QuerySearch, keys_of
from indexer.engines.whoosh.search.facets import Facets
from indexer.engines.whoosh.search.matching import WordCounts
from indexer.engines.whoosh.search.recall import Feedback, Seeds, feedback, listed, rare_words
from indexer.rules import relevance
from indexer.rules.asking import ListCounts

NEARLY = 0.8
"""Share of the least likeness to ask the cluster for: its scores differ a little, and we score again."""


def expanded(search: QuerySearch, found: Sequence[str], counts: WordCounts, room: int) -> ListedPage:
    """A page of an expanded list."""
    asked, rare = search.cluster_query, rare_words(counts.allowed, search.generation.blank.num_docs)
    some = asked.with_a_word(rare)
    seeds = found or keys_of(search.searched(search.best(some, relevance.RESCORED))[0])
    best, matched = search.matched(seeds, counts)
    like = feedback(best, matched, Seeds.of(best, matched))
    joining = _joining(search, some, like, room) if like else []
    ranker, _ = search.matched([*dict.fromkeys([*seeds, *joining])], counts)
    listing = listed(ranker, relax=True, counts=counts)
    narrow = Facets(ranker.reader, dict.fromkeys(search.generation.categories.values())).narrow
    mask, facets = narrow(listing.mask, search.query, search.asked)
    retrieval = search.generation.retrieval.over(ranker.reader)
    documents, scores = retrieval.page(search.query, ranker, listing, mask)
    similar = listing._replace(mask=mask).similar
    counted = ListCounts(listing.relaxed, listing.nowhere, listing.with_all_words, similar)
    total = int(mask.sum())
    return ListedPage(ranker.reader, documents.tolist(), scores, total, facets, counted)


def _joining(search: QuerySearch, some: JsonObject, like: Feedback, room: int) -> list[str]:
    """Keys of the best documents that may join the list, by their words and their likeness."""
    asked = search.cluster_query
    scale = like.score / like.likeness
    weights = zip(like.stems.tolist(), (like.weights * scale).tolist(), strict=True)
    scores = asked.like({stem: weight for stem, weight in weights if weight > 0})
    phrases = bool(asked.query.phrases)
    related = relevance.related_may_join(search.generation.blank.num_docs, phrase=phrases)
    least = NEARLY * relevance.MIN_LIKENESS * like.score
    alike = both([*asked.allowed(), at_least(any_of(scores), least)]) if related else NOTHING
    matching = {"bool": {"filter": [any_of([some, alike])], "must_not": [asked.listing()]}}
    query = asked.joining(matching, some, scores)
    body = {**search.best(matching, room + MORE), "query": query}
    return keys_of(search.searched(body)[0])
