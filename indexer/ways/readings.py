"""What a segment of running text says: the routes it names, and how it speaks of what it asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

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
    Route.OTHER: {Route.APPRENTICESHIP},
    Route.VOLUNTEERING: {Route.APPRENTICESHIP},
}
"""A route gives way, within one segment, to those it is spoken of beside."""

_LATER_REACH = 30
"""How many characters before its sign a later step may be named ("an HNC on day release")."""

_ACADEMIC = frozenset({"a-level", "btec"})
_EITHER = re.compile(r"\bor\b")


class SegmentReading(msgspec.Struct, frozen=True):
    """A segment with what is found in it.

    `routes` are those it names, with their places; `asks` says that it asks for something (`academic`: at
    A level; `degree`: a degree, `subject` where its subject is named rather than its class), `weak` that it
    speaks of applying, `denied` that its routes are closed.
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
    """What a segment says, of the cues and the items that stand in it."""
    start, end = segment.start, segment.end
    here = within(cues, start, end)
    inside = within(items, start, end)
    demands = list(spoken_of(lower, inside, start, end, None))
    says = {cue.says for cue in here}
    denied = DENIED in says and speech().condition.search(lower, start, end) is None
    asked = [demand.item for demand in demands if demand.spoken is Spoken.ASKED]
    named = [demand.item for demand in demands if demand.spoken is not Spoken.TAKEN]
    opened = [*_named_routes(here, named, inside), *_taken_degrees(demands, says)]
    alone = [(_ROUTES[cue.says[:-1]], cue.start) for cue in here if cue.says.endswith(IF_ALONE)]
    if "experience" in lower[start:end] and speech().useful.search(lower, start, end):
        opened = [each for each in opened if each[0] is not Route.WORK]
    opened = [each for each in opened or alone if not _is_later(*each, here)]
    degrees = [item for item in asked if item.levels is not None and item.levels.low >= 6]
    return SegmentReading(
        segment,
        _kept(lower, opened),
        bool(asked) or NOTHING in says,
        WEAK in says,
        denied,
        any(_is_academic(item) for item in asked),
        bool(degrees),
        bool(degrees) and all(item.mention for item in degrees),
    )


def _named_routes(
    here: Sequence[Cue], named: Sequence[Item], inside: Sequence[Item]
) -> list[tuple[Route, int]]:
    """The routes that cues of a segment name, with their places."""
    return [
        (_ROUTES[cue.says], cue.start)
        for cue in here
        if cue.says in _ROUTES
        and not _is_hidden(cue, here)
        and not _is_named(cue, named)
        and not _is_cut(cue, inside)
    ]


def _taken_degrees(demands: Sequence[Demand], says: Collection[str]) -> list[tuple[Route, int]]:
    """University, where a degree is spoken of as taken and no apprenticeship is named beside it."""
    return [
        (Route.UNIVERSITY, demand.item.start)
        for demand in demands
        if demand.spoken is Spoken.TAKEN
        and demand.item.mention
        and demand.item.mention.slug in HIGHER
        and Route.APPRENTICESHIP not in says
    ]


def _is_hidden(cue: Cue, here: Sequence[Cue]) -> bool:
    """Whether a cue is a part of a longer one that names another route ("pre-apprenticeship")."""
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
    """Whether a cue ends within the name of something else ("onto the degree" of a degree apprenticeship)."""
    return any(item.start < cue.end < item.end for item in items)


def _is_named(cue: Cue, named: Sequence[Item]) -> bool:
    """Whether a cue is but the name of a course that is asked for or called useful ("a Level 3 diploma")."""
    return cue.says in {Route.UNIVERSITY, Route.COLLEGE} and any(
        item.start < cue.end and cue.start < item.end for item in named
    )


def _is_later(route: Route, place: int, here: Sequence[Cue]) -> bool:
    """Whether a course is spoken of as taken after entry ("have gone on to a degree")."""
    return route in {Route.UNIVERSITY, Route.COLLEGE, Route.OTHER} and any(
        cue.says == LATER and place > cue.start - _LATER_REACH for cue in here
    )


def _is_academic(item: Item) -> bool:
    return (
        item.mention.slug in _ACADEMIC if item.mention else item.levels is not None and item.levels.low == 3
    )


def _kept(lower: str, opened: list[tuple[Route, int]]) -> tuple[tuple[Route, int], ...]:
    """The routes of a segment, each at its first place, without those that give way to another."""
    first: dict[Route, int] = {}
    for route, place in sorted(opened, key=lambda each: each[1]):
        first.setdefault(route, place)
    return tuple(each for each in first.items() if not _gives_way(lower, *each, first))


def _gives_way(lower: str, route: Route, place: int, first: Mapping[Route, int]) -> bool:
    """Whether a route of a segment gives way to another; of a job and a junior one the first stays."""
    stronger = [place_of for other, place_of in first.items() if other in _YIELDS.get(route, set())]
    if not stronger or {Route.DIRECT, Route.WORK}.issuperset(first):
        return any(other < place for other in stronger)
    return not all(_EITHER.search(lower, *sorted((place, other))) for other in stronger)
