"""A searcher over one generation."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from indexer.engines.whoosh.explain.hits import HitWriter
from indexer.engines.whoosh.index.mentions import Mentions, Steps, Ways
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.search.facets import Facets
from indexer.engines.whoosh.search.retrieval import Retrieval
from indexer.engines.whoosh.suggest.suggestions import Suggestions, labels_of
from indexer.language.interpretation import Interpretation
from indexer.paths import Names, resolved
from indexer.profile import Profile
from indexer.query import Query
from indexer.results import Entry, Facet, Hit, Results, Suggestion
from indexer.rules.asking import ListCounts, QueryUnderstanding


class WhooshSearcher:
    """A searcher over an opened generation."""

    def __init__(self, folder: Path, name: str) -> None:
        self.reader = IndexReader.open(folder, name)
        self.retrieval = Retrieval.of(self.reader)
        self._facets = Facets(self.reader)
        self._hits = HitWriter(self.reader)
        said = self.reader.said[self.reader.live].tolist()
        names, synonyms = self.reader.name_keys(), self.reader.metadata.synonyms
        self._asking = QueryUnderstanding(self, names, synonyms, said)
        self._suggestions = Suggestions(self.reader, self._asking.names, labels_of(self.reader))

    @property
    def generation(self) -> str:
        """The name of the generation."""
        return self.reader.name

    def search(self, query: Query) -> Results:
        """Search: one page of hits, and facets over the whole list."""
        started = time.perf_counter()
        understood = self._asking.understood(query)
        asked = understood.clauses
        question, ranker, listing = self.retrieval.listed(asked.text, exact=query.exact, asked=asked)
        mask, facets = self._facets.narrow(listing.mask, query, asked)
        documents, scores = self.retrieval.page(query, ranker, listing, mask)
        words = [group.word for group in question.groups]
        words += [" ".join(phrase[0]) for phrase in question.phrases]
        hits = self._hits.hits(documents.tolist(), scores, ranker.candidates.query, words, understood.have)
        similar = listing._replace(mask=mask).similar
        counted = ListCounts(listing.relaxed, listing.nowhere, listing.with_all_words, similar)
        answer, total = self._asking.answer(understood), int(mask.sum())
        return Results(
            total=total,
            page=query.page,
            pages=-(-total // query.page_size),
            page_size=query.page_size,
            generation=self.generation,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            query=self._asking.reading(understood, question, counted, answer),
            hits=hits,
            facets=facets,
            answer=answer,
        )

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Completions of the text typed so far, the most likely first."""
        return self._suggestions.complete(prefix, limit)

    def similar(self, profile_id: str, limit: int) -> list[Hit]:
        """The profiles most similar to this one; those its editor named come first."""
        document = self.reader.document.get(profile_id)
        if document is None:
            return []
        related = [self.reader.document.get(one) for one in self.reader.profile(document).related]
        named = [one for one in dict.fromkeys(related) if one not in (None, document)]
        chosen, scores = self.retrieval.similar(document, named, limit)
        return [*self._hits.hits(chosen, scores, self.retrieval.compiled(Interpretation()), ())]

    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id; None for an unknown id."""
        document = self.reader.document.get(profile_id)
        return None if document is None else self.reader.profile(document)

    def mentions(self, profile_id: str) -> Mentions:
        """The mentions of qualifications in a profile; empty for an unknown id."""
        document = self.reader.document.get(profile_id)
        return () if document is None else self.reader.mentions(document)

    def ways(self, profile_id: str) -> Ways:
        """The ways in that a profile gives; none if the id is unknown."""
        document = self.reader.document.get(profile_id)
        return () if document is None else self.reader.ways(document)

    def paths(self, profile_id: str) -> Steps:
        """The steps that a profile names, to and from other jobs of the library."""
        document = self.reader.document.get(profile_id)
        if document is None:
            return ()
        return resolved(self.reader.profile(document), self.reader.paths(document).statements, self._jobs)

    @cached_property
    def _jobs(self) -> Names:
        """The names of the served profiles, collected at the first use."""
        return Names.of(self.reader.paths(document).job for document in self.reader.document.values())

    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The ranges of a query's words in each section of a profile, in code points."""
        document = self.reader.document.get(profile_id)
        if document is None:
            return ()
        return self._hits.highlights(document, self.retrieval.compiled(self.retrieval.interpret(text)))

    def entry(self, profile_id: str) -> Entry | None:
        """The catalogue entry of a profile; None for an unknown id."""
        document = self.reader.document.get(profile_id)
        return None if document is None else self.reader.entry(document)

    def counts(self) -> Sequence[Facet]:
        """The facets of the whole library, with their counts."""
        return self._counts

    @cached_property
    def _counts(self) -> tuple[Facet, ...]:
        return self._facets.narrow(self.reader.live, Query())[1]

    def catalogue(self) -> Sequence[Entry]:
        """All profiles, in the order of their titles."""
        return self._catalogue

    @cached_property
    def _catalogue(self) -> tuple[Entry, ...]:
        return tuple(self.reader.entries())
