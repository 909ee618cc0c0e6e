"""Profiles by the names that complete what is being typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import offsets, ranges
from indexer.engines.whoosh.index.reader import Numbers, Snapshot
from indexer.engines.whoosh.index.segment import Segment
from indexer.engines.whoosh.index.title_terms import Having, NameWords

Costs = npt.NDArray[np.float64]
Hashes = npt.NDArray[np.uint64]

TIER = 100_000.0
"""More than the names of a tier differ by; what begins so stands a tier above what has it in a later word."""
ALTERNATIVE = 2
"""How many tiers an alternative title stands below a title."""
EXACT, SYNONYM = -4, -2
"""The tiers of a title that is what was typed, and of one that means the same; other names are next."""
DOUBLING = 3.0
"""A name whose words stand in twice as many profiles may be so many letters longer."""
EVERY_ONE = np.iinfo(np.uint32).max
"""More profiles than any word stands in."""
POOL = 4
"""How many times as many profiles are looked at, because some have the same name."""


class Wanted(NamedTuple):
    """What a name should have, one of each of the words, or be, one of some names: what was typed, first."""

    words: Sequence[Numbers]
    hashes: Hashes


class Names(NamedTuple):
    """Names of documents; the lowest cost is the likeliest."""

    documents: Numbers
    names: Numbers  # which of the document's names
    hashes: Hashes
    costs: Costs

    def take(self, places: Numbers) -> Names:
        """Only those at some places."""
        return Names(self.documents[places], self.names[places], self.hashes[places], self.costs[places])

    def ordered(self, rank: npt.NDArray[np.uint32], count: int) -> Iterator[tuple[int, int, int]]:
        """Hash, document and name of the likeliest; what costs the same comes in the order of titles."""
        near = self
        if len(self.costs) > count:
            near = self.take(np.flatnonzero(self.costs <= np.partition(self.costs, count - 1)[count - 1]))
        order = np.lexsort((rank[near.documents], near.costs))
        columns = (near.hashes, near.documents, near.names)
        return zip(*(column[order].tolist() for column in columns), strict=True)


def joined(runs: Iterable[Names]) -> Names:
    """Several runs of names as one."""
    none = Names(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0))
    return Names(*(np.concatenate(columns) for columns in zip(none, *runs, strict=True)))


def likeliest(snapshot: Snapshot, wanted: Wanted, limit: int) -> list[tuple[int, int]]:
    """The likeliest documents, and which name of each it is; of several with one name only the first.

    A profile is known by its title where that fits; alternative titles are looked at where those are too few.
    """
    count = POOL * limit
    segments = [_SegmentNames(snapshot, segment, base, wanted) for segment, base in snapshot.based()]
    found = joined(segment.titles(count) for segment in segments)
    found = joined([found, *(segment.exact(found.documents) for segment in segments)])
    if len(found.documents) < limit:
        found = joined([found, *(segment.alternatives(found.documents) for segment in segments)])
    different: dict[int, tuple[int, int]] = {}
    for name_hash, document, name in found.ordered(snapshot.title_rank, count):
        different.setdefault(name_hash, (document, name))
    return list(different.values())[:limit]


class _SegmentNames:
    """The names of a segment, looked at for what is wanted."""

    def __init__(self, snapshot: Snapshot, segment: Segment, base: int, wanted: Wanted) -> None:
        self._segment = segment
        self._columns = segment.documents
        self._base = base
        self._live = snapshot.live[base : base + segment.documents.count]
        self._counts = snapshot.statistics.word_documents
        self._wanted = wanted

    def titles(self, count: int) -> Names:
        """The documents whose title fits; no more than it takes to have so many."""
        parts, later = _fitting(self._segment.titles, self._wanted.words)
        beginning = np.flatnonzero(later == 0)
        if len(beginning) >= count:
            parts, later = parts[beginning], later[beginning]
        return self._described(parts, later)

    def exact(self, without: Numbers) -> Names:
        """The other documents that have a name which is one of those wanted."""
        names = np.flatnonzero(np.isin(self._columns.name_hash, self._wanted.hashes))
        documents = np.searchsorted(self._columns.names, names, "right") - 1
        parts = self._columns.parts[documents] + names - self._columns.names[documents]
        return self._best(parts, np.zeros_like(parts), without)

    def alternatives(self, without: Numbers) -> Names:
        """The other documents of which an alternative title fits."""
        return self._best(*_fitting(self._segment.alternatives, self._wanted.words), without)

    def _best(self, parts: Numbers, later: Numbers, without: Numbers) -> Names:
        """The best of these names for each document that is not left out."""
        others = np.isin(self._owners(parts) + self._base, without, invert=True)
        names = self._described(parts[others], later[others])
        order = np.lexsort((names.costs, names.documents))
        return names.take(order[np.flatnonzero(np.diff(names.documents[order], prepend=-1))])

    def _described(self, parts: Numbers, later: Numbers) -> Names:
        live = self._live[self._owners(parts)]
        parts, tiers = parts[live], later[live]
        documents = self._owners(parts)
        names = parts - self._columns.parts[documents]
        hashes = self._columns.name_hash[self._columns.names[documents] + names]
        tiers[names > 0] += ALTERNATIVE
        for tier, same in ((SYNONYM, self._wanted.hashes[1:]), (EXACT, self._wanted.hashes[:1])):
            tiers = np.where(np.isin(hashes, same), tier + (names > 0), tiers)
        return Names(documents + self._base, names, hashes, TIER * tiers + self._lengths(parts))

    def _owners(self, parts: Numbers) -> Numbers:
        return np.searchsorted(self._columns.parts, parts, "right") - 1

    def _lengths(self, parts: Numbers) -> Costs:
        """How long the names are, those of familiar words less so."""
        begin, end = self._columns.tokens[parts], self._columns.tokens[parts + 1]
        words = self._columns.word[ranges(begin, end)]
        counts = np.where(words > 0, self._counts[words], EVERY_ONE)
        rarest = np.minimum.reduceat(counts, offsets(end - begin)[:-1])
        lengths: Costs = self._columns.start[end - 1] - DOUBLING * np.log2(1 + rarest)
        return lengths


def _fitting(names: NameWords, words: Sequence[Numbers]) -> Having:
    """The names that have one of each of the words; the first of them later, or at the beginning."""
    fitting, *others = (names.having(one) for one in words)
    for one in others:
        both = np.isin(fitting.parts, one.parts, assume_unique=True)
        fitting = Having(fitting.parts[both], fitting.later[both])
    return fitting
