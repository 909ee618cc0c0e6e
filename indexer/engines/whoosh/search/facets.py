"""Facet filters and counts, as bit masks that are counted 64 documents at a time.

Values within a group are alternatives, and all groups must match. The counts of a group ignore its own
selection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer import facets
from indexer.engines.whoosh.index.reader import IndexReader, Mask
from indexer.facets import FacetGroup
from indexer.qualification import TAXONOMY
from indexer.query import Query, RoleChoice
from indexer.results import Facet


@dataclass(frozen=True)
class IndexedGroup:
    """A group of V values over N documents."""

    group: FacetGroup
    has: Mask  # [V, N]
    bits: npt.NDArray[np.uint64]  # [V, N / 64] the same, packed

    @classmethod
    def of(cls, group: FacetGroup, has: Mask) -> IndexedGroup:
        """An indexed group from a mask of documents for each value; `has` is [V, N]."""
        return cls(group, has, packed(has))

    def filter(self, selected: Sequence[str]) -> Mask | None:
        """A mask of the documents with any selected value; None if nothing is selected."""
        if not selected:
            return None
        rows = [row for row, one in enumerate(self.group.values) if one.value in selected]
        result: Mask = np.any(self.has[rows], axis=0)
        return result

    def counted(self, among: npt.NDArray[np.uint64], selected: Sequence[str]) -> Facet:
        """The count of each value among the documents of a packed mask."""
        return self.group.facet(np.bitwise_count(self.bits & among).sum(axis=1).tolist(), selected)


class Facets:
    """The facet groups of a generation."""

    def __init__(self, reader: IndexReader) -> None:
        self._roles = {
            role: (_qualifications(reader, column), _levels(reader, column))
            for column, role in enumerate((RoleChoice.ANY, RoleChoice.DIRECT))
        }
        self._categories = _categories(reader)

    def narrow(self, listing: Mask, query: Query) -> tuple[Mask, tuple[Facet, ...]]:
        """The list after the query's filters, and the facets with their counts."""
        groups = (*self._roles[query.role], self._categories)
        selections = (query.qualification, tuple(map(str, query.level)), query.category)
        filters = [group.filter(selected) for group, selected in zip(groups, selections, strict=True)]
        whole = packed(listing)
        counted = tuple(
            group.counted(packed(_without(listing, filters, index)) if any(selections) else whole, selected)
            for index, (group, selected) in enumerate(zip(groups, selections, strict=True))
        )
        return _without(listing, filters, None), counted


def packed(mask: Mask) -> npt.NDArray[np.uint64]:
    """Masks packed into uint64: the last axis of N becomes N / 64, rounded up."""
    bits = np.packbits(mask, axis=-1)
    whole = np.zeros((*bits.shape[:-1], -(-bits.shape[-1] // 8) * 8), np.uint8)
    whole[..., : bits.shape[-1]] = bits
    return whole.view(np.uint64)


def _without(listing: Mask, filters: Sequence[Mask | None], left_out: int | None) -> Mask:
    mask = listing
    for index, one in enumerate(filters):
        if one is not None and index != left_out:
            mask = mask & one
    return mask


def _bit_rows(numbers: npt.NDArray[Any], bits: Sequence[int]) -> Mask:
    """A mask for each bit of the documents that have it set; [V, N]."""
    rows: Mask = (numbers >> np.array(bits, numbers.dtype)[:, None] & 1).astype(np.bool_)
    return rows


def _qualifications(reader: IndexReader, column: int) -> IndexedGroup:
    has = _bit_rows(reader.qualifications[:, column], range(len(TAXONOMY)))
    return IndexedGroup.of(facets.QUALIFICATIONS, has)


def _levels(reader: IndexReader, column: int) -> IndexedGroup:
    return IndexedGroup.of(facets.LEVEL, _bit_rows(reader.levels[:, column], facets.LEVELS))


def _categories(reader: IndexReader) -> IndexedGroup:
    numbers = np.unique(reader.category[reader.live & (reader.category > 0)]).tolist()
    number_of = {reader.metadata.categories[number]: number for number in numbers}
    group = facets.categories(number_of)
    ordered = np.array([number_of[one.value] for one in group.values], np.int32)
    return IndexedGroup.of(group, reader.category == ordered[:, None])
