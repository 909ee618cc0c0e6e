"""Hits: documents with their matches and passages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

from indexer.engines.whoosh.explain.explanations import explanations
from indexer.engines.whoosh.explain.occurrences import Occurrences
from indexer.engines.whoosh.explain.passages import passages
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.index.stored_fields import StoredFields
from indexer.engines.whoosh.search.compiled_query import CompiledQuery
from indexer.qualification import TAXONOMY
from indexer.results import Hit, Match, Snippet
from indexer.rules.categories import shown_category
from indexer.rules.schema import NO_SECTION
from indexer.rules.snippets import Passage, fragment, outermost


class HitWriter:
    """Makes hits from documents of one generation."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    def hits(
        self,
        documents: Sequence[int],
        scores: Sequence[float],
        query: CompiledQuery,
        words: Sequence[str],
        have: int | None = None,
    ) -> tuple[Hit, ...]:
        """The hits of some documents; `words` are those of the query's groups, as they were typed.

        With `have`, a level, the hits say which ways in are open.
        """
        if not documents:
            return ()
        occurrences = Occurrences.of(self._reader, query, documents)
        matched = explanations(occurrences, query, words, self._reader.terms, len(documents))
        best = passages(occurrences, len(documents))
        return tuple(map(self._hit, documents, scores, matched, best, repeat(have)))

    def highlights(self, document: int, query: CompiledQuery) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The ranges of matched words in each section of a document, in code points of its text."""
        occurrences = Occurrences.of(self._reader, query, [document])
        found: list[list[tuple[int, int]]] = [[] for _ in self._reader.stored_fields(document).sections]
        columns = (occurrences.section.tolist(), occurrences.start.tolist(), occurrences.end.tolist())
        for section, start, end in zip(*columns, strict=True):
            if section != NO_SECTION:
                found[section].append((start, end))
        return tuple(tuple(outermost(ranges)) for ranges in found)

    def _hit(
        self,
        document: int,
        score: float,
        matched: tuple[Match, ...],
        best: Sequence[Passage],
        have: int | None,
    ) -> Hit:
        stored = self._reader.stored_fields(document)
        derived = self._reader.categories.derived and bool(stored.derived_category)
        return Hit(
            id=stored.id,
            title=stored.title,
            summary=stored.summary,
            category=shown_category(stored.category, stored.derived_category, derived=derived),
            score=score,
            qualifications=_slugs(int(self._reader.qualifications[document, 0])),
            ways=stored.ways_with(have),
            environment=stored.environment,
            facts=stored.facts,
            updated=stored.updated,
            snippets=tuple([self._snippet(document, stored, passage) for passage in best]),
            matched=matched,
            category_derived=derived,
        )

    def _snippet(self, document: int, stored: StoredFields, passage: Passage) -> Snippet:
        section = stored.sections[passage.section]
        text = self._reader.text(document, section)
        return Snippet(section.kind, section.heading, section.anchor, *fragment(text, passage))


@lru_cache(maxsize=4096)
def _slugs(kinds: int) -> tuple[str, ...]:
    """The slugs of the qualifications whose bits are set."""
    return tuple(kind.slug for bit, kind in enumerate(TAXONOMY) if kinds >> bit & 1)
