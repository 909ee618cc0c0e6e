"""The facet groups of every engine: values, labels, and which values are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.qualification import TAXONOMY
from indexer.results import Facet, FacetValue

LEVELS = range(1, 9)
"""The RQF levels."""


class GroupValue(NamedTuple):
    """A value of a group, with its label and its lowest RQF level, if any."""

    value: str
    label: str
    level: int | None = None


class FacetGroup(NamedTuple):
    """A group of V values, in the order in which they are shown."""

    name: str
    label: str
    values: tuple[GroupValue, ...]

    def facet(self, counts: Sequence[int], selected: Sequence[str]) -> Facet:
        """The facet with its counts, [V]; values with a count of 0 only if selected."""
        values = tuple(
            FacetValue(one.value, one.label, count, one.value in selected, one.level)
            for one, count in zip(self.values, counts, strict=True)
            if count or one.value in selected
        )
        known = {one.value for one in self.values}
        unknown = tuple(FacetValue(one, one, 0, selected=True) for one in selected if one not in known)
        return Facet(self.name, self.label, values + unknown)


QUALIFICATIONS = FacetGroup(
    "qualification", "Qualification", tuple(GroupValue(kind.slug, kind.label, kind.low) for kind in TAXONOMY)
)
LEVEL = FacetGroup(
    "level", "Level", tuple(GroupValue(str(level), f"Level {level}", level) for level in LEVELS)
)


def categories(names: Iterable[str]) -> FacetGroup:
    """The group of a library's categories."""
    ordered = sorted(names, key=lambda name: (name.casefold(), name))
    return FacetGroup("category", "Category", tuple(GroupValue(name, name) for name in ordered))
