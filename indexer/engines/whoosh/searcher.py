"""Questions answered from one generation."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from indexer.engine import Entry, Hit, Match, Query, Reading, Results, Snippet, Sort, Suggestion
from indexer.engines.whoosh import weights
from indexer.engines.whoosh.cards import Card, CardSection
from indexer.engines.whoosh.documents import NO_SECTION
from indexer.engines.whoosh.excerpts import outermost, snippet
from indexer.engines.whoosh.facets import Facets
from indexer.engines.whoosh.found import Found
from indexer.engines.whoosh.likeness import likeness
from indexer.engines.whoosh.marks import Marks
from indexer.engines.whoosh.matches import matches
from indexer.engines.whoosh.matching import Listing
from indexer.engines.whoosh.passages import Passage, passages
from indexer.engines.whoosh.ranking import Scores, listing_scores, ordered
from indexer.engines.whoosh.selection import listed
from indexer.engines.whoosh.snapshot import Mask, Numbers, Snapshot
from indexer.engines.whoosh.suggestions import Suggestions
from indexer.engines.whoosh.vocabulary import SnapshotVocabulary
from indexer.engines.whoosh.wanted import Wanted
from indexer.language.interpret import interpret
from indexer.language.interpretation import Interpretation
from indexer.profile import Profile
from indexer.qualification import TAXONOMY, SectionMention


class SnapshotSearcher:
    """Answers from an opened generation."""

    def __init__(self, folder: Path, name: str) -> None:
        self.snapshot = Snapshot(folder, name)
        self.vocabulary = SnapshotVocabulary(self.snapshot.lexicon, self.snapshot.statistics)
        self._facets = Facets(self.snapshot)
        self._suggestions = Suggestions(self.snapshot)
        self._read("careers", exact=False)  # the first question finds every table read

    def search(self, query: Query) -> Results:
        """Answer a query."""
        started = time.perf_counter()
        question = self._read(query.text, exact=query.exact)
        found = Found.of(self.snapshot, Wanted.of(self.snapshot, question))
        listing = listed(self.snapshot, found, relax=not query.exact)
        mask, facets = self._facets.narrow(listing.mask, query)
        total = int(mask.sum())
        documents, scores = self._page(query, found, listing, mask)
        words = [group.word for group in question.groups]
        hits = self._hits(documents.tolist(), scores, found.wanted, words)
        return Results(
            total=total,
            page=query.page,
            pages=-(-total // query.page_size),
            page_size=query.page_size,
            generation=self.snapshot.name,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            query=_reading(query, question, listing, listing._replace(mask=mask).similar),
            hits=hits,
            facets=facets,
        )

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        """Complete what is being typed, the likeliest first."""
        return self._suggestions.complete(prefix, limit)

    def similar(self, profile_id: str, limit: int) -> list[Hit]:
        """The profiles most like this one: those its editor named, then those that share its words."""
        document = self.snapshot.number.get(profile_id)
        if document is None:
            return []
        scores = self._likeness(document).round(4)
        related = [self.snapshot.number.get(one) for one in self.snapshot.profile(document).related]
        named = [one for one in dict.fromkeys(related) if one not in (None, document)]
        nearest = np.lexsort((self.snapshot.title_rank, -scores))[: limit + len(named) + 1].tolist()
        order = dict.fromkeys([*named, *(one for one in nearest if scores[one] > 0)])
        chosen = list(order)[:limit]
        wanted = Wanted.of(self.snapshot, Interpretation())
        return list(self._hits(chosen, scores[chosen].tolist(), wanted, ()))

    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id."""
        document = self.snapshot.number.get(profile_id)
        return None if document is None else self.snapshot.profile(document)

    def mentions(self, profile_id: str) -> tuple[SectionMention, ...]:
        """The qualifications that a profile names; none where the id is unknown."""
        document = self.snapshot.number.get(profile_id)
        return () if document is None else self.snapshot.mentions(document)

    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Where the words of a question stand in each section of a profile, in code points of its text."""
        document = self.snapshot.number.get(profile_id)
        if document is None:
            return ()
        wanted = Wanted.of(self.snapshot, self._read(text, exact=False))
        marks = Marks.of(self.snapshot, wanted, [document])
        found: list[list[tuple[int, int]]] = [[] for _ in self.snapshot.profile(document).sections]
        columns = (marks.section.tolist(), marks.start.tolist(), marks.end.tolist())
        for section, start, end in zip(*columns, strict=True):
            if section != NO_SECTION:
                found[section].append((start, end))
        return tuple(tuple(outermost(ranges)) for ranges in found)

    def catalogue(self) -> Sequence[Entry]:
        """Every profile in the order of its title."""
        return self._catalogue

    @cached_property
    def _catalogue(self) -> tuple[Entry, ...]:
        live = np.flatnonzero(self.snapshot.live)
        in_order = live[np.argsort(self.snapshot.title_rank[live])].tolist()
        return tuple(_entry(self.snapshot.card(document)) for document in in_order)

    def _read(self, text: str, *, exact: bool) -> Interpretation:
        return interpret(text, self.vocabulary, self.snapshot.thesaurus, exact=exact)

    def _page(
        self, query: Query, found: Found, listing: Listing, mask: Mask
    ) -> tuple[Numbers, Sequence[float]]:
        """The documents of the page that is asked for, with their scores."""
        last = query.page * query.page_size
        here = slice(last - query.page_size, last)
        if found.wanted.ends and query.sort is Sort.RELEVANCE:
            documents, scores = ordered(self.snapshot, found, listing, mask, last)
            return documents[here], [round(score, 4) for score in scores[here].tolist()]
        documents = np.flatnonzero(mask)
        keys = [self.snapshot.title_rank[documents]]
        if query.sort is Sort.UPDATED:
            keys.append(-self.snapshot.updated[documents])
        documents = documents[np.lexsort(keys)][here]
        scores = listing_scores(self.snapshot, found, listing, documents)
        return documents, [round(score, 4) for score in scores.tolist()]

    def _hits(
        self, documents: Sequence[int], scores: Sequence[float], wanted: Wanted, words: Sequence[str]
    ) -> tuple[Hit, ...]:
        if not documents:
            return ()
        marks = Marks.of(self.snapshot, wanted, documents)
        matched = matches(marks, wanted, words, self.snapshot.lexicon, len(documents))
        best = passages(marks, len(documents))
        return tuple(map(self._hit, documents, scores, matched, best))

    def _hit(self, document: int, score: float, matched: tuple[Match, ...], best: Sequence[Passage]) -> Hit:
        card = self.snapshot.card(document)
        return Hit(
            id=card.id,
            title=card.title,
            summary=card.summary,
            category=card.category,
            score=score,
            qualifications=_slugs(int(self.snapshot.qualifications[document, 0])),
            updated=card.updated,
            snippets=tuple([self._snippet(document, card.sections[one.section], one) for one in best]),
            matched=matched,
        )

    def _snippet(self, document: int, section: CardSection, passage: Passage) -> Snippet:
        return snippet(section, self.snapshot.text(document, section), passage)

    def _likeness(self, document: int) -> Scores:
        scores = likeness(self.snapshot, np.array([document]), np.ones(1), weights.LIKE) * self.snapshot.live
        scores[document] = 0
        return scores


@lru_cache(maxsize=4096)
def _slugs(kinds: int) -> tuple[str, ...]:
    """The qualifications of which the bits are set."""
    return tuple(kind.slug for place, kind in enumerate(TAXONOMY) if kinds >> place & 1)


def _entry(card: Card) -> Entry:
    return Entry(
        id=card.id,
        title=card.title,
        category=card.category,
        summary=card.summary,
        alternative_titles=card.alternative_titles,
        updated=card.updated,
    )


def _reading(query: Query, question: Interpretation, listing: Listing, similar: int) -> Reading:
    return Reading(
        text=query.text,
        ignored=question.ignored,
        unmatched=question.unmatched,
        relaxed=tuple(question.groups[number].word for number in listing.relaxed),
        with_all_words=listing.with_all_words,
        similar=similar,
        corrected=question.corrected,
        did_you_mean=question.did_you_mean,
    )
