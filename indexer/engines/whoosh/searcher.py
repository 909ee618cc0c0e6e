"""Questions answered from one generation."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer import relevance
from indexer.engines.whoosh.explain.explanations import explanations
from indexer.engines.whoosh.explain.occurrences import Occurrences
from indexer.engines.whoosh.explain.passages import passages
from indexer.engines.whoosh.index.reader import DocIds, IndexReader, Mask
from indexer.engines.whoosh.index.stored_fields import StoredFields
from indexer.engines.whoosh.index.vocabulary import IndexVocabulary
from indexer.engines.whoosh.search.bm25 import Bm25, Scores
from indexer.engines.whoosh.search.candidates import Candidates
from indexer.engines.whoosh.search.compiled_query import CompiledQuery
from indexer.engines.whoosh.search.facets import Facets
from indexer.engines.whoosh.search.matching import Listing
from indexer.engines.whoosh.search.more_like_this import more_like_this
from indexer.engines.whoosh.search.ranking import Ranker
from indexer.engines.whoosh.search.recall import listed
from indexer.engines.whoosh.suggest.suggestions import Suggestions
from indexer.language.interpret import interpret
from indexer.language.interpretation import Interpretation
from indexer.profile import Profile
from indexer.qualification import TAXONOMY, SectionMention
from indexer.query import Query, Sort
from indexer.results import Entry, Facet, Hit, Match, Reading, Results, Snippet, Suggestion
from indexer.schema import NO_SECTION
from indexer.snippets import Passage, fragment, outermost


class Listed(NamedTuple):
    """A question as it was interpreted, what ranks its answers, and the documents that it lists."""

    question: Interpretation
    ranker: Ranker
    listing: Listing


class WhooshSearcher:
    """Answers from an opened generation."""

    def __init__(self, folder: Path, name: str) -> None:
        self.reader = IndexReader(folder, name)
        self.vocabulary = IndexVocabulary(self.reader.terms, self.reader.statistics)
        self.bm25 = Bm25.of(self.reader.statistics)
        self._facets = Facets(self.reader)
        self._suggestions = Suggestions(self.reader)
        self._interpret("careers", exact=False)  # the first question finds every table read

    @property
    def generation(self) -> str:
        """The name of the generation."""
        return self.reader.name

    def search(self, query: Query) -> Results:
        """Answer a query."""
        started = time.perf_counter()
        question, ranker, listing = self.listed(query.text, exact=query.exact)
        mask, facets = self._facets.narrow(listing.mask, query)
        total = int(mask.sum())
        documents, scores = self._page(query, ranker, listing, mask)
        words = [group.word for group in question.groups]
        words += [" ".join(phrase[0]) for phrase in question.phrases]
        hits = self._hits(documents.tolist(), scores, ranker.candidates.query, words)
        return Results(
            total=total,
            page=query.page,
            pages=-(-total // query.page_size),
            page_size=query.page_size,
            generation=self.generation,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            query=_reading(query, question, listing, listing._replace(mask=mask).similar),
            hits=hits,
            facets=facets,
        )

    def listed(self, text: str, *, exact: bool = False) -> Listed:
        """Interpret, compile, match and expand: what a search does before filters and order."""
        question = self._interpret(text, exact=exact)
        query = CompiledQuery.of(self.reader, question)
        ranker = Ranker(self.reader, self.bm25, Candidates.of(self.reader, query))
        return Listed(question, ranker, listed(ranker, relax=not exact))

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Complete what is being typed, the likeliest first."""
        return self._suggestions.complete(prefix, limit)

    def similar(self, profile_id: str, limit: int) -> list[Hit]:
        """The profiles most like this one: those its editor named, then those that share its terms."""
        document = self.reader.document.get(profile_id)
        if document is None:
            return []
        scores = self._likeness(document).round(4)
        related = [self.reader.document.get(one) for one in self.reader.profile(document).related]
        named = [one for one in dict.fromkeys(related) if one not in (None, document)]
        nearest = np.lexsort((self.reader.title_rank, -scores))[: limit + len(named) + 1].tolist()
        order = dict.fromkeys([*named, *(one for one in nearest if scores[one] > 0)])
        chosen = [*order][:limit]
        query = CompiledQuery.of(self.reader, Interpretation())
        return [*self._hits(chosen, scores[chosen].tolist(), query, ())]

    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id."""
        document = self.reader.document.get(profile_id)
        return None if document is None else self.reader.profile(document)

    def mentions(self, profile_id: str) -> tuple[SectionMention, ...]:
        """The qualifications that a profile names; none where the id is unknown."""
        document = self.reader.document.get(profile_id)
        return () if document is None else self.reader.mentions(document)

    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The ranges of the words of a question in each section of a profile, in code points of its text."""
        document = self.reader.document.get(profile_id)
        if document is None:
            return ()
        query = CompiledQuery.of(self.reader, self._interpret(text, exact=False))
        occurrences = Occurrences.of(self.reader, query, [document])
        found: list[list[tuple[int, int]]] = [[] for _ in self.reader.profile(document).sections]
        columns = (occurrences.section.tolist(), occurrences.start.tolist(), occurrences.end.tolist())
        for section, start, end in zip(*columns, strict=True):
            if section != NO_SECTION:
                found[section].append((start, end))
        return tuple(tuple(outermost(ranges)) for ranges in found)

    def entry(self, profile_id: str) -> Entry | None:
        """What a list shows of the profile with this id."""
        document = self.reader.document.get(profile_id)
        return None if document is None else _entry(self.reader.stored_fields(document))

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
        return tuple(_entry(self.reader.stored_fields(document)) for document in in_order)

    def _interpret(self, text: str, *, exact: bool) -> Interpretation:
        return interpret(text, self.vocabulary, self.reader.thesaurus, exact=exact)

    def _page(
        self, query: Query, ranker: Ranker, listing: Listing, mask: Mask
    ) -> tuple[DocIds, Sequence[float]]:
        """The documents of the page that is asked for, with their scores."""
        last = query.page * query.page_size
        here = slice(last - query.page_size, last)
        by_relevance = ranker.candidates.query.ends or ranker.candidates.named.any()
        if by_relevance and query.sort is Sort.RELEVANCE:
            documents, scores = ranker.best(listing, mask, last)
            return documents[here], [round(score, 4) for score in scores[here].tolist()]
        documents = np.flatnonzero(mask)
        keys = [self.reader.title_rank[documents]]
        if query.sort is Sort.UPDATED:
            keys.append(-self.reader.updated[documents])
        documents = documents[np.lexsort(keys)][here]
        scores = ranker.listing_scores(listing, documents)
        return documents, [round(score, 4) for score in scores.tolist()]

    def _hits(
        self, documents: Sequence[int], scores: Sequence[float], query: CompiledQuery, words: Sequence[str]
    ) -> tuple[Hit, ...]:
        if not documents:
            return ()
        occurrences = Occurrences.of(self.reader, query, documents)
        matched = explanations(occurrences, query, words, self.reader.terms, len(documents))
        best = passages(occurrences, len(documents))
        return tuple(map(self._hit, documents, scores, matched, best))

    def _hit(self, document: int, score: float, matched: tuple[Match, ...], best: Sequence[Passage]) -> Hit:
        stored = self.reader.stored_fields(document)
        return Hit(
            id=stored.id,
            title=stored.title,
            summary=stored.summary,
            category=stored.category,
            score=score,
            qualifications=_slugs(int(self.reader.qualifications[document, 0])),
            updated=stored.updated,
            snippets=tuple([self._snippet(document, stored, passage) for passage in best]),
            matched=matched,
        )

    def _snippet(self, document: int, stored: StoredFields, passage: Passage) -> Snippet:
        section = stored.sections[passage.section]
        text = self.reader.text(document, section)
        return Snippet(section.kind, section.heading, section.anchor, *fragment(text, passage))

    def _likeness(self, document: int) -> Scores:
        documents, shares = np.array([document]), np.ones(1)
        scores = more_like_this(self.reader, self.bm25, documents, shares, relevance.SIMILAR_TERMS)
        scores = scores * self.reader.live
        scores[document] = 0
        return scores


@lru_cache(maxsize=4096)
def _slugs(kinds: int) -> tuple[str, ...]:
    """The qualifications whose bits are set."""
    return tuple(kind.slug for bit, kind in enumerate(TAXONOMY) if kinds >> bit & 1)


def _entry(stored: StoredFields) -> Entry:
    return Entry(
        id=stored.id,
        title=stored.title,
        category=stored.category,
        summary=stored.summary,
        alternative_titles=stored.alternative_titles,
        updated=stored.updated,
    )


def _reading(query: Query, question: Interpretation, listing: Listing, similar: int) -> Reading:
    return Reading(
        text=query.text,
        ignored=question.ignored,
        unmatched=(*question.unmatched, *(question.groups[word].word for word in listing.nowhere)),
        relaxed=tuple(question.groups[word].word for word in listing.relaxed),
        with_all_words=listing.with_all_words,
        similar=similar,
        corrected=question.corrected,
        did_you_mean=question.did_you_mean,
    )
