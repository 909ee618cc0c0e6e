"""Readings: the routes of a segment, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from indexer.ways.blocks import NO_ROUTE
from indexer.ways.cues import within
from indexer.ways.demands import HIGHER, Demand, Item, Spoken, spoken_of
from indexer.ways.segments import TextSegment
from indexer.ways.tables import DENIED, IF_ALONE, LATER, NOTHING, WEAK, Cue, speech
from indexer.ways.values import Route

_ROUTES = {route.value: route for route in Route}
_YIELDS = {
    Route.DIRECT: {
        Route.UNIVERSITY,
        Route.COLLEGE,
        Route.APPRENTICESHIP,
        Route.VOLUNTEERING,
        Route.WORK,
        Route.OTHER,
    },
    Route.WORK: {Route.DIRECT, Route.COLLEGE, Route.APPRENTICESHIP, Route.VOLUNTEERING, Route.OTHER},
    Route.COLLEGE: {Route.APPRENTICESHIP, Route.OTHER},
    Route.OTHER: {Route.APPRENTICESHIP, Route.UNIVERSITY},
    Route.VOLUNTEERING: {Route.APPRENTICESHIP},
}
"""The routes that each route gives way to within a segment."""

_LATER_REACH = 30
"""The characters before its sign in which a later step may be named."""

_ACADEMIC = frozenset({"a-level", "btec"})
_OR = re.compile(r"\bor\b")


class SegmentReading(msgspec.Struct, frozen=True):
    """A segment with its routes and demands.

    `routes` have their offsets. `asks` if it asks for something (`academic`: at A level; `degree`: a degree,
    with `subject` if it names one), `weak` if it is about applying, `denied` if its routes are closed.
    """

    segment: TextSegment
    routes: tuple[tuple[Route, int], ...]
    asks: bool
    weak: bool
    denied: bool
    academic: bool
    degree: bool
    subject: bool


def reading_of(
    lower: str, segment: TextSegment, cues: Sequence[Cue], items: Sequence[Item]
) -> SegmentReading:
    """The reading of a segment, from its cues and items."""
    start, end = segment.start, segment.end
    here = within(cues, start, end)
    says = {cue.says for cue in here}
    demands = list(spoken_of(lower, within(items, start, end), start, end, None))
    asked = [demand.item for demand in demands if demand.spoken is Spoken.ASKED]
    degrees = [item for item in asked if item.levels is not None and item.levels.low >= 6]
    return SegmentReading(
        segment,
        routes=_kept(lower, _opened(lower, segment, here, demands)),
        asks=bool(asked) or NOTHING in says,
        weak=WEAK in says,
        denied=DENIED in says and speech().condition.search(lower, start, end) is None,
        academic=any(_is_academic(lower, item) for item in asked),
        degree=bool(degrees),
        subject=bool(degrees) and all(item.mention for item in degrees),
    )


def _opened(
    lower: str, segment: TextSegment, here: Sequence[Cue], demands: Sequence[Demand]
) -> list[tuple[Route, int]]:
    """The routes that a segment opens, with their places."""
    opened = [*_worded(here, demands), *_studied(here, demands)]
    if not opened:
        opened = [(_ROUTES[cue.says[:-1]], cue.start) for cue in here if cue.says.endswith(IF_ALONE)]
    useful = "experience" in lower[segment.start : segment.end] and speech().useful.search(
        lower, segment.start, segment.end
    )
    return [
        (route, place)
        for route, place in opened
        if not (useful and route is Route.WORK) and not _is_later(route, place, here, segment.end)
    ]


def _worded(here: Sequence[Cue], demands: Sequence[Demand]) -> Iterator[tuple[Route, int]]:
    """The routes that a segment's own words open."""
    items = [demand.item for demand in demands]
    named = [demand.item for demand in demands if demand.spoken is not Spoken.TAKEN]
    for cue in here:
        route = _ROUTES.get(cue.says)
        if route and not (_is_hidden(cue, here) or _is_named(cue, named) or _is_cut(cue, items)):
            yield route, cue.start


def _studied(here: Sequence[Cue], demands: Sequence[Demand]) -> Iterator[tuple[Route, int]]:
    """University, if a degree is taken and not as part of an apprenticeship."""
    if any(cue.says == Route.APPRENTICESHIP for cue in here):
        return
    for demand in demands:
        mention = demand.item.mention
        if demand.spoken is Spoken.TAKEN and mention and mention.slug in HIGHER:
            yield Route.UNIVERSITY, demand.item.start


def _is_hidden(cue: Cue, here: Sequence[Cue]) -> bool:
    """Whether a cue is part of a longer one of another route ("pre-apprenticeship")."""
    return any(
        (other.says in _ROUTES or other.says == NO_ROUTE)
        and other.says != cue.says
        and other.start <= cue.start
        and cue.end <= other.end
        and (other.end - other.start > cue.end - cue.start or other.says == Route.COLLEGE)
        and not (cue.says == Route.APPRENTICESHIP and other.says in {Route.WORK, Route.DIRECT})
        for other in here
    )


def _is_cut(cue: Cue, items: Sequence[Item]) -> bool:
    """Whether a cue ends inside another name ("onto the degree" apprenticeship)."""
    named = cue.says == Route.APPRENTICESHIP
    return not named and any(item.start < cue.end < item.end for item in items)


def _is_named(cue: Cue, named: Sequence[Item]) -> bool:
    """Whether a cue is only the name of a course that is needed or useful."""
    return cue.says in {Route.UNIVERSITY, Route.COLLEGE} and any(
        item.start < cue.end and cue.start < item.end for item in named
    )


def _is_later(route: Route, place: int, here: Sequence[Cue], end: int) -> bool:
    """Whether a course is spoken of as taken after entry ("gone on to a degree", "a degree helps later")."""
    return route in {Route.UNIVERSITY, Route.COLLEGE, Route.OTHER} and any(
        cue.says == LATER and (place > cue.start - _LATER_REACH or cue.end >= end - 1) for cue in here
    )


def _is_academic(lower: str, item: Item) -> bool:
    """Whether an item is what universities ask for; "level 3" is a college's word."""
    if item.mention:
        return item.mention.slug in _ACADEMIC
    low = item.levels.low if item.levels else None
    return low == 3 and not lower.startswith("level", item.start)


def _kept(lower: str, opened: list[tuple[Route, int]]) -> tuple[tuple[Route, int], ...]:
    """The routes of a segment at their first offsets, without the weaker ones."""
    first: dict[Route, int] = {}
    for route, place in sorted(opened, key=lambda each: each[1]):
        first.setdefault(route, place)
    return tuple(each for each in first.items() if not _gives_way(lower, *each, first))


def are_alternatives(lower: str, one: int, other: int, last: int) -> bool:
    """Whether two places are joined by "or", or by the commas of a list that ends in it at `last`."""
    low, high = min(one, other), max(one, other) + 3
    if _OR.search(lower, low, high):
        return True
    return "," in lower[low:high] and _OR.search(lower, high, last + 3) is not None


def _gives_way(lower: str, route: Route, place: int, first: Mapping[Route, int]) -> bool:
    """Whether a route gives way to another; of two kinds of job, the first stays."""
    stronger = [place_of for other, place_of in first.items() if other in _YIELDS.get(route, set())]
    if not stronger or {Route.DIRECT, Route.WORK}.issuperset(first):
        return any(other < place or (other == place and route is Route.WORK) for other in stronger)
    last = max(first.values())
    return not all(are_alternatives(lower, place, other, last) for other in stronger)
