"""Recognition of ways in: blocks and sentences in, a way for each route out.

Headings and lead-ins decide where a text has them; where it has none, its sentences do. Every step looks
at a bounded stretch, so that the work grows with the text and no faster.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.qualification import Levels, Mention, qualifications_in
from indexer.qualification.recognition import lower_of, plain_of
from indexer.qualification.sentences import sentences
from indexer.ways.blocks import NO_ROUTE, Block, blocks_of
from indexer.ways.cues import demand_cues, route_cues
from indexer.ways.demands import STUDY, Demand, Item, Spoken, graded, least, spoken_of
from indexer.ways.prose import Stretch, stretches
from indexer.ways.segments import segments
from indexer.ways.tables import DENIED, NO_LEVEL, NOTHING, Cue, speech
from indexer.ways.values import Route, WayIn

_NONE = Levels(0, 0, "stated")


def ways_in_text(text: str, headings: Sequence[str] = ()) -> tuple[WayIn, ...]:
    """The ways in that a text gives, one a route; `headings` are those under which it stands.

    >>> [(way.route.value, way.start) for way in ways_in_text("College: two GCSEs at grade 4 get you in.")]
    [('college', Levels(low=2, high=2, basis='stated'))]
    """
    plain = plain_of(text)
    lower = lower_of(plain)
    mentions = qualifications_in(text)
    cues = demand_cues(plain, lower)
    items = _items(lower, mentions, cues)
    found = [
        stretch
        for block in blocks_of(plain, headings)
        for stretch in _stretches(plain, lower, block, cues, items)
    ]
    routes = dict.fromkeys(stretch.route for stretch in found)
    return tuple(
        _way(text, lower, route, [each for each in found if each.route is route], cues, items)
        for route in routes
    )


def _items(lower: str, mentions: Sequence[Mention], cues: Sequence[Cue]) -> list[Item]:
    """The qualifications and the levels of a text in order; words within a mention say nothing of their own."""
    items = [
        Item(mention.start, mention.end, graded(lower, mention, len(lower)), mention) for mention in mentions
    ]
    taken = [(mention.start, mention.end) for mention in mentions]
    reached = 0
    for cue in cues:
        low, dash, high = cue.says.partition("-")
        if (
            not (cue.says == NO_LEVEL or (dash and low.isdigit()))
            or cue.start < reached
            or _overlaps(cue, taken)
        ):
            continue
        reached = cue.end
        if cue.says != NO_LEVEL:
            items.append(Item(cue.start, cue.end, Levels(int(low), int(high), "stated")))
    return sorted(items, key=lambda item: item.start)


def _overlaps(cue: Cue, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < cue.end and cue.start < end for start, end in taken)


def _stretches(
    plain: str, lower: str, block: Block, cues: Sequence[Cue], items: Sequence[Item]
) -> list[Stretch]:
    if block.route == NO_ROUTE:
        return []
    start, end = block.body, block.end
    if block.route is None:
        inside = [cue for cue in cues if start <= cue.start < end]
        return stretches(lower, list(segments(plain, start, end)), [*inside, *route_cues(plain, lower, start, end)], items)
    spoken = list(sentences(plain[start:end]))
    if not spoken or _is_denied(lower, start, start + spoken[0].end, cues):
        return []
    route = Route(block.route)
    return [
        Stretch(route, start + each.start, start + each.end, start + number, True) for number, each in enumerate(spoken)
    ]


def _is_denied(lower: str, start: int, end: int, cues: Sequence[Cue]) -> bool:
    """Whether the first words under a heading say that there is no such way."""
    denied = any(cue.says == DENIED and start <= cue.start < end for cue in cues)
    return denied and speech().condition.search(lower, start, end) is None


def _way(
    text: str, lower: str, route: Route, found: Sequence[Stretch], cues: Sequence[Cue], items: Sequence[Item]
) -> WayIn:
    demands = [demand for each in found for demand in _demands(lower, each, items)]
    asked = [demand.item for demand in demands if demand.spoken is Spoken.ASKED]
    taken = [demand.item for demand in demands if demand.spoken is Spoken.TAKEN]
    return WayIn(
        route=route,
        start=_start(lower, route, found, cues, asked),
        needs=tuple(item.mention for item in asked if item.mention),
        leads_to=tuple(item.mention for item in taken if item.mention),
        needs_experience=route is not Route.VOLUNTEERING
        and any(_asks_experience(lower[each.start : each.end]) for each in found),
        section=0,
        span=_span(text, found),
    )


def _demands(lower: str, stretch: Stretch, items: Sequence[Item]) -> list[Demand]:
    inside = [item for item in items if stretch.start <= item.start < stretch.end]
    return list(spoken_of(lower, inside, stretch.start, stretch.end, stretch.route))


def _start(
    lower: str, route: Route, found: Sequence[Stretch], cues: Sequence[Cue], asked: Sequence[Item]
) -> Levels | None:
    """The levels with which a route can be begun: the least of what its sentences ask for."""
    choices: list[Levels] = []
    for number in dict.fromkeys(stretch.sentence for stretch in found):
        own = [stretch for stretch in found if stretch.sentence == number]
        items = [item for item in asked if any(each.start <= item.start < each.end for each in own)]
        level = least(lower, items)
        if level and choices and speech().also.search(lower, own[0].start, own[-1].end):
            choices[-1] = max(choices[-1], level, key=_order)
        elif level:
            choices.append(level)
        if any(
            _says_nothing(cue, items) for each in own for cue in cues if each.start <= cue.start < each.end
        ):
            choices.append(_NONE)
    if route is Route.UNIVERSITY and any(each.low >= 3 for each in choices):
        choices = [each for each in choices if each.low >= 3 or each == _NONE]
    return min(choices, key=_order, default=None)


def _order(levels: Levels) -> tuple[int, int]:
    return levels.low, levels.high


def _says_nothing(cue: Cue, asked: Sequence[Item]) -> bool:
    """Whether a cue says that nothing is needed, and nothing that is follows it ("nothing but GCSE maths")."""
    return cue.says == NOTHING and not any(cue.start < item.start < cue.end + 40 for item in asked)


def _asks_experience(stretch: str) -> bool:
    says = speech()
    return says.experience.search(stretch) is not None and says.no_experience.search(stretch) is None


def _span(text: str, found: Sequence[Stretch]) -> tuple[int, int]:
    """The first run of stretches that follow each other, without the space around it."""
    start, end, sentence = found[0].start, found[0].end, found[0].sentence
    for each in found[1:]:
        if each.sentence - sentence > 1:
            break
        end, sentence = max(end, each.end), each.sentence
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip())
