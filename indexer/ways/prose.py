"""Routes in running text: which route each stretch speaks of, by its cues and by what came before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

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
"""A route gives way, within one segment, to those it is spoken of beside."""

_LATER_REACH = 30
"""How many characters before its sign a later step may be named ("an HNC on day release")."""

_BEGUN_AT_ONCE = frozenset({Route.WORK, Route.DIRECT, Route.OTHER, Route.COLLEGE})

_ACADEMIC = frozenset({"a-level", "btec"})


_EITHER = re.compile(r"\bor\b")
_PRONOUN = re.compile(r"\W*(?:that|it|this|they|these|those|none|not)\b")


class Stretch(msgspec.Struct, frozen=True):
    """A stretch `text[start:end]` that speaks of a route; `opens` where its own words name the route."""

    route: Route
    start: int
    end: int
    sentence: int
    opens: bool


class Reading(msgspec.Struct, frozen=True):
    """A segment with what is found in it."""

    segment: Segment
    routes: tuple[tuple[Route, int], ...]
    asks: bool
    weak: bool
    denied: bool
    academic: bool
    degree: bool
    subject: bool


def stretches(
    lower: str, parts: Sequence[Segment], cues: Sequence[Cue], items: Sequence[Item]
) -> list[Stretch]:
    """The stretches of some segments that speak of a route."""
    found: list[Stretch] = []
    readings = [_reading(lower, segment, cues, items) for segment in parts]
    current: Route | None = None
    studied = any(reading.academic for reading in readings)
    for _, group in groupby(readings, key=lambda reading: reading.segment.sentence):
        sentence = list(group)
        ahead = next(
            (
                reading.routes[0][0]
                for reading in sentence
                if reading.routes and not reading.denied and reading.routes[0][0] is not Route.VOLUNTEERING
            ),
            None,
        )
        for reading in sentence:
            if reading.denied:
                _take_back(lower, found, reading)
                continue
            if reading.routes:
                ahead = None
                found += _split(reading)
                current = reading.routes[-1][0]
            elif route := _carried(
                reading, ahead or _announced(reading, readings, current), current, studied
            ):
                found.append(
                    Stretch(
                        route, reading.segment.start, reading.segment.end, reading.segment.sentence, False
                    )
                )
                current = route
    return found


def _reading(lower: str, segment: Segment, cues: Sequence[Cue], items: Sequence[Item]) -> Reading:
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
    """Whether a route of a segment gives way to another; of a job and a junior job the one named first stays."""
    stronger = [place_of for other, place_of in first.items() if other in _YIELDS.get(route, set())]
    if not stronger or {Route.DIRECT, Route.WORK}.issuperset(first):
        return any(other < place for other in stronger)
    return not all(_EITHER.search(lower, *sorted((place, other))) for other in stronger)


def _split(reading: Reading) -> Iterator[Stretch]:
    segment, routes = reading.segment, reading.routes
    starts = [segment.start, *(place for _, place in routes[1:])]
    ends = [*starts[1:], segment.end]
    for (route, _), start, end in zip(routes, starts, ends, strict=True):
        yield Stretch(route, start, end, segment.sentence, True)


def _carried(reading: Reading, ahead: Route | None, current: Route | None, studied: bool) -> Route | None:
    """The route of a segment that names none: the sentence's, that of the text before, or what it suggests.

    A degree is asked for by the employer, unless the text says with what its study is begun.
    """
    if not reading.asks:
        return None
    if ahead:
        return ahead
    if current is None or current is Route.VOLUNTEERING:
        study = reading.academic or (reading.subject and studied)
        return Route.UNIVERSITY if study and not reading.weak else Route.DIRECT
    if reading.degree and current in {Route.COLLEGE, Route.APPRENTICESHIP}:
        return None
    return current


def _announced(reading: Reading, readings: Sequence[Reading], current: Route | None) -> Route | None:
    """The route that the next sentence names, for a text that begins with what it asks for."""
    if current is not None or reading.degree or reading.academic:
        return None
    number = reading.segment.sentence + 1
    following = (route for each in readings if each.segment.sentence == number for route, _ in each.routes)
    return next((route for route in following if route in _BEGUN_AT_ONCE), None)


def _take_back(lower: str, found: list[Stretch], reading: Reading) -> None:
    """Drop what the sentence opened before, where this segment only denies it ("but it closed in 2019")."""
    segment = reading.segment
    if reading.routes or not found or not found[-1].opens:
        return
    gap = segment.sentence - found[-1].sentence
    if (gap == 0 and segment.start - found[-1].end < 3) or (
        gap == 1 and _PRONOUN.match(lower, segment.start)
    ):
        found.pop()
