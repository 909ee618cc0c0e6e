"""Facet filters and counts, as bit masks that are counted 64 documents at a time.

Values within a group are alternatives, and all groups must match. The counts of a group ignore its own
selection. Groups about the same thing must match in one place: `route` and `have` in one way in,
`qualification` and `level` in one qualification.

What the text of a query asks for is not a selection but a condition of its own, which all counts respect. If
a group has no selection, the text takes its place beside the other group: with "a levels" typed and a route
selected, a profile needs a way in by that route that you can start with A levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.index.reader import IndexReader, Mask
from indexer.qualification import TAXONOMY
from indexer.query import Query, RoleChoice
from indexer.question import Clauses
from indexer.results import Facet
from indexer.rules import cells, facets
from indexer.rules.facets import FacetGroup
from indexer.rules.understanding import NOTHING
from indexer.ways import Route

Bits = npt.NDArray[np.uint64]
"""Documents as bits, 64 to a number: [..., N / 64]."""

ALL = (1 << 64) - 1
"""64 documents."""

Selections = Mapping[str, Sequence[str]]


class Chosen(NamedTuple):
    """The selection of each group; the typed conditions if nothing is selected."""

    selected: Selections
    effective: Selections

    @classmethod
    def of(cls, selected: Selections, typed: Selections) -> Chosen:
        """What is selected, and beside it what was typed."""
        return cls(selected, {name: values or typed[name] for name, values in selected.items()})


class Groups(Protocol):
    """Facet groups that speak of one thing."""

    def filter(self, wanted: Selections) -> Bits | None:
        """The documents that have what is wanted, [N / 64]; None if nothing is."""

    def counted(self, among: Bits, chosen: Chosen) -> tuple[Facet, ...]:
        """The groups, counted among documents that meet all other conditions, including typed ones."""


@dataclass(frozen=True)
class SingleGroup:
    """A group of V values that has its thing to itself."""

    group: FacetGroup
    has: Bits  # [V, N / 64]

    def filter(self, wanted: Selections) -> Bits | None:
        """The documents with any of the wanted values."""
        rows = self.group.rows(wanted[self.group.name])
        return _any(self.has[rows]) if wanted[self.group.name] else None

    def counted(self, among: Bits, chosen: Chosen) -> tuple[Facet, ...]:
        """How many documents have each value."""
        return (self.group.facet(_counts(self.has & among), chosen.selected[self.group.name]),)


@dataclass(frozen=True)
class PairedGroups:
    """Two groups, of A and B values, that speak of the same thing."""

    first: FacetGroup
    second: FacetGroup
    has: Bits  # [A, N / 64] has a thing with the first value, whatever its second
    both: Bits  # [A, B, N / 64] has one thing with both
    either: Bits  # [B, N / 64] has a thing with the second value, whatever its first

    @classmethod
    def of(cls, first: FacetGroup, second: FacetGroup, has: Bits, both: Bits) -> PairedGroups:
        """An indexed group from a mask of documents for each value; `has` is [V, N]."""
        return cls(first, second, has, both, np.bitwise_or.reduce(both, axis=0))

    def filter(self, wanted: Selections) -> Bits | None:
        """The documents with one thing that has any of the values wanted of both groups."""
        first, second = wanted[self.first.name], wanted[self.second.name]
        if not first and not second:
            return None
        rows = self._first(second)[self.first.rows(first)] if first else self.either[self.second.rows(second)]
        return _any(rows)

    def counted(self, among: Bits, chosen: Chosen) -> tuple[Facet, ...]:
        """How many documents have each value of a group in one thing with what is wanted of the other."""
        first, second = self.first, self.second
        with_second = self._first(chosen.effective[second.name])
        with_first = self._second(chosen.effective[first.name])
        return (
            first.facet(_counts(with_second & among), chosen.selected[first.name]),
            second.facet(_counts(with_first & among), chosen.selected[second.name]),
        )

    def within(self, allowed: Bits) -> PairedGroups:
        """The groups where only things with some first values count, those of each document, [A, N / 64]."""
        return PairedGroups.of(self.first, self.second, self.has & allowed, self.both & allowed[:, None])

    def _first(self, second: Sequence[str]) -> Bits:
        """The documents with each value of the first group beside any of these of the second, [A, N / 64]."""
        return np.bitwise_or.reduce(self.both[:, self.second.rows(second)], axis=1) if second else self.has

    def _second(self, first: Sequence[str]) -> Bits:
        """The documents with each value of the second group beside any of these of the first, [B, N / 64]."""
        return np.bitwise_or.reduce(self.both[self.first.rows(first)], axis=0) if first else self.either


class Facets:
    """The facet groups of a generation."""

    def __init__(self, reader: IndexReader, categories: Iterable[str] | None = None) -> None:
        """`categories` are those of the library if the reader has only part of it."""
        self._ways, self._categories = _ways(reader), _categories(reader, categories)
        self._free = _free(reader)
        self._environment = _environment(reader)
        self._qualifications = {
            role: _qualifications(reader, column)
            for column, role in enumerate((RoleChoice.ANY, RoleChoice.DIRECT))
        }

    def narrow(self, listing: Mask, query: Query, asked: Clauses = NOTHING) -> tuple[Mask, tuple[Facet, ...]]:
        """The list after the query's filters and those of its text, and the counts of every group."""
        typed = facets.asked_for(asked)
        selected = facets.selections(query)
        selected["category"] = self._categories.group.as_spelt(query.category)
        chosen = Chosen.of(selected, typed)
        ways = self._ways_without(asked)
        groups: tuple[Groups, ...] = (
            ways,
            self._qualifications[query.role],
            self._environment,
            self._categories,
        )
        without = None if ways is self._ways else _any(ways.has)
        whole = _narrowed(packed(listing), [without, *(each.filter(typed) for each in groups)])
        filters = [each.filter(chosen.effective) for each in groups]
        counted = tuple(
            facet
            for place, each in enumerate(groups)
            for facet in each.counted(_narrowed(whole, filters[:place] + filters[place + 1 :]), chosen)
        )
        return unpacked(_narrowed(whole, filters), len(listing)), counted

    def _ways_without(self, asked: Clauses) -> PairedGroups:
        """The ways in that do not need what a question does not want."""
        kinds, routes = asked.without_qualification, asked.without_route
        if not kinds and not routes:
            return self._ways
        rows = facets.QUALIFICATIONS.rows(kinds)
        free = np.bitwise_and.reduce(self._free[rows], axis=0) if rows else self._ways.both[:, -1]
        allowed = np.array([0 if route in routes else ALL for route in Route], np.uint64)
        return self._ways.within(free & allowed[:, None])


def packed(mask: Mask) -> Bits:
    """Masks packed into uint64: the last axis of N becomes N / 64, rounded up."""
    bits = np.packbits(mask, axis=-1)
    whole = np.zeros((*bits.shape[:-1], -(-bits.shape[-1] // 8) * 8), np.uint8)
    whole[..., : bits.shape[-1]] = bits
    return whole.view(np.uint64)


def unpacked(bits: Bits, count: int) -> Mask:
    """The mask that `packed` was given, of this number of documents."""
    return np.unpackbits(bits.view(np.uint8), count=count).view(np.bool_)


def _narrowed(listing: Bits, filters: Sequence[Bits | None]) -> Bits:
    for one in filters:
        if one is not None:
            listing = listing & one
    return listing


def _any(rows: Bits) -> Bits:
    result: Bits = np.bitwise_or.reduce(rows, axis=0)
    return result


def _counts(rows: Bits) -> list[int]:
    counts: list[int] = np.bitwise_count(rows).sum(axis=-1).tolist()
    return counts


def _bit_rows(numbers: npt.NDArray[Any], count: int) -> Bits:
    """For each of the first bits of numbers, [N] or [N, M], the documents that have it, [count, N / 64]."""
    octets = np.ascontiguousarray(numbers).view(np.uint8)
    octets = octets.reshape(len(numbers), numbers.itemsize * prod(numbers.shape[1:]))
    return packed(np.unpackbits(octets, axis=1, count=count, bitorder="little").T.view(np.bool_))


def _ways(reader: IndexReader) -> PairedGroups:
    """Routes, and what you have: with a level, you can also start everything that needs less."""
    routes, starts = len(Route), len(cells.STARTS)
    begun = _bit_rows(reader.starts, routes * starts).reshape(routes, starts, -1)
    both = np.bitwise_or.accumulate(begun, axis=1)
    return PairedGroups.of(facets.ROUTE, facets.HAVE, _bit_rows(reader.routes, routes), both)


def _free(reader: IndexReader) -> Bits:
    """The documents that have a way in by each route without each kind of qualification, [K, R, N / 64]."""
    kinds = len(TAXONOMY)
    return _bit_rows(reader.free, kinds * 8).reshape(kinds, 8, -1)[:, : len(Route)]


def _qualifications(reader: IndexReader, column: int) -> PairedGroups:
    kinds, levels = len(TAXONOMY), len(cells.LEVELS)
    both = _bit_rows(reader.levels[:, column], kinds * levels).reshape(kinds, levels, -1)
    has = _bit_rows(reader.qualifications[:, column], kinds)
    return PairedGroups.of(facets.QUALIFICATIONS, facets.LEVEL, has, both)


def _environment(reader: IndexReader) -> SingleGroup:
    return SingleGroup(facets.ENVIRONMENT, _bit_rows(reader.environment, len(facets.ENVIRONMENT.values)))


def _categories(reader: IndexReader, known: Iterable[str] | None) -> SingleGroup:
    numbers = np.unique(reader.category[reader.live & (reader.category > 0)]).tolist()
    names = [reader.categories.names[number] for number in numbers]
    derived = reader.categories.derived
    group = facets.categories(names if known is None else known, derived=derived)
    number_of = {facets.folded(name): number for name, number in zip(names, numbers, strict=True)}
    ordered = np.array([number_of.get(facets.folded(one.value), -1) for one in group.values], np.int32)
    return SingleGroup(group, packed(reader.category == ordered[:, None]))
