"""Occurrences: the positions of matched tokens in documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import ranges
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.index.segment import Segment
from indexer.engines.whoosh.search.compiled_query import CompiledQuery

MAX_PARTS = 1 << 16
"""An upper bound for the number of parts of a document."""

Column = npt.NDArray[np.int64]


class Occurrences(NamedTuple):
    """M tokens that match a clause, ordered by document, part and offset."""

    document: Column  # [M] index into the documents that were examined
    part: Column  # [M] that index times MAX_PARTS, plus the index of the part
    section: Column  # [M] NO_SECTION in names, category and summary
    field: Column  # [M] index in FIELDS
    start: Column  # [M] offset in the part's text, in code points
    end: Column  # [M]
    word: Column  # [M] ordinal
    clause: Column  # [M] index of the clause that matches
    group: Column  # [M] index of the query word that it matches

    @classmethod
    def of(cls, reader: IndexReader, query: CompiledQuery, documents: Sequence[int]) -> Occurrences:
        """All tokens in these documents that match a clause."""
        numbers = np.array(documents, np.int64)
        found = [_NONE]
        for segment, base in reader.based():
            here = np.flatnonzero((numbers >= base) & (numbers < base + segment.documents.count))
            if len(here):
                tokens = _tokens(segment, reader.terms.stem_of, numbers[here] - base, query)
                found.append(_occurrences(segment, tokens, query, numbers[here] - base, here))
        if len(found) == 2:
            return found[1]
        columns = Occurrences(*map(np.concatenate, zip(*found, strict=True)))
        return columns.take(columns.part.argsort(kind="stable"))

    def take(self, rows: Column | npt.NDArray[np.bool_]) -> Occurrences:
        """These occurrences only, in this order."""
        return Occurrences(*[column[rows] for column in self])


class _Tokens(NamedTuple):
    """Matched tokens of a segment: token, row of the document, index of the clause."""

    token: Column
    row: Column
    clause: Column


_NONE = Occurrences(*[np.empty(0, np.int64)] * 9)


def _tokens(
    segment: Segment, stem_of: npt.NDArray[np.uint32], documents: Column, query: CompiledQuery
) -> _Tokens:
    """All matched tokens, each with one clause; clauses of one stem come first."""
    found = _first_stems(segment, documents, query, query.single_term)
    if not query.positional:
        return found
    firsts = _first_stems(segment, documents, query, query.positional)
    every = [found, *_adjacent(segment, stem_of, firsts, query)]
    joined = _Tokens(*map(np.concatenate, zip(*every, strict=True)))
    once = np.unique(joined.token, return_index=True)[1]
    return _Tokens(*(column[once] for column in joined))


def _first_stems(
    segment: Segment, documents: Column, query: CompiledQuery, clauses: Sequence[int]
) -> _Tokens:
    """The tokens in some documents that have the first stem of one of these clauses."""
    bounds = segment.documents.first_token[[documents, documents + 1]]
    stems = [query.clauses[clause].stems[0] for clause in clauses]
    positions, spans = segment.positions.between(stems, bounds)
    low, high = spans.swapaxes(0, 1).reshape(2, -1)
    token, counts = positions[ranges(low, high)].astype(np.int64), high - low
    row = np.tile(np.arange(len(documents)), len(stems))
    clause = np.repeat(np.array(clauses, np.int64), len(documents))
    return _Tokens(token, np.repeat(row, counts), np.repeat(clause, counts))


def _adjacent(
    segment: Segment, stem_of: npt.NDArray[np.uint32], firsts: _Tokens, query: CompiledQuery
) -> Iterator[_Tokens]:
    """All tokens of the positional clauses, from where their first stems are."""
    for clause in query.positional:
        stems, words = query.clauses[clause].stems, query.clauses[clause].words
        mine = np.flatnonzero(firsts.clause == clause)
        for distance, stem in enumerate(stems[1:], start=1):
            mine = mine[stem_of[segment.documents.word[firsts.token[mine] + distance]] == stem]
        for distance, word in enumerate(words):
            mine = mine[segment.documents.word[firsts.token[mine] + distance] == word]
        for distance in range(len(stems)):
            yield _Tokens(firsts.token[mine] + distance, firsts.row[mine], firsts.clause[mine])


def _occurrences(
    segment: Segment, found: _Tokens, query: CompiledQuery, documents: Column, index: Column
) -> Occurrences:
    """Occurrences from tokens; `index` has the document index of each row."""
    columns = segment.documents
    part = columns.tokens.searchsorted(found.token, "right") - 1
    document = index[found.row]
    number = document * MAX_PARTS + part - columns.parts[documents][found.row]
    start = columns.start[found.token].astype(np.int64)
    end = start + columns.length[found.token]
    order = ((number << 40) + (start << 8) + end).argsort(kind="stable")
    part, token, clause = part[order], found.token[order], found.clause[order]
    groups = np.array([clause.group for clause in query.clauses], np.int64)
    return Occurrences(
        document=document[order],
        part=number[order],
        section=columns.part_section[part].astype(np.int64),
        field=columns.part_field[part].astype(np.int64),
        start=start[order],
        end=end[order],
        word=columns.word[token].astype(np.int64),
        clause=clause,
        group=groups[clause],
    )
