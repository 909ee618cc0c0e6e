"""What one can have to begin with, as choices, and the jobs that it starts by route."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.query import Query
from indexer.results import Facet, Hit, HitWay
from indexer.rules.facets import HAVE
from indexer.ways import Route

MEANING = {
    "0": "jobs that ask for no qualifications",
    "1": "grades D to G, or another level\u00a01",
    "2": "grades A* to C, or another level\u00a02",
    "3": "or T levels, or a BTEC National",
    "5": "an HNC, an HND, a foundation degree",
    "6": "a bachelor's degree or more",
}
"""What each choice is, in words that its label has no room for."""

STARTED = {
    Route.UNIVERSITY: "university course",
    Route.COLLEGE: "college course",
    Route.APPRENTICESHIP: "apprenticeship",
    Route.WORK: "junior job",
    Route.DIRECT: "the job itself",
    Route.VOLUNTEERING: "volunteering",
    Route.OTHER: "other training",
}
"""What one starts by each route."""

ORDER = tuple(Route)


class Choice(NamedTuple):
    """Something that one can have, what it means, and how many jobs can be started with it or less."""

    value: str
    label: str
    meaning: str
    jobs: int
    selected: bool


class Startable(NamedTuple):
    """The jobs that can be started by a route: how many, the first of them, and the search for all.

    `anchor` is that of the route's card on a profile.
    """

    route: Route
    label: str
    anchor: str
    total: int
    hits: Sequence[Hit]
    query: Query


def choices(counted: Facet, have: int | None) -> list[Choice]:
    """Everything that one can have, whether it starts a job or not, with what the facet counts."""
    counts = {value.value: value.count for value in counted.values}
    return [
        Choice(
            one.value,
            one.label,
            MEANING.get(one.value, ""),
            counts.get(one.value, 0),
            selected=have is not None and one.value == str(have),
        )
        for one in HAVE.values
        if one.offered or one.value == str(have)
    ]


def could_start(ways: Iterable[HitWay]) -> str:
    """What can be started of some ways in, in the order of the routes; empty if nothing can."""
    open_ways = sorted((way for way in ways if way.open), key=lambda way: ORDER.index(way.route))
    return ", ".join(
        STARTED[way.route] + (" with experience" if way.needs_experience else "") for way in open_ways
    )
