"""Routes that a profile closes: its text names them and says that nobody can start there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.profile import Profile, SectionKind
from indexer.qualification.recognition import lower_of, plain_of
from indexer.qualification.sentences import sentences
from indexer.ways.blocks import NO_ROUTE, Block, blocks_of
from indexer.ways.cues import demand_cues, route_cues
from indexer.ways.profiles import stated_ways
from indexer.ways.readings import reading_of
from indexer.ways.recognition import is_denied
from indexer.ways.segments import segments
from indexer.ways.tables import Cue
from indexer.ways.values import Route


def closed_routes(profile: Profile) -> frozenset[Route]:
    """The routes that a profile's requirements name only to say that they are closed.

    >>> from indexer.profile import Section
    >>> text = "We no longer take apprentices."
    >>> [route.value for route in closed_routes(Profile("w", "W", (Section("requirements", "Entry", text),)))]
    ['apprenticeship']
    """
    closed = {
        route
        for section in profile.sections
        if section.kind is SectionKind.REQUIREMENTS
        for route in _closed_in(section.text, (section.heading,))
    }
    return frozenset(closed - {way.route for way in stated_ways(profile)})


def _closed_in(text: str, headings: Sequence[str]) -> Iterator[Route]:
    plain = plain_of(text)
    lower = lower_of(plain)
    cues = demand_cues(plain, lower)
    for block in blocks_of(plain, headings):
        if block.route is None:
            yield from _closed_in_prose(plain, lower, block, cues)
        elif block.route != NO_ROUTE and _is_closed(plain, lower, block, cues):
            yield Route(block.route)


def _closed_in_prose(plain: str, lower: str, block: Block, cues: Sequence[Cue]) -> Iterator[Route]:
    start, end = block.body, block.end
    every = sorted((*cues, *route_cues(plain, lower, start, end)), key=lambda cue: cue.start)
    for segment in segments(plain, start, end):
        reading = reading_of(lower, segment, every, ())
        if reading.denied:
            yield from (route for route, _ in reading.routes)


def _is_closed(plain: str, lower: str, block: Block, cues: Sequence[Cue]) -> bool:
    """Whether the first sentence under a heading says that there is no such way."""
    first = next(iter(sentences(plain[block.body : block.end])), None)
    return first is not None and is_denied(lower, block.body + first.start, block.body + first.end, cues)
