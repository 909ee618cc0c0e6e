"""Filters, and counts by value: bits over the documents, counted a word of memory at a time.

Values within a group are alternatives, groups add up, and a group's counts ignore its own selection.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.engine import Facet, FacetValue, Query, RoleChoice
from indexer.engines.whoosh.index.reader import Snapshot
from indexer.qualification import TAXONOMY

Mask = npt.NDArray[np.bool_]
LEVELS = range(1, 9)


@dataclass(frozen=True)
class Value:
    """A value of a group, as it is shown; `place` is its row in the group's bits."""

    value: str
    label: str
    place: int
    level: int | None = None


@dataclass(frozen=True)
class FacetGroup:
    """A group of V values over N documents."""

    name: str
    label: str
    values: tuple[Value, ...]
    has: Mask  # [V, N]
    bits: npt.NDArray[np.uint64]  # [V, N / 64] the same, packed

    def filter(self, selected: Sequence[str]) -> Mask | None:
        """The documents with any of the selected values; nothing is filtered where none is selected."""
        if not selected:
            return None
        places = [value.place for value in self.values if value.value in selected]
        result: Mask = np.any(self.has[places], axis=0)
        return result

    def counted(self, among: npt.NDArray[np.uint64], selected: Sequence[str]) -> Facet:
        """Count the documents of a packed mask by value; what none has is left out unless it is selected."""
        counts = np.bitwise_count(self.bits & among).sum(axis=1).tolist()
        values = tuple(
            FacetValue(one.value, one.label, counts[one.place], one.value in selected, one.level)
            for one in self.values
            if counts[one.place] or one.value in selected
        )
        known = {one.value for one in self.values}
        unknown = tuple(FacetValue(one, one, 0, selected=True) for one in selected if one not in known)
        return Facet(self.name, self.label, values + unknown)


class Facets:
    """The groups of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._roles = {
            role: (_qualifications(snapshot, column), _levels(snapshot, column))
            for column, role in enumerate((RoleChoice.ANY, RoleChoice.DIRECT))
        }
        self._categories = _categories(snapshot)

    def narrow(self, listing: Mask, query: Query) -> tuple[Mask, tuple[Facet, ...]]:
        """The listing after the query's filters, and every group's counts."""
        groups = (*self._roles[query.role], self._categories)
        selections = (query.qualification, tuple(map(str, query.level)), query.category)
        chosen = list(zip(groups, selections, strict=True))
        filters = [group.filter(selected) for group, selected in chosen]
        whole = packed(listing)
        facets = tuple(
            group.counted(packed(_without(listing, filters, place)) if any(selections) else whole, selected)
            for place, (group, selected) in enumerate(chosen)
        )
        return _without(listing, filters, None), facets


def packed(mask: Mask) -> npt.NDArray[np.uint64]:
    """Masks as bits, 64 to a number: the last axis of N becomes N / 64, rounded up."""
    bits = np.packbits(mask, axis=-1)
    whole = np.zeros((*bits.shape[:-1], -(-bits.shape[-1] // 8) * 8), np.uint8)
    whole[..., : bits.shape[-1]] = bits
    return whole.view(np.uint64)


def _without(listing: Mask, filters: Sequence[Mask | None], left_out: int | None) -> Mask:
    mask = listing
    for place, one in enumerate(filters):
        if one is not None and place != left_out:
            mask = mask & one
    return mask


def _group(name: str, label: str, values: Sequence[Value], has: Mask) -> FacetGroup:
    return FacetGroup(name, label, tuple(values), has, packed(has))


def _bit_rows(numbers: npt.NDArray[Any], bits: Sequence[int]) -> Mask:
    """For each bit the documents that have it, [V, N]."""
    rows: Mask = (numbers >> np.array(bits, numbers.dtype)[:, None] & 1).astype(np.bool_)
    return rows


def _qualifications(snapshot: Snapshot, column: int) -> FacetGroup:
    values = [Value(kind.slug, kind.label, place, kind.low) for place, kind in enumerate(TAXONOMY)]
    has = _bit_rows(snapshot.qualifications[:, column], range(len(TAXONOMY)))
    return _group("qualification", "Qualification", values, has)


def _levels(snapshot: Snapshot, column: int) -> FacetGroup:
    values = [Value(str(level), f"Level {level}", place, level) for place, level in enumerate(LEVELS)]
    return _group("level", "Level", values, _bit_rows(snapshot.levels[:, column], LEVELS))


def _categories(snapshot: Snapshot) -> FacetGroup:
    places = np.unique(snapshot.category[snapshot.live & (snapshot.category > 0)])
    names = [snapshot.state.categories[place] for place in places.tolist()]
    values = [Value(name, name, place) for place, name in enumerate(names)]
    values.sort(key=lambda value: (value.value.casefold(), value.value))
    return _group("category", "Category", values, snapshot.category == places[:, None])
