"""Questions answered from one generation."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from indexer.engine import Entry, Hit, Match, Query, Reading, Results, Sort, Suggestion
from indexer.engines.whoosh import passages, weights
from indexer.engines.whoosh.documents import FIELDS, NO_SECTION
from indexer.engines.whoosh.facets import Facets
from indexer.engines.whoosh.likeness import likeness
from indexer.engines.whoosh.selection import listed
from indexer.engines.whoosh.marks import Mark, Wanted
from indexer.engines.whoosh.ranking import Listing, Mask, Scores, ordered
from indexer.engines.whoosh.snapshot import Numbers, Snapshot
from indexer.engines.whoosh.suggestions import Suggestions
from indexer.engines.whoosh.vocabulary import SnapshotVocabulary
from indexer.language.interpret import interpret
from indexer.language.interpretation import How, Interpretation
from indexer.profile import Profile, summary_of
from indexer.qualification import TAXONOMY


class SnapshotSearcher:
    """Answers from an opened generation."""

    def __init__(self, folder: Path, name: str) -> None:
        self.snapshot = Snapshot(folder, name)
        self.vocabulary = SnapshotVocabulary(self.snapshot.lexicon, self.snapshot.statistics)
        self._facets = Facets(self.snapshot)
        self._suggestions = Suggestions(self.snapshot)

    def search(self, query: Query) -> Results:
        """Answer a query."""
        started = time.perf_counter()
        question = self._read(query.text, exact=query.exact)
        listing = listed(self.snapshot, question, relax=not query.exact)
        mask, facets = self._facets.narrow(listing.mask, query)
        total = int(mask.sum())
        documents, scores = self._page(query, question, listing, mask)
        hits = self._hits(documents.tolist(), scores, question)
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
        return list(self._hits(chosen, scores[chosen].tolist(), Interpretation()))

    def get(self, profile_id: str) -> Profile | None:
        """The profile with this id."""
        document = self.snapshot.number.get(profile_id)
        return None if document is None else self.snapshot.profile(document)

    def highlight(self, profile_id: str, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Where the words of a question stand in each section of a profile, in code points of its text."""
        document = self.snapshot.number.get(profile_id)
        if document is None:
            return ()
        wanted = Wanted.of(self.snapshot, self._read(text, exact=False))
        found: list[list[tuple[int, int]]] = [[] for _ in self.snapshot.profile(document).sections]
        for mark in wanted.marks(self.snapshot.text([document]))[0]:
            if mark.section != NO_SECTION:
                found[mark.section].append((mark.start, mark.end))
        return tuple(tuple(passages.outermost(ranges)) for ranges in found)

    def catalogue(self) -> Sequence[Entry]:
        """Every profile in the order of its title."""
        return self._catalogue

    @cached_property
    def _catalogue(self) -> tuple[Entry, ...]:
        live = np.flatnonzero(self.snapshot.live)
        in_order = live[np.argsort(self.snapshot.title_rank[live])].tolist()
        return tuple(_entry(self.snapshot.profile(document)) for document in in_order)

    def _read(self, text: str, *, exact: bool) -> Interpretation:
        return interpret(text, self.vocabulary, self.snapshot.thesaurus, exact=exact)

    def _page(
        self, query: Query, question: Interpretation, listing: Listing, mask: Mask
    ) -> tuple[Numbers, Sequence[float]]:
        """The documents of the page that is asked for, with their scores."""
        last = query.page * query.page_size
        here = slice(last - query.page_size, last)
        asked = bool(question.groups or question.phrases)
        if asked and query.sort is Sort.RELEVANCE:
            documents, scores = ordered(self.snapshot, question, listing, mask, last)
            return documents[here], [round(score, 4) for score in scores[here].tolist()]
        documents = np.flatnonzero(mask)
        keys = [self.snapshot.title_rank[documents]]
        if query.sort is Sort.UPDATED:
            keys.append(-self.snapshot.updated[documents])
        documents = documents[np.lexsort(keys)][here]
        return documents, [round(score, 4) for score in listing.scores[documents].tolist()]

    def _hits(
        self, documents: Sequence[int], scores: Sequence[float], question: Interpretation
    ) -> tuple[Hit, ...]:
        wanted = Wanted.of(self.snapshot, question)
        marks: Sequence[Sequence[Mark]] = [()] * len(documents)
        if documents and wanted.readings:
            marks = wanted.marks(self.snapshot.text(documents))
        return tuple(
            self._hit(document, score, found, self._matched(question, wanted, found))
            for document, score, found in zip(documents, scores, marks, strict=True)
        )

    def _hit(self, document: int, score: float, marks: Sequence[Mark], matched: tuple[Match, ...]) -> Hit:
        profile = self.snapshot.profile(document)
        return Hit(
            id=profile.id,
            title=profile.title,
            summary=summary_of(profile),
            category=profile.category,
            score=score,
            qualifications=_slugs(int(self.snapshot.qualifications[document, 0])),
            updated=profile.updated,
            snippets=passages.snippets(profile, marks),
            matched=matched,
        )

    def _matched(self, question: Interpretation, wanted: Wanted, marks: Sequence[Mark]) -> tuple[Match, ...]:
        """For each word of the question that the document has, the nearest way in which it has it."""
        by_group: dict[int, list[Mark]] = {}
        for mark in marks:
            by_group.setdefault(mark.reading.group, []).append(mark)
        return tuple(
            self._match(group.word, wanted.typed[number], by_group[number], marks)
            for number, group in enumerate(question.groups)
            if number in by_group
        )

    def _match(self, word: str, typed: frozenset[str], mine: Sequence[Mark], every: Sequence[Mark]) -> Match:
        texts = self.snapshot.lexicon.words.texts
        ways = [_how(mark, texts[mark.word] in typed) for mark in mine]
        how = min(ways, key=_NEARNESS.__getitem__)
        nearest = [mark for mark, way in zip(mine, ways, strict=True) if way is how]
        fields = dict.fromkeys([FIELDS[mark.field] for mark in nearest])
        return Match(word, self._as_found(nearest[0], every), how, tuple(fields))

    def _as_found(self, mark: Mark, marks: Sequence[Mark]) -> str:
        """The word that a mark is on; or all those of its sequence, some of which may be marked as others."""
        texts, stem_of = self.snapshot.lexicon.words.texts, self.snapshot.lexicon.stem_of
        if len(mark.reading.stems) == 1:
            return texts[mark.word]
        found = {int(stem_of[one.word]): texts[one.word] for one in reversed(marks)}
        return " ".join([found[stem] for stem in mark.reading.stems])

    def _likeness(self, document: int) -> Scores:
        scores = likeness(self.snapshot, np.array([document]), np.ones(1), weights.LIKE)
        scores[document] = 0
        return np.where(self.snapshot.live, scores, 0)


_NEARNESS = {how: place for place, how in enumerate(How)}


@lru_cache(maxsize=4096)
def _slugs(kinds: int) -> tuple[str, ...]:
    """The qualifications of which the bits are set."""
    return tuple(kind.slug for place, kind in enumerate(TAXONOMY) if kinds >> place & 1)


def _how(mark: Mark, as_typed: bool) -> How:
    """How a mark was found; a single word with the right stem may be exactly what was typed, or not."""
    if mark.reading.how is How.EXACT and len(mark.reading.stems) == 1 and not as_typed:
        return How.STEM
    return mark.reading.how


def _entry(profile: Profile) -> Entry:
    return Entry(
        id=profile.id,
        title=profile.title,
        category=profile.category,
        summary=summary_of(profile),
        alternative_titles=profile.alternative_titles,
        updated=profile.updated,
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
