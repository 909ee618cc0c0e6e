"""Ways in that an editor declares, in front matter or in a record: what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.error_messages import near
from indexer.profile import DeclaredWay
from indexer.ways import Route

ROUTES = tuple(route.value for route in Route)
WAY_EXAMPLE = "{route: apprenticeship, start: 2}"


def ways_problem(ways: Sequence[DeclaredWay]) -> str | None:
    """What is wrong with the last of some ways in that an editor declared; None if nothing is."""
    way = ways[-1]
    if not way.route:
        return f"each entry of ways needs a route, as in {WAY_EXAMPLE}"
    if way.route not in ROUTES:
        return f'"{way.route[:80]}" is not a route{near(way.route, ROUTES)}'
    if way.start is not None and not 0 <= way.start <= 8:
        return f"the start of {way.route} in ways must be a level from 0 to 8; leave it out if unknown"
    if way.route in {other.route for other in ways[:-1]}:
        return (
            f"{way.route} is used twice in ways; keep the one with the lowest level that is enough to start"
        )
    return None
