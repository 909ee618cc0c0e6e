"""Completion of titles; `indexer.rules.suggesting` has the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import offsets, ranges
from indexer.engines.whoosh.index.reader import DocIds, IndexReader
from indexer.engines.whoosh.index.segment import Segment
from indexer.engines.whoosh.index.title_terms import Indices, TitleMatches, TitleTerms
from indexer.engines.whoosh.suggest.prefix_index import Keys
from indexer.rules.suggesting import ALTERNATIVE, DOUBLING, EXACT, SYNONYM

Costs = npt.NDArray[np.float64]
Hashes = npt.NDArray[np.uint64]

TIER = 100_000.0
"""More than the greatest difference of costs within a tier."""
EVERY_ONE = np.iinfo(np.uint32).max
"""The frequency of a word in every profile: no library has more."""
POOL = 4
"""Profiles to examine for each completion, because some share a title."""


class NameQuery(NamedTuple):
    """A completion query: one word of each group, or one of the hashed names.

    The first hash is that of the text as typed.
    """

    words: Sequence[Keys]
    hashes: Hashes


class NameCandidates(NamedTuple):
    """Titles of documents; the one with the lowest cost is the most likely."""

    documents: DocIds
    names: Indices  # index of the title among the document's titles
    hashes: Hashes
    costs: Costs

    def take(self, rows: Indices) -> NameCandidates:
        """Only these rows, in this order."""
        return NameCandidates(self.documents[rows], self.names[rows], self.hashes[rows], self.costs[rows])

    def ordered(self, rank: npt.NDArray[np.uint32], count: int) -> Iterator[tuple[int, int, int]]:
        """(hash, document, title) of the most likely candidates, ties by title."""
        near = self
        if len(self.costs) > count:
            near = self.take(np.flatnonzero(self.costs <= np.partition(self.costs, count - 1)[count - 1]))
        order = np.lexsort((rank[near.documents], near.costs))
        columns = (near.hashes, near.documents, near.names)
        return zip(*(column[order].tolist() for column in columns), strict=True)


def joined(runs: Iterable[NameCandidates]) -> NameCandidates:
    """Several runs of candidates, concatenated."""
    none = NameCandidates(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0))
    return NameCandidates(*(np.concatenate(columns) for columns in zip(none, *runs, strict=True)))


def likeliest(reader: IndexReader, query: NameQuery, limit: int) -> list[tuple[int, int]]:
    """The most likely documents, each with the index of the title that fits.

    Titles come first; alternative titles are searched only if there are too few. Equal titles appear once.
    """
    count = POOL * limit
    segments = [_SegmentNames(reader, segment, base, query) for segment, base in reader.based()]
    found = joined(segment.titles(count) for segment in segments)
    found = joined([found, *(segment.exact(found.documents) for segment in segments)])
    if len(found.documents) < limit:
        found = joined([found, *(segment.alternatives(found.documents) for segment in segments)])
    different: dict[int, tuple[int, int]] = {}
    for name_hash, document, name in found.ordered(reader.title_rank, count):
        different.setdefault(name_hash, (document, name))
    return list(different.values())[:limit]


class _SegmentNames:
    """The titles in one segment that match a completion query."""

    def __init__(self, reader: IndexReader, segment: Segment, base: int, query: NameQuery) -> None:
        self._segment = segment
        self._columns = segment.documents
        self._base = base
        self._live = reader.live[base : base + segment.documents.count]
        self._counts = reader.statistics.word_documents
        self._query = query

    def titles(self, count: int) -> NameCandidates:
        """The documents whose title fits; those that begin with the words, if enough do."""
        parts, later = _fitting(self._segment.titles, self._query.words)
        beginning = np.flatnonzero(later == 0)
        if len(beginning) >= count:
            parts, later = parts[beginning], later[beginning]
        return self._described(parts, later)

    def exact(self, without: DocIds) -> NameCandidates:
        """Other documents with a title that equals one of the hashed names."""
        names = np.flatnonzero(np.isin(self._columns.name_hash, self._query.hashes))
        documents = np.searchsorted(self._columns.names, names, "right") - 1
        parts = self._columns.parts[documents] + names - self._columns.names[documents]
        return self._best(parts, np.zeros_like(parts), without)

    def alternatives(self, without: DocIds) -> NameCandidates:
        """Other documents with an alternative title that fits."""
        return self._best(*_fitting(self._segment.alternatives, self._query.words), without)

    def _best(self, parts: Indices, later: Indices, without: DocIds) -> NameCandidates:
        """The best of these titles for each document that is not in `without`."""
        others = np.isin(self._owners(parts) + self._base, without, invert=True)
        names = self._described(parts[others], later[others])
        order = np.lexsort((names.costs, names.documents))
        return names.take(order[np.flatnonzero(np.diff(names.documents[order], prepend=-1))])

    def _described(self, parts: Indices, later: Indices) -> NameCandidates:
        live = self._live[self._owners(parts)]
        parts, tiers = parts[live], later[live]
        documents = self._owners(parts)
        names = parts - self._columns.parts[documents]
        hashes = self._columns.name_hash[self._columns.names[documents] + names]
        tiers[names > 0] += ALTERNATIVE
        for tier, same in ((SYNONYM, self._query.hashes[1:]), (EXACT, self._query.hashes[:1])):
            tiers = np.where(np.isin(hashes, same), tier + (names > 0), tiers)
        return NameCandidates(documents + self._base, names, hashes, TIER * tiers + self._lengths(parts))

    def _owners(self, parts: Indices) -> DocIds:
        """The document of each part, within the segment."""
        return np.searchsorted(self._columns.parts, parts, "right") - 1

    def _lengths(self, parts: Indices) -> Costs:
        """The lengths of titles in letters; familiar words count for less."""
        begin, end = self._columns.tokens[parts], self._columns.tokens[parts + 1]
        words = self._columns.word[ranges(begin, end)]
        counts = np.where(words > 0, self._counts[words], EVERY_ONE)
        rarest = np.minimum.reduceat(counts, offsets(end - begin)[:-1])
        lengths: Costs = self._columns.start[end - 1] - DOUBLING * np.log2(1 + rarest)
        return lengths


def _fitting(names: TitleTerms, words: Sequence[Keys]) -> TitleMatches:
    """The titles with one word of each group; `later` is that of the first group."""
    fitting, *others = (names.matching(one) for one in words)
    for one in others:
        both = np.isin(fitting.parts, one.parts, assume_unique=True)
        fitting = TitleMatches(fitting.parts[both], fitting.later[both])
    return fitting
