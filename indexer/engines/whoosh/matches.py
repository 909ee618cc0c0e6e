"""Why documents answer a question: for each of its words the nearest way in which a document has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engine import Match
from indexer.engines.whoosh.documents import FIELDS, HIDDEN
from indexer.engines.whoosh.lexicon import Lexicon
from indexer.engines.whoosh.marks import Marks
from indexer.engines.whoosh.snapshot import Numbers
from indexer.engines.whoosh.wanted import Wanted
from indexer.language.interpretation import How

WAYS = tuple(How)
"""The ways of finding a word, the nearest first."""

_STEM = WAYS.index(How.STEM)


class _Nearest(NamedTuple):
    """The nearest way, the first word that was found so and by which reading, and the fields that have it."""

    document: int
    group: int
    way: int
    word: int
    reading: int
    fields: dict[int, None]


def matches(
    marks: Marks, wanted: Wanted, words: Sequence[str], lexicon: Lexicon, documents: int
) -> list[tuple[Match, ...]]:
    """For each document why it answers these words of a question."""
    found: list[list[Match]] = [[] for _ in range(documents)]
    if len(marks.word) == 0:
        return list(map(tuple, found))
    for one in _nearest(marks, _ways(marks, wanted)):
        if one.group < len(words):
            fields = tuple([FIELDS[field] for field in one.fields])
            word = words[one.group]
            read_as = word if set(one.fields) == {HIDDEN} else _as_found(marks, one, wanted, lexicon)
            found[one.document].append(Match(word, read_as, WAYS[one.way], fields))
    return list(map(tuple, found))


def _ways(marks: Marks, wanted: Wanted) -> Numbers:
    """How each mark was found; a single word with the right stem may be exactly what was typed, or not."""
    single_exact = [one.how is How.EXACT and len(one.stems) == 1 for one in wanted.readings]
    as_typed = np.zeros(len(marks.word), np.bool_)
    for group, word in wanted.typed:
        as_typed |= (marks.group == group) & (marks.word == word)
    ways = np.array([WAYS.index(one.how) for one in wanted.readings])[marks.reading]
    return np.where(np.array(single_exact)[marks.reading] & ~as_typed, _STEM, ways)


def _nearest(marks: Marks, ways: Numbers) -> Iterator[_Nearest]:
    """By document and word of the question."""
    key = (marks.document * (int(marks.group.max()) + 1) + marks.group) * len(WAYS) + ways
    order = key.argsort(kind="stable")
    said = key[order] * len(FIELDS) + marks.field[order]
    order = order[np.append(True, said[1:] != said[:-1])]  # what says the same as the one before is left out
    columns = (marks.document, marks.group, ways, marks.field, marks.word, marks.reading)
    held: _Nearest | None = None
    for document, group, way, field, word, reading in zip(
        *(column[order].tolist() for column in columns), strict=True
    ):
        if held is None or held.group != group or held.document != document:
            if held:
                yield held
            held = _Nearest(document, group, way, word, reading, {field: None})
        elif held.way == way:
            held.fields[field] = None
    if held:
        yield held


def _as_found(marks: Marks, one: _Nearest, wanted: Wanted, lexicon: Lexicon) -> str:
    """The word that a mark is on; or all those of its sequence, some of which may be marked as others."""
    texts, stems = lexicon.words.texts, wanted.readings[one.reading].stems
    if len(stems) == 1:
        return texts[one.word]
    mine = marks.word[marks.document == one.document].tolist()
    found = {int(lexicon.stem_of[word]): texts[word] for word in reversed(mine)}
    return " ".join([found[stem] for stem in stems])
