"""A question in the numbers of a generation: which stems, alone or side by side, answer its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from indexer.engines.whoosh.index.reader import Snapshot
from indexer.engines.whoosh.indexing.analysis import name_hash
from indexer.language.interpretation import How, Interpretation
from indexer.language.words import tokens


class Reading(NamedTuple):
    """One way in which a word of the question may be found: the group it belongs to, how, and its weight."""

    group: int
    how: How
    weight: float
    stems: tuple[int, ...]


@dataclass(frozen=True)
class Wanted:
    """What to look for: readings in the order of their groups, which are the words and then the phrases."""

    readings: tuple[Reading, ...]
    words: int
    phrases: int
    excluded: tuple[tuple[int, ...], ...]
    name: int  # hash of the whole question as a name
    hopeless: bool  # nothing that was asked for stands anywhere
    typed: tuple[tuple[int, int], ...]  # group and number of each word as it was typed

    @classmethod
    def of(cls, snapshot: Snapshot, question: Interpretation) -> Wanted:
        """Everything that a question may be found as; what the library does not have is left out."""
        known = snapshot.lexicon.stems.number
        excluded = (_numbers(known, terms) for terms in question.excluded)
        return cls(
            tuple(reading for reading in _readings(known, question) if reading.stems),
            len(question.groups),
            len(question.phrases),
            tuple(stems for stems in excluded if stems),
            name_hash(question.name),
            bool(question.unmatched) and not (question.groups or question.phrases),
            tuple(_typed(snapshot.lexicon.words.number, question)),
        )

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where the readings of each group end."""
        groups = [reading.group for reading in self.readings]
        return tuple(bisect_right(groups, group) for group in range(self.words + self.phrases))

    @cached_property
    def single(self) -> tuple[int, ...]:
        """For each stem that is wanted alone the first reading of it."""
        first: dict[int, int] = {}
        for place, reading in enumerate(self.readings):
            if len(reading.stems) == 1:
                first.setdefault(reading.stems[0], place)
        return tuple(first.values())

    @cached_property
    def sequences(self) -> tuple[int, ...]:
        """The readings of several stems."""
        return tuple(place for place, reading in enumerate(self.readings) if len(reading.stems) > 1)

    @cached_property
    def nearest(self) -> tuple[Reading, ...]:
        """The first reading of each word."""
        first: dict[int, Reading] = {}
        for reading in self.readings:
            if reading.group < self.words:
                first.setdefault(reading.group, reading)
        return tuple(first.values())


def _readings(known: dict[str, int], question: Interpretation) -> Iterator[Reading]:
    for number, group in enumerate(question.groups):
        for one in group.alternatives:
            yield Reading(number, one.how, one.weight, _numbers(known, one.terms))
    for number, phrase in enumerate(question.phrases, start=len(question.groups)):
        for terms in phrase:
            yield Reading(number, How.EXACT, 1.0, _numbers(known, terms))


def _numbers(known: dict[str, int], terms: Sequence[str]) -> tuple[int, ...]:
    """The numbers of some stems; none at all where one of them is unknown."""
    return tuple([known[term] for term in terms]) if all(term in known for term in terms) else ()


def _typed(known: dict[str, int], question: Interpretation) -> Iterator[tuple[int, int]]:
    for group, typed in enumerate(question.groups):
        for word in tokens(typed.word).words:
            if word in known:
                yield group, known[word]
