"""A searcher over one generation in the cluster.

The cluster says which documents match, how many, and what the facets count. The best are fetched and ranked,
explained and cut into snippets by the code of the other engine, with the statistics of the whole library, so
that both engines answer alike.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from indexer.engines.opensearch.client import in_time
from indexer.engines.opensearch.facets import narrowed
from indexer.engines.opensearch.generation import OpenGeneration
from indexer.engines.opensearch.listing import ListSearch
from indexer.engines.opensearch.names import titled_in
from indexer.engines.opensearch.query import ClusterQuery
from indexer.engines.opensearch.store import visible
from indexer.engines.whoosh.explain.hits import HitWriter
from indexer.engines.whoosh.search.more_like_this import significant_terms
from indexer.engines.whoosh.suggest.suggestions import Suggestions
from indexer.language.interpretation import Interpretation
from indexer.paths import Names, Step, resolved
from indexer.profile import Profile
from indexer.qualification import SectionMention
from indexer.query import Query
from indexer.question import Clauses
from indexer.results import Entry, Facet, Hit, Results, Suggestion
from indexer.rules import relevance
from indexer.rules.asking import QueryUnderstanding
from indexer.rules.suggesting import Label, labels
from indexer.ways import WayIn

MORE_ALIKE = 40
"""How many similar profiles are fetched beyond those that are asked for."""


class ClusterSearcher:
    """A searcher over an opened generation; safe to use from several threads."""

    def __init__(self, opened: OpenGeneration) -> None:
        self.opened = opened
        known = opened.known.by_id.values()
        names, said = (one.names for one in known), (one.said for one in known)
        self._asking = QueryUnderstanding(self, names, opened.library.synonyms, said)

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
        """Complete the text typed so far, the most likely completion first."""
        return self._suggestions.complete(prefix, limit)

    @cached_property
    def _suggestions(self) -> Suggestions:
        names = self._asking.names
        return Suggestions(self.opened.blank, names, self._labels(), titled_in(self.opened))

    def _labels(self) -> list[Label]:
        counts = {facet.name: {one.value: one.count for one in facet.values} for facet in self.counts()}
        return labels(counts["category"], counts["qualification"])

    @in_time()
    def similar(self, profile_id: str, limit: int) -> list[Hit]:
        """The profiles most similar to this one; those its editor named come first."""
        profile = self.get(profile_id)
        if profile is None:
            return []
        related = dict.fromkeys(one for one in profile.related if one != profile_id)
        named = [key for key in map(self.opened.key, related) if key]
        keys = [self.opened.known.by_id[profile_id].key, *named]
        reader = self.opened.reader([*dict.fromkeys([*keys, *self._alike(keys[0], limit)])])
        retrieval = self.opened.retrieval.over(reader)
        first = [reader.document[one] for one in related if one in reader.document]
        chosen, scores = retrieval.similar(reader.document[profile_id], first, limit)
        return [*HitWriter(reader).hits(chosen, scores, retrieval.compiled(Interpretation()), ())]

    def _alike(self, key: str, limit: int) -> list[str]:
        """The documents that share significant terms with one, as the cluster scores them."""
        opened, reader = self.opened, self.opened.reader([key])
        alone, bm25 = np.zeros(1, np.int64), opened.retrieval.bm25
        stems, weights = significant_terms(reader, bm25, alone, np.ones(1), relevance.SIMILAR_TERMS)
        nothing = opened.retrieval.compiled(Interpretation())
        asked = ClusterQuery(opened.blank, bm25, opened.served.number, nothing, Clauses(""))
        scores = asked.like(dict(zip(stems.tolist(), weights.tolist(), strict=True)))
        body = {
            "query": {"bool": {"filter": [visible(opened.served.number)], "should": scores}},
            "size": limit + MORE_ALIKE,
            "sort": ["_score", {"order": "asc"}],
            "_source": False,
        }
        (found,) = opened.client.search(opened.index, [body])
        return [hit["_id"] for hit in found["hits"]["hits"]]

    @in_time()
    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id; None for an unknown id."""
        key = self.opened.key(profile_id)
        return self.opened.reader([key]).profile(0) if key else None

    @in_time()
    def mentions(self, profile_id: str) -> tuple[SectionMention, ...]:
        """The mentions of qualifications in a profile; empty for an unknown id."""
        key = self.opened.key(profile_id)
        return self.opened.reader([key]).mentions(0) if key else ()

    @in_time()
    def ways(self, profile_id: str) -> tuple[WayIn, ...]:
        """The ways in that a profile gives; none where the id is unknown."""
        key = self.opened.key(profile_id)
        return self.opened.reader([key]).ways(0) if key else ()

    def paths(self, profile_id: str) -> tuple[Step, ...]:
        """The steps that a profile names, to and from other jobs of the library."""
        key = self.opened.key(profile_id)
        if key is None:
            return ()
        reader = self.opened.reader([key])
        return resolved(reader.profile(0), reader.paths(0).statements, self._jobs)

    @cached_property
    def _jobs(self) -> Names:
        return Names.of(one.job for one in self.opened.known.by_id.values())

    @in_time()
    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The ranges of a query's words in each section of a profile, in code points."""
        key = self.opened.key(profile_id)
        if key is None:
            return ()
        compiled = self.opened.retrieval.compiled(self.opened.retrieval.interpret(text))
        return HitWriter(self.opened.reader([key])).highlights(0, compiled)

    def entry(self, profile_id: str) -> Entry | None:
        """The catalogue entry of a profile; None for an unknown id."""
        known = self.opened.known.by_id.get(profile_id)
        return known.entry if known else None

    @in_time()
    def counts(self) -> Sequence[Facet]:
        """The facets of the whole library, with their counts."""
        return self._counts

    @cached_property
    def _counts(self) -> tuple[Facet, ...]:
        opened = self.opened
        narrow = narrowed(Query(), Clauses(""), opened.categories)
        body = {"query": visible(opened.served.number), "size": 0, "aggs": narrow.aggregations}
        (found,) = opened.client.search(opened.index, [body])
        return narrow.facets(found["aggregations"])

    def catalogue(self) -> Sequence[Entry]:
        """All profiles, in the order of their titles."""
        return self.opened.entries
