"""A job at a glance: how one can start, and the lowest level that is enough."""

from __future__ import annotations

from collections.abc import Iterable

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


def routes_line(ways: Iterable[HitWay]) -> str:
    """The routes into a job: "University, college"; empty if none is known."""
    routes = sorted({way.route for way in ways}, key=ORDER.index)
    named = ", ".join(SHORT[route] for route in routes)
    return named[:1].upper() + named[1:]


def lowest_level(ways: Iterable[HitWay]) -> str:
    """The lowest level with which a way in can be started, in words; empty if none is known."""
    levels = [way.start[0] for way in ways if way.start is not None]
    if not levels:
        return ""
    return f"from {LOWEST[min(levels)]}" if min(levels) else LOWEST[0]
