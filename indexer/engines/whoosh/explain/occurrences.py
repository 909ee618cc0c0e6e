"""Where the words of a question stand in some documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import ranges
from indexer.engines.whoosh.index.reader import Numbers, Snapshot
from indexer.engines.whoosh.index.segment import Segment
from indexer.engines.whoosh.search.compiled_query import Wanted

MOST_PARTS = 1 << 16
"""More parts than any document has."""


class Marks(NamedTuple):
    """M tokens that were asked for, in the order of their documents, parts and places."""

    document: Numbers  # [M] which of the documents that were looked at
    part: Numbers  # [M] the document times MOST_PARTS, plus which of its parts
    section: Numbers  # [M] NO_SECTION in names, category and summary
    field: Numbers  # [M] position in FIELDS
    start: Numbers  # [M] in the part's text, in code points
    end: Numbers  # [M]
    word: Numbers  # [M]
    reading: Numbers  # [M] place in the readings: as what it was found
    group: Numbers  # [M] the word of the question that it answers

    @classmethod
    def of(cls, snapshot: Snapshot, wanted: Wanted, documents: Sequence[int]) -> Marks:
        """Where all that is wanted stands in these documents."""
        numbers = np.array(documents, np.int64)
        found = [_NONE]
        for segment, base in snapshot.based():
            here = np.flatnonzero((numbers >= base) & (numbers < base + segment.documents.count))
            if len(here):
                tokens = _tokens(segment, snapshot.lexicon.stem_of, numbers[here] - base, wanted)
                found.append(_marks(segment, tokens, wanted, numbers[here] - base, here))
        if len(found) == 2:
            return found[1]
        columns = Marks(*map(np.concatenate, zip(*found, strict=True)))
        return columns.take(columns.part.argsort(kind="stable"))

    def take(self, rows: Numbers | npt.NDArray[np.bool_]) -> Marks:
        """Only these, in this order."""
        return Marks(*[column[rows] for column in self])


class _Tokens(NamedTuple):
    """Tokens of a segment, in which of some documents each stands, and as which reading it was found."""

    token: Numbers
    place: Numbers
    reading: Numbers


_NONE = Marks(*[np.empty(0, np.int64)] * 9)


def _tokens(segment: Segment, stem_of: npt.NDArray[np.uint32], rows: Numbers, wanted: Wanted) -> _Tokens:
    """Every token that is wanted; a single stem goes before a sequence that it is part of."""
    found = _standing(segment, rows, wanted, wanted.single)
    if not wanted.sequences:
        return found
    firsts = _standing(segment, rows, wanted, wanted.sequences)
    every = [found, *_sequences(segment, stem_of, firsts, wanted)]
    joined = _Tokens(*map(np.concatenate, zip(*every, strict=True)))
    once = np.unique(joined.token, return_index=True)[1]
    return _Tokens(*(column[once] for column in joined))


def _standing(segment: Segment, rows: Numbers, wanted: Wanted, readings: Sequence[int]) -> _Tokens:
    """Where the first stems of these readings stand in some documents."""
    bounds = segment.documents.first_token[[rows, rows + 1]]
    stems = [wanted.readings[reading].stems[0] for reading in readings]
    low, high = segment.positions.between(stems, bounds).swapaxes(0, 1).reshape(2, -1)
    token = segment.positions.tokens[ranges(low, high)].astype(np.int64)
    place = np.tile(np.arange(len(rows)), len(stems))
    reading = np.repeat(np.array(readings, np.int64), len(rows))
    return _Tokens(token, np.repeat(place, high - low), np.repeat(reading, high - low))


def _sequences(
    segment: Segment, stem_of: npt.NDArray[np.uint32], firsts: _Tokens, wanted: Wanted
) -> Iterator[_Tokens]:
    """All tokens of the sequences of which the first is there."""
    for reading in wanted.sequences:
        stems = wanted.readings[reading].stems
        mine = np.flatnonzero(firsts.reading == reading)
        for distance, stem in enumerate(stems[1:], start=1):
            mine = mine[stem_of[segment.documents.word[firsts.token[mine] + distance]] == stem]
        for distance in range(len(stems)):
            yield _Tokens(firsts.token[mine] + distance, firsts.place[mine], firsts.reading[mine])


def _marks(segment: Segment, found: _Tokens, wanted: Wanted, rows: Numbers, places: Numbers) -> Marks:
    """The tokens with all that is known of them; `places` are those of the rows among all documents."""
    columns = segment.documents
    part = columns.tokens.searchsorted(found.token, "right") - 1
    document = places[found.place]
    number = document * MOST_PARTS + part - columns.parts[rows][found.place]
    start = columns.start[found.token].astype(np.int64)
    end = start + columns.length[found.token]
    order = ((number << 40) + (start << 8) + end).argsort(kind="stable")
    part, token, reading = part[order], found.token[order], found.reading[order]
    groups = np.array([reading.group for reading in wanted.readings], np.int64)
    return Marks(
        document=document[order],
        part=number[order],
        section=columns.part_section[part].astype(np.int64),
        field=columns.part_field[part].astype(np.int64),
        start=start[order],
        end=end[order],
        word=columns.word[token].astype(np.int64),
        reading=reading,
        group=groups[reading],
    )
