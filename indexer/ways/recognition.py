"""Recognition of ways in: from blocks and sentences to a way for each route.

Headings and lead-ins decide if a text has them, else its sentences do. Every step reads a bounded range, so
time grows linearly with the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.qualification import Levels, Mention, qualifications_in
from indexer.qualification.recognition import lower_of, plain_of
from indexer.qualification.sentences import sentences
from indexer.ways.blocks import NO_ROUTE, Block, blocks_of
from indexer.ways.cues import demand_cues, route_cues, within
from indexer.ways.demands import Item, graded
from indexer.ways.prose import Stretch, stretches
from indexer.ways.segments import segments
from indexer.ways.summing import Marked, way_of
from indexer.ways.tables import DENIED, NO_LEVEL, Cue, speech
from indexer.ways.values import Route, WayIn


def ways_in_text(
    text: str, headings: Sequence[str] = (), mentions: Sequence[Mention] | None = None
) -> tuple[WayIn, ...]:
    """The ways in that a text gives, at most one for each route.

    `headings` are the headings above the text, and `mentions` its qualifications if they are already known.

    >>> [(way.route.value, way.start) for way in ways_in_text("College: two GCSEs at grade 4 get you in.")]
    [('college', Levels(low=2, high=2, basis='stated'))]
    """
    plain = plain_of(text)
    lower = lower_of(plain)
    cues = demand_cues(plain, lower)
    named = qualifications_in(text) if mentions is None else mentions
    items = sorted(_items(lower, named, cues), key=lambda item: item.start)
    found = [
        stretch
        for block in blocks_of(plain, headings)
        for stretch in _stretches(plain, lower, block, cues, items)
    ]
    experience = [match.start() for match in speech().experience.finditer(lower)]
    marked = Marked(text, lower, cues, items, experience)
    routes = dict.fromkeys(stretch.route for stretch in found)
    return tuple(way_of(route, [each for each in found if each.route is route], marked) for route in routes)


def _items(lower: str, mentions: Sequence[Mention], cues: Sequence[Cue]) -> Iterator[Item]:
    """The qualifications and levels of a text; levels inside a mention do not count."""
    for mention in mentions:
        yield Item(mention.start, mention.end, graded(lower, mention), mention)
    reached = 0
    for cue in cues:
        low, dash, high = cue.says.partition("-")
        if cue.says != NO_LEVEL and not (dash and low.isdigit()):
            continue
        near = within(mentions, cue.start - 200, cue.end)
        if cue.start < reached or any(cue.start < each.end for each in near):
            continue
        reached = cue.end
        if cue.says != NO_LEVEL:
            yield Item(cue.start, cue.end, Levels(int(low), int(high), "stated"))


def _stretches(
    plain: str, lower: str, block: Block, cues: Sequence[Cue], items: Sequence[Item]
) -> list[Stretch]:
    """The segments of a block, by the route of its heading or by its prose."""
    if block.route == NO_ROUTE:
        return []
    start, end = block.body, block.end
    if block.route is None:
        every = sorted(
            (*within(cues, start, end), *route_cues(plain, lower, start, end)), key=lambda cue: cue.start
        )
        return stretches(lower, list(segments(plain, start, end)), every, items)
    spoken = [(start + each.start, start + each.end) for each in sentences(plain[start:end])]
    if not spoken or is_denied(lower, *spoken[0], cues):
        return []
    route = Route(block.route)
    return [Stretch(route, *place, start + number, opens=True) for number, place in enumerate(spoken)]


def is_denied(lower: str, start: int, end: int, cues: Sequence[Cue]) -> bool:
    """Whether the first words below a heading say that there is no such way."""
    denied = any(cue.says == DENIED for cue in within(cues, start, end))
    return denied and speech().condition.search(lower, start, end) is None
