"""Readings: the routes of a segment, and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from indexer.ways.blocks import NO_ROUTE
from indexer.ways.cues import within
from indexer.ways.demands import HIGHER, Item, Spoken, spoken_of
from indexer.ways.segments import Segment
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
    Route.OTHER: {Route.APPRENTICESHIP},
    Route.VOLUNTEERING: {Route.APPRENTICESHIP},
}
"""The routes that each route gives way to within a segment."""

_LATER_REACH = 30
"""The characters before its sign in which a later step may be named."""

_ACADEMIC = frozenset({"a-level", "btec"})
_EITHER = re.compile(r"\bor\b")


class Reading(msgspec.Struct, frozen=True):
    """A segment with its routes and demands.

    `routes` have their offsets. `asks` if it asks for something (`academic`: at A level; `degree`: a degree,
    with `subject` if it names one), `weak` if it is about applying, `denied` if its routes are closed.
    """

    segment: Segment
    routes: tuple[tuple[Route, int], ...]
    asks: bool
    weak: bool
    denied: bool
    academic: bool
    degree: bool
    subject: bool


def reading_of(lower: str, segment: Segment, cues: Sequence[Cue], items: Sequence[Item]) -> Reading:
    """The reading of a segment, from its cues and items."""
    start, end = segment.start, segment.end
    here = within(cues, start, end)
    inside = within(items, start, end)
    demands = list(spoken_of(lower, inside, start, end, None))
    says = {cue.says for cue in here}
    denied = DENIED in says and speech().condition.search(lower, start, end) is None
    asked = [demand.item for demand in demands if demand.spoken is Spoken.ASKED]
    named = [demand.item for demand in demands if demand.spoken is not Spoken.TAKEN]
    opened = [
        (_ROUTES[cue.says], cue.start)
        for cue in here
        if cue.says in _ROUTES
        and not _is_hidden(cue, here)
        and not _is_named(cue, named)
        and not _is_cut(cue, inside)
    ]
    alone = [(_ROUTES[cue.says[:-1]], cue.start) for cue in here if cue.says.endswith(IF_ALONE)]
    opened += [
        (Route.UNIVERSITY, demand.item.start)
        for demand in demands
        if demand.spoken is Spoken.TAKEN
        and demand.item.mention
        and demand.item.mention.slug in HIGHER
        and Route.APPRENTICESHIP not in says
    ]
    if "experience" in lower[start:end] and speech().useful.search(lower, start, end):
        opened = [each for each in opened if each[0] is not Route.WORK]
    opened = [each for each in opened or alone if not _is_later(*each, here)]
    degrees = [item for item in asked if item.levels is not None and item.levels.low >= 6]
    return Reading(
        segment,
        _kept(lower, opened),
        bool(asked) or NOTHING in says,
        WEAK in says,
        denied,
        any(_is_academic(item) for item in asked),
        bool(degrees),
        bool(degrees) and all(item.mention for item in degrees),
    )


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
    return any(item.start < cue.end < item.end for item in items)


def _is_named(cue: Cue, named: Sequence[Item]) -> bool:
    """Whether a cue is only the name of a course that is needed or useful."""
    return cue.says in {Route.UNIVERSITY, Route.COLLEGE} and any(
        item.start < cue.end and cue.start < item.end for item in named
    )


def _is_later(route: Route, place: int, here: Sequence[Cue]) -> bool:
    """Whether a course is taken after entry ("have gone on to a degree")."""
    return route in {Route.UNIVERSITY, Route.COLLEGE, Route.OTHER} and any(
        cue.says == LATER and place > cue.start - _LATER_REACH for cue in here
    )


def _is_academic(item: Item) -> bool:
    return (
        item.mention.slug in _ACADEMIC if item.mention else item.levels is not None and item.levels.low == 3
    )


def _kept(lower: str, opened: list[tuple[Route, int]]) -> tuple[tuple[Route, int], ...]:
    """The routes of a segment at their first offsets, without those that give way."""
    first: dict[Route, int] = {}
    for route, place in sorted(opened, key=lambda each: each[1]):
        first.setdefault(route, place)
    return tuple(each for each in first.items() if not _gives_way(lower, *each, first))


def _gives_way(lower: str, route: Route, place: int, first: Mapping[Route, int]) -> bool:
    """Whether a route gives way to another; of two kinds of job, the first stays."""
    stronger = [place_of for other, place_of in first.items() if other in _YIELDS.get(route, set())]
    if not stronger or {Route.DIRECT, Route.WORK}.issuperset(first):
        return any(other < place for other in stronger)
    return not all(_EITHER.search(lower, *sorted((place, other))) for other in stronger)
