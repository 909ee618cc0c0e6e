"""A job at a glance: how one can start, and the lowest level that is enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.results import HitWay
from indexer.ways import Route
from service.view.start import ORDER

SHORT = {
    Route.UNIVERSITY: "university",
    Route.COLLEGE: "college",
    Route.APPRENTICESHIP: "apprenticeship",
    Route.WORK: "working your way up",
    Route.DIRECT: "applying directly",
    Route.VOLUNTEERING: "volunteering",
    Route.OTHER: "other ways",
}
"""Each route within a line."""

LOWEST = (
    "no qualifications needed",
    "GCSEs at 3\u00a0to\u00a01",
    "GCSEs at 9\u00a0to\u00a04",
    "A\u00a0levels or level\u00a03",
    "an HNC or level\u00a04",
    "an HND or level\u00a05",
    "a degree",
    "a master's degree",
    "a doctorate",
)
"""The lowest level that is enough, from 0 to 8."""

MOST_ROUTES = 3
"""How many routes a line names; a longer list would be cut off in the middle of a name."""


def routes_line(ways: Iterable[HitWay]) -> str:
    """The routes into a job: "university, college and 2 more"; empty if none is known."""
    named = [SHORT[route] for route in sorted({way.route for way in ways}, key=ORDER.index)]
    if len(named) <= MOST_ROUTES:
        return ", ".join(named)
    return f"{', '.join(named[: MOST_ROUTES - 1])} and {len(named) - MOST_ROUTES + 1} more"


def outline(ways: Sequence[HitWay], pay: str = "", *, started: bool = False) -> str:
    """The facts of a job on one line, the shortest first, as the end of a long line may be cut off.

    `started` says that the line has begun with what could be started, which leaves out the routes.
    """
    line = "\u00a0· ".join(filter(None, (pay, lowest_level(ways), "" if started else routes_line(ways))))
    return line if started else line[:1].upper() + line[1:]


def lowest_level(ways: Iterable[HitWay]) -> str:
    """The lowest level with which a way in can be started, in words; empty if none is known."""
    levels = [way.start[0] for way in ways if way.start is not None]
    if not levels:
        return ""
    return f"from {LOWEST[min(levels)]}" if min(levels) else LOWEST[0]
