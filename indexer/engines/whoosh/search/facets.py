"""Facet filters and counts, as bit masks that are counted 64 documents at a time.

Values within a group are alternatives, groups add up, and a group's counts ignore its own selection.
Groups that speak of the same thing are met by the same thing: a route and what one has by one way in, a
qualification and a level by one qualification.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.index.reader import IndexReader, Mask
from indexer.qualification import TAXONOMY
from indexer.query import Query, RoleChoice
from indexer.results import Facet
from indexer.rules import cells, facets
from indexer.rules.facets import FacetGroup
from indexer.ways import Route

Bits = npt.NDArray[np.uint64]
"""Documents as bits, 64 to a number: [..., N / 64]."""

Selections = Mapping[str, Sequence[str]]


class Groups(Protocol):
    """Facet groups that speak of one thing."""

    def filter(self, selected: Selections) -> Bits | None:
        """The documents that have what is selected, [N / 64]; None where nothing is."""

    def counted(self, among: Bits, selected: Selections) -> tuple[Facet, ...]:
        """The groups, counted among documents that meet every other condition."""


@dataclass(frozen=True)
class SingleGroup:
    """A group of V values that has its thing to itself."""

    group: FacetGroup
    has: Bits  # [V, N / 64]

    def filter(self, selected: Selections) -> Bits | None:
        """The documents with any of the selected values."""
        rows = self.group.rows(selected[self.group.name])
        return _any(self.has[rows]) if selected[self.group.name] else None

    def counted(self, among: Bits, selected: Selections) -> tuple[Facet, ...]:
        """How many documents have each value."""
        return (self.group.facet(_counts(self.has & among), selected[self.group.name]),)


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

    def filter(self, selected: Selections) -> Bits | None:
        """A mask of the documents with any selected value; None if nothing is selected."""
        first, second = selected[self.first.name], selected[self.second.name]
        if not first and not second:
            return None
        rows = self._first(second)[self.first.rows(first)] if first else self.either[self.second.rows(second)]
        return _any(rows)

    def counted(self, among: Bits, selected: Selections) -> tuple[Facet, ...]:
        """The count of each value among the documents of a packed mask."""
        first, second = selected[self.first.name], selected[self.second.name]
        return (
            self.first.facet(_counts(self._first(second) & among), first),
            self.second.facet(_counts(self._second(first) & among), second),
        )

    def _first(self, second: Sequence[str]) -> Bits:
        """The documents with each value of the first group beside any of these of the second, [A, N / 64]."""
        return np.bitwise_or.reduce(self.both[:, self.second.rows(second)], axis=1) if second else self.has

    def _second(self, first: Sequence[str]) -> Bits:
        """The documents with each value of the second group beside any of these of the first, [B, N / 64]."""
        return np.bitwise_or.reduce(self.both[self.first.rows(first)], axis=0) if first else self.either


class Facets:
    """The facet groups of a generation."""

    def __init__(self, reader: IndexReader) -> None:
        ways, categories = _ways(reader), _categories(reader)
        self._groups: dict[RoleChoice, tuple[Groups, ...]] = {
            role: (ways, _qualifications(reader, column), categories)
            for column, role in enumerate((RoleChoice.ANY, RoleChoice.DIRECT))
        }

    def narrow(self, listing: Mask, query: Query) -> tuple[Mask, tuple[Facet, ...]]:
        """The list after the query's filters, and the facets with their counts."""
        groups, selected = self._groups[query.role], facets.selections(query)
        filters = [each.filter(selected) for each in groups]
        whole = packed(listing)
        counted = tuple(
            facet
            for place, each in enumerate(groups)
            for facet in each.counted(_narrowed(whole, filters[:place] + filters[place + 1 :]), selected)
        )
        return unpacked(_narrowed(whole, filters), len(listing)), counted


def packed(mask: Mask) -> Bits:
    """Masks packed into uint64: the last axis of N becomes N / 64, rounded up."""
    bits = np.packbits(mask, axis=-1)
    whole = np.zeros((*bits.shape[:-1], -(-bits.shape[-1] // 8) * 8), np.uint8)
    whole[..., : bits.shape[-1]] = bits
    return whole.view(np.uint64)


def unpacked(bits: Bits, count: int) -> Mask:
    """The mask of so many documents that `packed` was given."""
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
    """Routes, and what one has: with a level, all that begins with less can be begun as well."""
    routes, starts = len(Route), len(cells.STARTS)
    begun = _bit_rows(reader.starts, routes * starts).reshape(routes, starts, -1)
    both = np.bitwise_or.accumulate(begun, axis=1)
    return PairedGroups.of(facets.ROUTE, facets.HAVE, _bit_rows(reader.routes, routes), both)


def _qualifications(reader: IndexReader, column: int) -> PairedGroups:
    kinds, levels = len(TAXONOMY), len(cells.LEVELS)
    both = _bit_rows(reader.levels[:, column], kinds * levels).reshape(kinds, levels, -1)
    has = _bit_rows(reader.qualifications[:, column], kinds)
    return PairedGroups.of(facets.QUALIFICATIONS, facets.LEVEL, has, both)


def _categories(reader: IndexReader) -> SingleGroup:
    numbers = np.unique(reader.category[reader.live & (reader.category > 0)]).tolist()
    number_of = {reader.metadata.categories[number]: number for number in numbers}
    group = facets.categories(number_of)
    ordered = np.array([number_of[one.value] for one in group.values], np.int32)
    return SingleGroup(group, packed(reader.category == ordered[:, None]))
