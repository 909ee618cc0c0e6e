"""Where the words of a question stand in some documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.ranking import stem_numbers
from indexer.engines.whoosh.snapshot import Numbers, Snapshot, Text
from indexer.language.interpretation import How, Interpretation
from indexer.language.words import tokens


class Reading(NamedTuple):
    """One way in which a word of the question may be found: the group it belongs to, and how."""

    group: int
    how: How
    stems: tuple[int, ...]


class Marks(NamedTuple):
    """M tokens that were asked for, in the order of their documents, parts and places."""

    document: Numbers  # [M] which of the documents that were looked at
    part: Numbers  # [M] counted over all of them
    section: npt.NDArray[np.int16]  # [M] NO_SECTION in names, category and summary
    field: npt.NDArray[np.uint8]  # [M] position in FIELDS
    start: Numbers  # [M] in the part's text, in code points
    end: Numbers  # [M]
    word: npt.NDArray[np.uint32]  # [M]
    reading: npt.NDArray[np.int16]  # [M] place in the readings: as what it was found
    group: Numbers  # [M] the word of the question that it answers

    def take(self, rows: npt.NDArray[np.bool_]) -> Marks:
        """Only these."""
        columns: Iterator[Any] = (column[rows] for column in self)
        return Marks(*columns)


@dataclass(frozen=True)
class Wanted:
    """What to look for: stems that stand alone, by number, and sequences."""

    readings: tuple[Reading, ...]
    alone: npt.NDArray[np.int16]  # [S] place in the readings, -1 for stems nobody asked for
    sequences: tuple[int, ...]  # places in the readings
    typed: tuple[tuple[int, int], ...]  # group and number of each word as it was typed

    @classmethod
    def of(cls, snapshot: Snapshot, question: Interpretation) -> Wanted:
        """Everything that a question may be found as; the phrases count as groups behind the words."""
        readings = tuple(_readings(snapshot, question))
        alone = np.full(len(snapshot.lexicon.stems.texts), -1, np.int16)
        for place, reading in reversed(list(enumerate(readings))):
            if len(reading.stems) == 1:
                alone[reading.stems[0]] = place
        sequences = tuple(place for place, reading in enumerate(readings) if len(reading.stems) > 1)
        return cls(readings, alone, sequences, tuple(_typed(snapshot, question)))

    def marks(self, text: Text) -> Marks:
        """Where all of that stands in a text."""
        places = self.alone[text.stems]
        for sequence in self.sequences:
            stems = self.readings[sequence].stems
            for first in _found(text.stems, stems).tolist():
                here = slice(first, first + len(stems))
                places[here] = np.where(places[here] < 0, sequence, places[here])
        there = np.flatnonzero(places >= 0)
        part = text.parts.searchsorted(there, "right") - 1
        start, length = text.starts[there].astype(np.int64), text.lengths[there]
        order = np.argsort((part << 40) + (start << 16) + length, kind="stable")
        there, part, start = there[order], part[order], start[order]
        reading = places[there]
        return Marks(
            document=text.documents[part],
            part=part,
            section=text.part_sections[part],
            field=text.part_fields[part],
            start=start,
            end=start + length[order],
            word=text.words[there],
            reading=reading,
            group=np.array([one.group for one in self.readings], np.int64)[reading],
        )


def _readings(snapshot: Snapshot, question: Interpretation) -> list[Reading]:
    found = [
        Reading(number, alternative.how, tuple(stem_numbers(snapshot, alternative.terms)))
        for number, group in enumerate(question.groups)
        for alternative in group.alternatives
    ]
    found += [
        Reading(len(question.groups) + number, How.EXACT, tuple(stem_numbers(snapshot, phrase)))
        for number, phrase in enumerate(question.phrases)
    ]
    return [reading for reading in found if reading.stems]


def _typed(snapshot: Snapshot, question: Interpretation) -> Iterator[tuple[int, int]]:
    numbers = snapshot.lexicon.words.number
    for group, typed in enumerate(question.groups):
        for word in tokens(typed.word).words:
            if word in numbers:
                yield group, numbers[word]


def _found(stems: npt.NDArray[np.uint32], sequence: Sequence[int]) -> npt.NDArray[np.int64]:
    """Where a sequence begins."""
    starts = np.flatnonzero(stems[: max(0, len(stems) - len(sequence) + 1)] == sequence[0])
    for distance, stem in enumerate(sequence[1:], start=1):
        starts = starts[stems[starts + distance] == stem]
    return starts
