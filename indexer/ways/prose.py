"""Prose: the route that each stretch of running text is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from indexer.ways.demands import Item
from indexer.ways.readings import SegmentReading, are_alternatives, reading_of
from indexer.ways.segments import TextSegment
from indexer.ways.tables import Cue
from indexer.ways.values import Route

_BEGUN_AT_ONCE = frozenset({Route.WORK, Route.DIRECT, Route.OTHER, Route.COLLEGE})
_BELOW_DEGREE = frozenset({Route.COLLEGE, Route.APPRENTICESHIP})
_PRONOUN = re.compile(r"\W*(?:that|it|this|they|these|those|none|not)\b")


class Stretch(msgspec.Struct, frozen=True):
    """A stretch `text[start:end]` about a route; `opens` if its own words name it."""

    route: Route
    start: int
    end: int
    sentence: int
    opens: bool


def stretches(
    lower: str, parts: Sequence[TextSegment], cues: Sequence[Cue], items: Sequence[Item]
) -> list[Stretch]:
    """The stretches of some segments that are about a route."""
    readings = [reading_of(lower, segment, cues, items) for segment in parts]
    studied = any(reading.academic for reading in readings)
    begun = _begun_at_once(readings)
    found: list[Stretch] = []
    current: tuple[Route, ...] = ()
    for _, group in groupby(readings, key=lambda reading: reading.segment.sentence):
        sentence = list(group)
        ahead = _first_route(sentence)
        for reading in sentence:
            if reading.denied:
                _take_back(lower, found, reading)
            elif reading.routes:
                ahead, current = None, _last_named(lower, reading)
                found += _split(reading)
            elif routes := _carried(reading, ahead or _announced(reading, begun, current), current, studied):
                bracket = lower.startswith("(", reading.segment.start - 1)
                found += [_stretch(route, reading.segment) for route in (routes[-1:] if bracket else routes)]
                current = routes
    return found or [
        _stretch(Route.DIRECT, each.segment) for each in readings if each.weak and not each.denied
    ]


def _stretch(route: Route, segment: TextSegment) -> Stretch:
    return Stretch(route, segment.start, segment.end, segment.sentence, opens=False)


def _first_route(sentence: Sequence[SegmentReading]) -> Route | None:
    """The first route of a sentence, for what it asks for before naming it."""
    first = next(
        (reading.routes[0][0] for reading in sentence if reading.routes and not reading.denied), None
    )
    return first if first is not Route.VOLUNTEERING else None


def _split(reading: SegmentReading) -> Iterator[Stretch]:
    segment, routes = reading.segment, reading.routes
    starts = [segment.start, *(place for _, place in routes[1:])]
    ends = [*starts[1:], segment.end]
    for (route, _), start, end in zip(routes, starts, ends, strict=True):
        yield Stretch(route, start, end, segment.sentence, True)


def _last_named(lower: str, reading: SegmentReading) -> tuple[Route, ...]:
    """The last route of a segment, after the routes to which it is an alternative."""
    *others, (last, place) = reading.routes
    alternatives = [route for route, before in others if are_alternatives(lower, before, place, place)]
    return (*alternatives, last)


def _carried(
    reading: SegmentReading, ahead: Route | None, current: tuple[Route, ...], studied: bool
) -> tuple[Route, ...]:
    """The routes of a segment that names none: the sentence's, those of the text before, or what it suggests.

    A degree is for the employer, unless the text says what you need to begin studying for it.
    """
    if not reading.asks:
        return ()
    if ahead:
        return (ahead,)
    if not current or current == (Route.VOLUNTEERING,):
        study = reading.academic or (reading.subject and studied)
        return (Route.UNIVERSITY if study and not reading.weak else Route.DIRECT,)
    if reading.degree:
        return tuple(route for route in current if route not in _BELOW_DEGREE)
    return current


def _announced(
    reading: SegmentReading, begun: Mapping[int, Route], current: tuple[Route, ...]
) -> Route | None:
    """The route of the next sentence, for a text that begins with its demands."""
    if current or reading.degree or reading.academic:
        return None
    return begun.get(reading.segment.sentence + 1)


def _begun_at_once(readings: Sequence[SegmentReading]) -> dict[int, Route]:
    """The first route of each sentence that is open from the start."""
    begun: dict[int, Route] = {}
    for reading in readings:
        for route, _ in reading.routes:
            if route in _BEGUN_AT_ONCE:
                begun.setdefault(reading.segment.sentence, route)
    return begun


def _take_back(lower: str, found: list[Stretch], reading: SegmentReading) -> None:
    """Drop a route that a later segment denies ("but it closed in 2019")."""
    segment = reading.segment
    if reading.routes or not found or not found[-1].opens:
        return
    gap = segment.sentence - found[-1].sentence
    if (gap == 0 and segment.start - found[-1].end < 3) or (
        gap == 1 and _PRONOUN.match(lower, segment.start)
    ):
        found.pop()
