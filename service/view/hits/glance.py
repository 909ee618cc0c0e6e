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

DOT = "\u00a0· "
"""The separator of facts on a line; its first space is fixed, so that no line begins with it."""

LONGEST_LINE = 90
"""The most letters that fit on the line of a job; a longer one would be cut off within a name."""


def routes_line(ways: Iterable[HitWay], room: int = LONGEST_LINE) -> str:
    """The routes into a job, as many as fit: "university, college and 2 more"; empty if none is known."""
    named = [SHORT[route] for route in sorted({way.route for way in ways}, key=ORDER.index)]
    lines = [_named(named, count) for count in range(len(named), 0, -1)]
    return next((line for line in lines if len(line) <= room), lines[-1] if lines else "")


def _named(routes: Sequence[str], count: int) -> str:
    """The first routes by name, and how many more there are."""
    rest = len(routes) - count
    return ", ".join(routes[:count]) + (f" and {rest} more" if rest else "")


def outline(ways: Sequence[HitWay], pay: str = "", *, started: bool = False) -> str:
    """The facts of a job on one line, the shortest first, because the end of a long line may be cut off.

    `started` is whether the line already says what could be started; then the routes are left out.
    """
    first = [part for part in (pay, lowest_level(ways)) if part]
    routes = "" if started else routes_line(ways, LONGEST_LINE - sum(len(part) + len(DOT) for part in first))
    line = DOT.join(filter(None, (*first, routes)))
    return line if started else line[:1].upper() + line[1:]


def lowest_level(ways: Iterable[HitWay]) -> str:
    """The lowest level with which a way in can be started, in words; empty if none is known."""
    levels = [way.start[0] for way in ways if way.start is not None]
    if not levels:
        return ""
    return f"from {LOWEST[min(levels)]}" if min(levels) else LOWEST[0]
