"""A query compiled to ordinals of stems."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from indexer.engines.whoosh.index.reader import IndexReader
from indexer.language.interpretation import How, Interpretation
from indexer.language.words import stem, tokens
from indexer.rules.schema import name_hash


class Clause(NamedTuple):
    """One way to match a word or phrase: its group, stems, kind of match and weight.

    Several stems must be adjacent, in this order; where there are words, they must be exactly these.
    """

    group: int
    how: How
    weight: float
    stems: tuple[int, ...]
    words: tuple[int, ...] = ()

    @property
    def is_positional(self) -> bool:
        """Whether the positions and forms of the stems in a document have to be checked."""
        return len(self.stems) > 1 or bool(self.words)


@dataclass(frozen=True)
class CompiledQuery:
    """The clauses of a query, ordered by group: first the words, then the phrases."""

    clauses: tuple[Clause, ...]
    words: int
    phrases: int
    excluded: tuple[tuple[int, ...], ...]
    name: int | None  # hash of the whole query as a title; None for an empty query
    hopeless: bool  # no word or phrase of the query is in the library
    typed: tuple[tuple[int, int], ...]  # (group, ordinal) of each word as typed

    @classmethod
    def of(cls, reader: IndexReader, question: Interpretation) -> CompiledQuery:
        """Compile an interpreted query; leaves out what the library does not have."""
        ordinals, words = reader.terms.stems.ordinal, reader.terms.words.ordinal
        excluded = (_ordinals(ordinals, terms) for terms in question.excluded)
        return cls(
            tuple(
                clause
                for clause in (*_clauses(ordinals, question), *_phrases(ordinals, words, question))
                if clause.stems
            ),
            len(question.groups),
            len(question.phrases),
            tuple(stems for stems in excluded if stems),
            name_hash(question.name) if question.name else None,
            bool(question.unmatched) and not (question.groups or question.phrases),
            tuple(_typed(words, question)),
        )

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """The index after the last clause of each group."""
        groups = [clause.group for clause in self.clauses]
        return tuple(bisect_right(groups, group) for group in range(self.words + self.phrases))

    @cached_property
    def single_term(self) -> tuple[int, ...]:
        """The index of the first clause of each stem that is a clause on its own."""
        first: dict[int, int] = {}
        for index, clause in enumerate(self.clauses):
            if not clause.is_positional:
                first.setdefault(clause.stems[0], index)
        return tuple(first.values())

    @cached_property
    def positional(self) -> tuple[int, ...]:
        """The indices of the clauses of several stems, or of exact words."""
        return tuple(index for index, clause in enumerate(self.clauses) if clause.is_positional)

    @cached_property
    def main_clauses(self) -> tuple[Clause, ...]:
        """The first clause of each word."""
        first: dict[int, Clause] = {}
        for clause in self.clauses:
            if clause.group < self.words:
                first.setdefault(clause.group, clause)
        return tuple(first.values())


def _clauses(ordinals: dict[str, int], question: Interpretation) -> Iterator[Clause]:
    for group, word in enumerate(question.groups):
        for one in word.alternatives:
            yield Clause(group, one.how, one.weight, _ordinals(ordinals, one.terms))


def _phrases(stems: dict[str, int], words: dict[str, int], question: Interpretation) -> Iterator[Clause]:
    for group, phrase in enumerate(question.phrases, start=len(question.groups)):
        for terms in phrase:
            exact = _ordinals(words, terms)
            adjacent = _ordinals(stems, tuple(map(stem, terms))) if exact else ()
            yield Clause(group, How.EXACT, 1.0, adjacent, exact)


def _ordinals(ordinals: dict[str, int], terms: Sequence[str]) -> tuple[int, ...]:
    """The ordinals of some terms; none at all if one of them is unknown."""
    return tuple([ordinals[term] for term in terms]) if all(term in ordinals for term in terms) else ()


def _typed(ordinals: dict[str, int], question: Interpretation) -> Iterator[tuple[int, int]]:
    for group, typed in enumerate(question.groups):
        for word in tokens(typed.word).words:
            if word in ordinals:
                yield group, ordinals[word]
