"""The facet groups of every engine: values, labels, and which values are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from indexer.environment import VALUES
from indexer.qualification import TAXONOMY
from indexer.query import Query
from indexer.question import Clauses
from indexer.results import Facet, FacetValue
from indexer.rules.cells import LEVELS
from indexer.ways import Route

ROUTE_LABELS = {
    Route.UNIVERSITY: "University",
    Route.COLLEGE: "College",
    Route.APPRENTICESHIP: "Apprenticeship",
    Route.WORK: "Working your way up",
    Route.DIRECT: "Applying directly",
    Route.VOLUNTEERING: "Volunteering",
    Route.OTHER: "Other ways",
}
"""What each route is called on pages."""


FROM_TITLES = "(from job titles)"
"""The words beside derived categories."""


class GroupValue(NamedTuple):
    """A value of a group, its label, and its lowest RQF level if it has one.

    One that is not `offered` is shown only where it is selected.
    """

    value: str
    label: str
    level: int | None = None
    offered: bool = True


class FacetGroup(NamedTuple):
    """A group of V values, in the order in which they are shown; `derived` as in its facet."""

    name: str
    label: str
    values: tuple[GroupValue, ...]
    derived: bool = False

    def as_spelt(self, selected: Sequence[str]) -> tuple[str, ...]:
        """The selected values as the group spells them; those that it has not stay as they are."""
        if not selected:
            return ()
        spelt = {folded(one.value): one.value for one in self.values}
        return tuple(dict.fromkeys(spelt.get(folded(one), one) for one in selected))

    def rows(self, selected: Sequence[str]) -> list[int]:
        """The numbers of the selected values that the group has."""
        return [row for row, one in enumerate(self.values) if one.value in selected]

    def facet(self, counts: Sequence[int], selected: Sequence[str]) -> Facet:
        """The facet with its counts, [V]; values with a count of 0 only if selected."""
        values = tuple(
            FacetValue(one.value, one.label, count, one.value in selected, one.level)
            for one, count in zip(self.values, counts, strict=True)
            if (count and one.offered) or one.value in selected
        )
        if selected:
            known = {one.value for one in self.values}
            values += tuple(FacetValue(one, one, 0, selected=True) for one in selected if one not in known)
        return Facet(self.name, self.label, values, self.derived)


ROUTE = FacetGroup("route", "Way in", tuple(GroupValue(one.value, ROUTE_LABELS[one]) for one in Route))

HAVE = FacetGroup(
    "have",
    "What you have",
    (
        GroupValue("0", "Nothing yet"),
        GroupValue("1", "GCSEs at 3 to 1", 1),
        GroupValue("2", "GCSEs at 9 to 4", 2),
        GroupValue("3", "A levels or level 3", 3),
        GroupValue("4", "Level 4", 4, offered=False),
        GroupValue("5", "Level 4 or 5", 5),
        GroupValue("6", "A degree", 6),
        GroupValue("7", "Level 7", 7, offered=False),
        GroupValue("8", "Level 8", 8, offered=False),
    ),
)
"""What a visitor has: a profile counts for the level that starts one of its ways in, and all above."""

QUALIFICATIONS = FacetGroup(
    "qualification", "Qualification", tuple(GroupValue(kind.slug, kind.label, kind.low) for kind in TAXONOMY)
)
LEVEL = FacetGroup(
    "level", "Level", tuple(GroupValue(str(level), f"Level {level}", level) for level in LEVELS)
)

ENVIRONMENT = FacetGroup(
    "environment", "What the work is like", tuple(GroupValue(one.name, one.label) for one in VALUES)
)


def folded(value: str) -> str:
    """A value without what makes no difference: case and spacing."""
    return " ".join(value.split()).casefold()


def spellings(counts: Mapping[str, int]) -> dict[str, str]:
    """Each spelling of some values with the most common one of the same value, rather not in capitals."""
    common: dict[str, str] = {}
    for value in sorted(counts, key=lambda each: (-counts[each], each.isupper(), each)):
        common.setdefault(folded(value), value)
    return {value: common[folded(value)] for value in counts}


def categories(names: Iterable[str], *, derived: bool = False) -> FacetGroup:
    """The group of a library's categories; they are `derived` if its editors wrote none."""
    ordered = sorted(names, key=lambda name: (name.casefold(), name))
    label = f"Category {FROM_TITLES}" if derived else "Category"
    return FacetGroup("category", label, tuple(GroupValue(name, name) for name in ordered), derived)


def selections(query: Query) -> dict[str, tuple[str, ...]]:
    """What a query selects in each group, in the order in which the groups are shown."""
    return {**asked_for(query), "category": query.category}


def asked_for(filters: Query | Clauses) -> dict[str, tuple[str, ...]]:
    """What filters, or the clauses of a question, ask for in the groups that a question may speak of."""
    return {
        ROUTE.name: tuple(filters.route),
        HAVE.name: () if filters.have is None else (str(filters.have),),
        QUALIFICATIONS.name: filters.qualification,
        LEVEL.name: tuple(map(str, filters.level)),
        ENVIRONMENT.name: filters.environment,
        "category": (),
    }


def is_open(start: tuple[int, int] | None, have: int) -> bool | None:
    """Whether you can start a way in that needs the levels `start`, from low to high, with `have`.

    None if the start is not known: what a text leaves open is neither open to you nor closed.
    """
    return None if start is None else start[0] <= have
