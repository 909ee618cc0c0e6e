"""Where the words of a question stand in a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.ranking import stem_numbers
from indexer.engines.whoosh.snapshot import Snapshot, Text
from indexer.language.interpretation import How, Interpretation
from indexer.language.words import tokens


class Reading(NamedTuple):
    """One way in which a word of the question may be found: the group it belongs to, and how."""

    group: int
    how: How
    stems: tuple[int, ...]


class Mark(NamedTuple):
    """A token that was asked for: where it stands in its part's text, and as what it was found."""

    part: int
    start: int
    end: int
    word: int
    section: int  # NO_SECTION in names, category and summary
    field: int  # position in FIELDS
    reading: Reading


@dataclass(frozen=True)
class Wanted:
    """What to look for: stems that stand alone, by number, and sequences."""

    readings: tuple[Reading, ...]
    alone: npt.NDArray[np.int16]  # [S] place in the readings, -1 for stems nobody asked for
    sequences: tuple[int, ...]  # places in the readings
    typed: tuple[frozenset[str], ...]  # the words of each group as they were typed

    @classmethod
    def of(cls, snapshot: Snapshot, question: Interpretation) -> Wanted:
        """Everything that a question may be found as; the phrases count as groups behind the words."""
        readings = tuple(_readings(snapshot, question))
        alone = np.full(len(snapshot.lexicon.stems.texts), -1, np.int16)
        for place, reading in reversed(list(enumerate(readings))):
            if len(reading.stems) == 1:
                alone[reading.stems[0]] = place
        sequences = tuple(place for place, reading in enumerate(readings) if len(reading.stems) > 1)
        typed = tuple(frozenset(tokens(group.word).words) for group in question.groups)
        return cls(readings, alone, sequences, typed)

    def marks(self, text: Text) -> list[list[Mark]]:
        """For each document the marks in it, by part and place."""
        places = self.alone[text.stems]
        for sequence in self.sequences:
            stems = self.readings[sequence].stems
            for first in _found(text.stems, stems).tolist():
                here = slice(first, first + len(stems))
                places[here] = np.where(places[here] < 0, sequence, places[here])
        there = np.flatnonzero(places >= 0)
        parts = text.parts.searchsorted(there, "right") - 1
        starts = text.starts[there].astype(np.int64)
        columns = (
            parts,
            starts,
            starts + text.lengths[there],
            text.words[there],
            text.part_sections[parts],
            text.part_fields[parts],
            places[there],
        )
        marks: list[list[Mark]] = [[] for _ in range(int(text.documents[-1]) + 1)]
        documents = text.documents.tolist()
        for row in sorted(zip(*(column.tolist() for column in columns), strict=True)):
            marks[documents[row[0]]].append(Mark._make((*row[:-1], self.readings[row[-1]])))
        return marks


def _readings(snapshot: Snapshot, question: Interpretation) -> list[Reading]:
    found = [
        Reading(number, alternative.how, tuple(stem_numbers(snapshot, alternative.terms)))
        for number, group in enumerate(question.groups)
        for alternative in group.alternatives
    ]
    found += [
        Reading(len(question.groups) + number, How.EXACT, tuple(stem_numbers(snapshot, one)))
        for number, phrase in enumerate(question.phrases)
        for one in phrase
    ]
    return [reading for reading in found if reading.stems]


def _found(stems: npt.NDArray[np.uint32], sequence: Sequence[int]) -> npt.NDArray[np.int64]:
    """Where a sequence begins."""
    starts = np.flatnonzero(stems[: max(0, len(stems) - len(sequence) + 1)] == sequence[0])
    for distance, stem in enumerate(sequence[1:], start=1):
        starts = starts[stems[starts + distance] == stem]
    return starts
