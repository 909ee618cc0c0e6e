"""Ways in as cards: for each route what one needs, what one gets, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.profile import Profile, anchors
from indexer.qualification import BY_SLUG, Levels, Mention
from indexer.qualification.sentences import sentences
from indexer.rules.facets import ROUTE_LABELS
from indexer.ways import Route, WayIn
from service.view.lead_ins import pieces_of
from service.view.prose import route_anchor

ENOUGH = (
    "No qualifications",
    "GCSEs at grades 3 to 1, or another level 1",
    "GCSEs at grades 9 to 4, or another level 2",
    "A levels, or another level 3",
    "An HNC, or another level 4",
    "An HND, or another level 5",
    "A degree",
    "A master's degree, or another level 7",
    "A doctorate",
)
"""What is enough to begin, by its level from 0 to 8."""

MOST_NAMED = 4
"""How many qualifications a line of a card names."""

MOST_QUOTED = 2
LONGEST_QUOTE = 240
"""How many sentences a card quotes, and how many characters of each."""


class NamedNeed(NamedTuple):
    """A qualification in the text's own words, and its slug."""

    text: str
    slug: str


class Card(NamedTuple):
    """A way in as it is shown. `start` is the least level that is enough, None if the text does not say.

    `enough` says it in words where the text names no qualification.
    """

    route: Route
    label: str
    anchor: str
    start: int | None
    level: str
    enough: str
    needs: tuple[NamedNeed, ...]
    gains: tuple[NamedNeed, ...]
    needs_experience: bool
    quotes: tuple[str, ...]
    source: str


def cards(profile: Profile, ways: Iterable[WayIn]) -> list[Card]:
    """The ways into a profile's job, in the order of the routes."""
    order = list(Route)
    return [_card(profile, way) for way in sorted(ways, key=lambda way: order.index(way.route))]


def says_needs(card: Card) -> bool:
    """Whether a way in says what you need for it."""
    return bool(card.needs or card.enough or card.needs_experience)


def card_anchor(route: Route) -> str:
    """The anchor of a route's card; no section has it, as a slug has no underscore."""
    return f"way_{route}"


def _card(profile: Profile, way: WayIn) -> Card:
    asked = [mention for mention in way.needs if _is_enough(mention, way.start)]
    needs = tuple(_named(asked))
    gains = tuple(_named(mention for mention in way.leads_to if _is_more(mention, way.start)))
    return Card(
        route=way.route,
        label=ROUTE_LABELS[way.route],
        anchor=card_anchor(way.route),
        start=way.start.low if way.start else None,
        level=_level(way.start) if needs else "",
        enough=ENOUGH[way.start.low] if way.start and not needs else "",
        needs=needs,
        gains=gains,
        needs_experience=way.needs_experience,
        quotes=tuple(_quotes(profile, way, asked)),
        source="" if way.section is None else _source(profile, way.section, way.route),
    )


def _level(start: Levels | None) -> str:
    if start is None or start.low == 0:
        return ""
    return f"level {start.low}" if start.low == start.high else f"level {start.low} or {start.high}"


def _is_enough(mention: Mention, start: Levels | None) -> bool:
    """Whether a qualification is enough to start, rather than only asked for by a shorter course."""
    return start is None or mention.levels is None or mention.levels.low <= start.high


def _is_more(mention: Mention, start: Levels | None) -> bool:
    """Whether a qualification is gained; one no higher than the start is another way to start."""
    return start is None or mention.levels is None or mention.levels.high > start.high


def _named(mentions: Iterable[Mention]) -> Iterator[NamedNeed]:
    """The mentions, without those that repeat an earlier one of the same kind."""
    said: list[Mention] = []
    for mention in mentions:
        if len(said) < MOST_NAMED and not any(_covers(other, mention) for other in said):
            said.append(mention)
    broader = {BY_SLUG[mention.slug].broader for mention in said}
    for mention in said:
        if mention.slug not in broader:
            yield NamedNeed(" ".join(mention.text.split()), mention.slug)


def _covers(said: Mention, other: Mention) -> bool:
    """Whether a mention says what another does: its words, or the same thing at more levels."""
    if said.slug != other.slug:
        return False
    one, two = said.text.lower().split(), other.text.lower().split()
    if one == two or said.levels is None or other.levels is None:
        return one == two or said.levels == other.levels
    within = said.levels.low <= other.levels.low and other.levels.high <= said.levels.high
    return within and (said.levels != other.levels or one[-1:] == two[-1:])


def _quotes(profile: Profile, way: WayIn, asked: Sequence[Mention]) -> Iterator[str]:
    """The sentences that name what is needed; first one that speaks of the way where none of those does."""
    if way.section is None:
        return
    text = profile.sections[way.section].text
    start, end = way.span
    every = list(sentences(text))
    spoken = [each for each in every if each.start < end and start < each.end]
    asking = [each for each in every if any(each.start <= one.start < each.end for one in asked)]
    first = [] if any(each in asking for each in spoken) else spoken[:1]
    for sentence in (first + asking)[:MOST_QUOTED]:
        introduced = text[sentence.start : start].rstrip().endswith((":", "|"))
        whole = text[start if introduced else sentence.start : sentence.end]
        yield _shortened(" ".join(whole.split()))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rpartition(" ")[0].rstrip(" ,;:") + " …"


def _source(profile: Profile, section: int, route: Route) -> str:
    """The anchor of a way in's text: the heading of its route if its section has one."""
    anchor = anchors(profile.sections)[section]
    headed = any(piece.route is route for piece in pieces_of(profile.sections[section]))
    return route_anchor(anchor, route) if headed else anchor
