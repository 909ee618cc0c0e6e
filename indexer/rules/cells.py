"""The cells of a profile: a bit for each value, or pair of values, by which lists are filtered and counted.

Every engine lays them out alike, so that each means the same by a way in or a qualification at a level.
"""

from __future__ import annotations

from collections.abc import Iterable

from indexer.qualification import TAXONOMY
from indexer.ways import Route, WayIn

LEVELS = range(1, 9)
"""The RQF levels of qualifications."""

STARTS = range(9)
"""The levels with which a way in can begin: 0 where nothing is needed."""

_ROUTE = {route: number for number, route in enumerate(Route)}
_KIND = {kind.slug: number for number, kind in enumerate(TAXONOMY)}


def routes_of(ways: Iterable[WayIn]) -> int:
    """A bit for each route that has a way in, whether its start is known or not: 7 bits."""
    return _bits(_ROUTE[way.route] for way in ways)


def starts_of(ways: Iterable[WayIn]) -> int:
    """A bit for each route and the least level that begins it, where the text says one: 7 x 9 bits."""
    return _bits(_ROUTE[way.route] * len(STARTS) + way.start.low for way in ways if way.start)


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
