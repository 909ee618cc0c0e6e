"""Questions answered from one generation."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer.engines.whoosh.explain.hits import HitWriter
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.search.facets import Facets
from indexer.engines.whoosh.search.matching import Listing
from indexer.engines.whoosh.search.retrieval import Retrieval
from indexer.engines.whoosh.suggest.suggestions import Suggestions
from indexer.language.interpretation import Interpretation
from indexer.profile import Profile
from indexer.qualification import SectionMention
from indexer.query import Query
from indexer.question import JobNames, understand
from indexer.results import Entry, Facet, Hit, Reading, Results, Suggestion
from indexer.rules.understanding import UnderstoodQuery, understood_query
from indexer.ways import WayIn


class WhooshSearcher:
    """Answers from an opened generation."""

    def __init__(self, folder: Path, name: str) -> None:
        self.reader = IndexReader(folder, name)
        self.retrieval = Retrieval(self.reader)
        self._facets = Facets(self.reader)
        self._hits = HitWriter(self.reader)
        self._names = JobNames(self.catalogue(), self.reader.metadata.synonyms)
        self._suggestions = Suggestions(self.reader, self._names)
        understand("how do I become a nurse", self._names)  # the first question finds every table read

    @property
    def generation(self) -> str:
        """The name of the generation."""
        return self.reader.name

    def search(self, query: Query) -> Results:
        """Answer a query."""
        started = time.perf_counter()
        understood = understood_query(query, self._names)
        asked = understood.clauses
        question, ranker, listing = self.retrieval.listed(asked.text, exact=query.exact, asked=asked)
        mask, facets = self._facets.narrow(listing.mask, query, asked)
        total = int(mask.sum())
        documents, scores = self.retrieval.page(query, ranker, listing, mask)
        words = [group.word for group in question.groups]
        hits = self._hits.hits(documents.tolist(), scores, ranker.candidates.query, words, understood.have)
        return Results(
            total=total,
            page=query.page,
            pages=-(-total // query.page_size),
            page_size=query.page_size,
            generation=self.generation,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            query=_reading(understood, question, listing._replace(mask=mask).similar, listing),
            hits=hits,
            facets=facets,
        )

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Complete what is being typed, the likeliest first."""
        return self._suggestions.complete(prefix, limit)

    def similar(self, profile_id: str, limit: int) -> list[Hit]:
        """The profiles most like this one: those its editor named, then those that share its terms."""
        document = self.reader.document.get(profile_id)
        if document is None:
            return []
        related = [self.reader.document.get(one) for one in self.reader.profile(document).related]
        named = [one for one in dict.fromkeys(related) if one not in (None, document)]
        chosen, scores = self.retrieval.similar(document, named, limit)
        return [*self._hits.hits(chosen, scores, self.retrieval.compiled(Interpretation()), ())]

    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id."""
        document = self.reader.document.get(profile_id)
        return None if document is None else self.reader.profile(document)

    def mentions(self, profile_id: str) -> tuple[SectionMention, ...]:
        """The qualifications that a profile names; none where the id is unknown."""
        document = self.reader.document.get(profile_id)
        return () if document is None else self.reader.mentions(document)

    def ways(self, profile_id: str) -> tuple[WayIn, ...]:
        """The ways in that a profile gives; none where the id is unknown."""
        document = self.reader.document.get(profile_id)
        return () if document is None else self.reader.ways(document)

    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The ranges of the words of a question in each section of a profile, in code points of its text."""
        document = self.reader.document.get(profile_id)
        if document is None:
            return ()
        return self._hits.highlights(document, self.retrieval.compiled(self.retrieval.interpret(text)))

    def entry(self, profile_id: str) -> Entry | None:
        """What a list shows of the profile with this id."""
        document = self.reader.document.get(profile_id)
        return None if document is None else self.reader.stored_fields(document).entry()

    def counts(self) -> Sequence[Facet]:
        """The facets of the whole library."""
        return self._counts

    @cached_property
    def _counts(self) -> tuple[Facet, ...]:
        return self._facets.narrow(self.reader.live, Query())[1]

    def catalogue(self) -> Sequence[Entry]:
        """Every profile in the order of its title."""
        return self._catalogue

    @cached_property
    def _catalogue(self) -> tuple[Entry, ...]:
        live = np.flatnonzero(self.reader.live)
        in_order = live[np.argsort(self.reader.title_rank[live])].tolist()
        return tuple(self.reader.stored_fields(document).entry() for document in in_order)


def _reading(
    understood: UnderstoodQuery, question: Interpretation, similar: int, listing: Listing
) -> Reading:
    unread = (understood.unread,) if understood.unread else ()
    return Reading(
        text=understood.query.text,
        ignored=question.ignored + unread,
        unmatched=question.unmatched,
        relaxed=tuple(question.groups[word].word for word in listing.relaxed),
        with_all_words=listing.with_all_words,
        similar=similar,
        corrected=understood.in_full(question.corrected),
        did_you_mean=understood.in_full(question.did_you_mean),
        understood=understood.parts(),
        excluded=understood.clauses.exclude_words,
    )
