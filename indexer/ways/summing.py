"""Summing up: the way in that the stretches of a route give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

import msgspec

from indexer.qualification import Levels
from indexer.ways.cues import within
from indexer.ways.demands import Demand, Item, Spoken, least, spoken_of
from indexer.ways.prose import Stretch
from indexer.ways.tables import NOTHING, Cue, speech
from indexer.ways.values import Route, WayIn

_NONE = Levels(0, 0, "stated")
_SOON = 40
"""The characters after "nothing but" in which an exception may be."""

_EDGES = ",;:" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_STOP = re.compile(r"[;.\n]|,\s*(?:though|although|but|however|while)\b")


class Marked(msgspec.Struct, frozen=True):
    """A text with its cues, items and demands for experience, each in order."""

    text: str
    lower: str
    cues: Sequence[Cue]
    items: Sequence[Item]
    experience: Sequence[int]


def way_of(route: Route, found: Sequence[Stretch], marked: Marked) -> WayIn:
    """The way in that the stretches of a route give."""
    demands = [demand for each in found for demand in _demands(each, marked)]
    asked = [demand.item for demand in demands if demand.spoken is Spoken.ASKED]
    taken = [demand.item for demand in demands if demand.spoken is Spoken.TAKEN]
    return WayIn(
        route=route,
        start=_start(route, found, asked, marked),
        needs=tuple(item.mention for item in asked if item.mention),
        leads_to=tuple(item.mention for item in taken if item.mention),
        needs_experience=route is not Route.VOLUNTEERING
        and any(_asks_experience(each, marked) for each in found),
        section=0,
        span=_span(marked.text, found),
    )


def _demands(stretch: Stretch, marked: Marked) -> list[Demand]:
    inside = within(marked.items, stretch.start, stretch.end)
    return list(spoken_of(marked.lower, inside, stretch.start, stretch.end, stretch.route))


def _start(route: Route, found: Sequence[Stretch], asked: Sequence[Item], marked: Marked) -> Levels | None:
    """The levels that are enough to start a route: the lowest of its sentences."""
    choices: list[Levels] = []
    for _, group in groupby(found, key=lambda stretch: stretch.sentence):
        own = list(group)
        items = [item for each in own for item in within(asked, each.start, each.end)]
        level = least(marked.lower, items)
        if level and choices and speech().also.search(marked.lower, own[0].start, own[-1].end):
            choices[-1] = max(choices[-1], level, key=_order)
        elif level:
            choices.append(level)
        cues = (cue for each in own for cue in within(marked.cues, each.start, each.end))
        if any(_says_nothing(marked.lower, cue, items) for cue in cues):
            choices.append(_NONE)
    if route is Route.UNIVERSITY and any(each.low >= 3 for each in choices):
        choices = [each for each in choices if each.low >= 3 or each == _NONE]
    return min(choices, key=_order, default=None)


def _order(levels: Levels) -> tuple[int, int]:
    return levels.low, levels.high


def _says_nothing(lower: str, cue: Cue, asked: Sequence[Item]) -> bool:
    """Whether a cue says that nothing is needed, without an exception after it."""
    if cue.says != NOTHING:
        return False
    soon = within(asked, cue.start + 1, cue.end + _SOON)
    return not any(_STOP.search(lower, cue.end, item.start) is None for item in soon)


def _asks_experience(stretch: Stretch, marked: Marked) -> bool:
    """Whether a stretch asks for experience, rather than calls it needless or useful."""
    if not any(stretch.start <= place < stretch.end for place in marked.experience):
        return False
    return speech().no_experience.search(marked.lower, stretch.start, stretch.end) is None


def _span(text: str, found: Sequence[Stretch]) -> tuple[int, int]:
    """The span of the first run of adjacent stretches, without space and commas."""
    start, end, sentence = found[0].start, found[0].end, found[0].sentence
    for each in found[1:]:
        if each.sentence - sentence > 1:
            break
        end, sentence = max(end, each.end), each.sentence
    body = text[start:end]
    return start + len(body) - len(body.lstrip(_EDGES)), end - len(body) + len(body.rstrip(_EDGES))
