"""The cells of a profile: a bit for each value, or pair of values, by which lists are filtered and counted.

Every engine lays them out alike, so that each means the same by a way in or a qualification at a level.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from indexer.environment import VALUES
from indexer.profile import Profile
from indexer.qualification import TAXONOMY, Qualification
from indexer.question import Topic
from indexer.rules.aspects import topics_said
from indexer.ways import Route, WayIn

LEVELS = range(1, 9)
"""The RQF levels of qualifications."""

STARTS = range(9)
"""The levels with which a way in can begin: 0 if nothing is needed."""

LADDER = frozenset({"gcse", "a-level", "bachelors", "postgraduate", "masters", "doctorate"})
"""Kinds that follow one another: whoever is without one is without all above it."""

THROUGH = {"bachelors": Route.UNIVERSITY, "apprenticeship": Route.APPRENTICESHIP}
"""Kinds that imply a route, because nobody takes that route without them."""

STUDY = frozenset({Route.UNIVERSITY, Route.COLLEGE})
"""The routes on which people study for the qualification that they lead to."""

_ROUTE = {route: number for number, route in enumerate(Route)}
_ENVIRONMENT = {value.name: number for number, value in enumerate(VALUES)}
_KIND = {kind.slug: number for number, kind in enumerate(TAXONOMY)}


def routes_of(ways: Iterable[WayIn]) -> int:
    """A bit for each route that has a way in, whether its start is known or not: 7 bits."""
    return _bits(_ROUTE[way.route] for way in ways)


def starts_of(ways: Iterable[WayIn]) -> int:
    """A bit for each route and its lowest level to start, if the text states one: 7 x 9 bits."""
    return _bits(_ROUTE[way.route] * len(STARTS) + way.start.low for way in ways if way.start)


def free_of(ways: Iterable[WayIn]) -> list[int]:
    """For each kind of qualification a byte with a bit for each route that has a way in without it.

    Only ways whose start is known count.
    """
    known = [(way, way.start.low) for way in ways if way.start]
    return [
        _bits(_ROUTE[way.route] for way, start in known if not _takes(way, start, kind)) for kind in TAXONOMY
    ]


def _takes(way: WayIn, start: int, kind: Qualification) -> bool:
    """Whether a way in that begins with a level takes a kind: in order to begin, or to be studied."""
    if THROUGH.get(kind.slug) is way.route:
        return True
    if way.route in STUDY and any(one.slug == kind.slug for one in way.leads_to):
        return True
    if kind.slug in LADDER:
        return start >= (kind.low or 0)
    return start > 0 and any(one.slug == kind.slug for one in way.needs)


def environments_of(names: Iterable[str]) -> int:
    """A bit for each thing that the work is like, in the order of the table: up to 32 bits."""
    return _bits(_ENVIRONMENT[name] for name in names)


def topics_of(profile: Profile) -> int:
    """A bit for each topic that a profile says something about."""
    said = topics_said(profile)
    return _bits(bit for bit, topic in enumerate(Topic) if topic in said)


def topics_said_by(profiles: Iterable[int]) -> frozenset[Topic]:
    """The topics that a library says something about: at least half of its profiles, by their bits."""
    counts = Counter(profiles)
    half = counts.total() / 2
    return frozenset(
        topic
        for bit, topic in enumerate(Topic)
        if sum(count for said, count in counts.items() if said >> bit & 1) >= half > 0
    )


def kinds_of(slugs: Iterable[str]) -> int:
    """A bit for each kind of qualification, in the order of the taxonomy."""
    return _bits(_KIND[slug] for slug in slugs)


def levels_of(named: Iterable[tuple[str, int]]) -> list[int]:
    """For each kind of qualification a byte with a bit for each level at which it is named."""
    levels = [0] * len(TAXONOMY)
    for slug, level in named:
        levels[_KIND[slug]] |= 1 << level - LEVELS.start
    return levels


def _bits(numbers: Iterable[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits
