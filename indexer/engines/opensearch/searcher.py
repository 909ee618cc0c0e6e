"""A searcher over one generation in the cluster.

The cluster says which documents match, how many, and what the facets count. The best are fetched and ranked,
explained and cut into snippets by the code of the other engine, with the statistics of the whole collection,
so that both engines answer alike.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property

from indexer.engines.opensearch.cluster.client import in_time
from indexer.engines.opensearch.search.facets import library_facets
from indexer.engines.opensearch.search.generation import OpenGeneration
from indexer.engines.opensearch.search.listing import ListSearch
from indexer.engines.opensearch.search.names import suggestions_of
from indexer.engines.opensearch.search.profiles import ProfileLookup
from indexer.engines.opensearch.search.similar import similar_to
from indexer.engines.whoosh.explain.hits import HitWriter
from indexer.engines.whoosh.suggest.suggestions import Suggestions
from indexer.query import Query
from indexer.results import Facet, Hit, Results, Suggestion
from indexer.rules.asking import QueryUnderstanding


class ClusterSearcher(ProfileLookup):
    """A searcher over an opened generation; safe to use from several threads."""

    def __init__(self, opened: OpenGeneration) -> None:
        super().__init__(opened)
        known = opened.known.by_id.values()
        names, said = (one.names for one in known), (one.said for one in known)
        self._asking = QueryUnderstanding(self, names, opened.collection.synonyms, said)

    @property
    def generation(self) -> str:
        """The name of the generation."""
        return self.opened.served.name

    @in_time()
    def search(self, query: Query) -> Results:
        """Search: one page of hits, and facets over the whole list."""
        started = time.perf_counter()
        understood = self._asking.understood(query)
        asked = understood.clauses
        question = self.opened.retrieval.interpret(asked.text, exact=query.exact)
        page = ListSearch(self.opened, query, asked, question).page()
        words = [group.word for group in question.groups]
        words += [" ".join(phrase[0]) for phrase in question.phrases]
        compiled = self.opened.retrieval.compiled(question)
        hits = HitWriter(page.reader).hits(page.documents, page.scores, compiled, words, understood.have)
        answer = self._asking.answer(understood)
        return Results(
            total=page.total,
            page=query.page,
            pages=-(-page.total // query.page_size),
            page_size=query.page_size,
            generation=self.generation,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            query=self._asking.reading(understood, question, page.counts, answer),
            hits=hits,
            facets=page.facets,
            answer=answer,
        )

    @in_time()
    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Completions of the text typed so far, the most likely first."""
        return self._suggestions.complete(prefix, limit)

    @in_time()
    def similar(self, profile_id: str, limit: int) -> list[Hit]:
        """The profiles most similar to this one; those its editor named come first."""
        profile = self.get(profile_id)
        return similar_to(self.opened, profile, limit) if profile else []

    @in_time()
    def counts(self) -> Sequence[Facet]:
        """The facets of the whole library, with their counts."""
        return self._counts

    @cached_property
    def _counts(self) -> tuple[Facet, ...]:
        return library_facets(self.opened)

    @cached_property
    def _suggestions(self) -> Suggestions:
        return suggestions_of(self.opened, self._asking.names, self.counts())
