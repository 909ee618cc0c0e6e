"""The ladder: levels 8 to 1, each with the qualifications at it; of a profile with its ways in as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from indexer.qualification import TAXONOMY, Levels, Mention, Qualification, sure_levels
from service.view.ways import Card

TOP = 8


class Place(NamedTuple):
    """A qualification and its range of levels."""

    qualification: Qualification
    low: int
    high: int


class Rung(NamedTuple):
    """A level and its qualifications; where profiles are counted, how many, and in percent of the most.

    `ways` are those that can be begun with the level.
    """

    level: int
    qualifications: tuple[Qualification, ...]
    profiles: int | None = None
    share: int = 0
    ways: tuple[Card, ...] = ()


def ladder(places: Iterable[Place]) -> list[Rung]:
    """The eight steps from the top down, each with the qualifications that cover it."""
    standing = list(places)
    return [
        Rung(level, _narrowest(place.qualification for place in standing if place.low <= level <= place.high))
        for level in range(TOP, 0, -1)
    ]


def with_profiles(steps: Sequence[Rung], counts: Mapping[int, int]) -> list[Rung]:
    """The steps with the number of profiles for each level."""
    most = max(counts.values(), default=0)
    return [
        step._replace(profiles=count, share=round(100 * count / most) if most else 0)
        for step in steps
        for count in (counts.get(step.level, 0),)
    ]


def with_ways(steps: Sequence[Rung], cards: Sequence[Card]) -> list[Rung]:
    """The steps that have something, and below them step 0 for the ways in that need no qualification."""
    begun = (
        step._replace(ways=tuple(card for card in cards if card.start == step.level))
        for step in (*steps, Rung(0, ()))
    )
    return [step for step in begun if step.ways or step.qualifications]


def placed(mentions: Iterable[Mention]) -> list[Place]:
    """The places of mentions at their own levels, in the order of the taxonomy."""
    named = {(one.slug, levels) for one in mentions if (levels := sure_levels(one))}
    return [
        Place(kind, levels.low, levels.high)
        for kind in TAXONOMY
        for levels in sorted((found for slug, found in named if slug == kind.slug), key=_low)
    ]


def without_step(mentions: Sequence[Mention]) -> list[Qualification]:
    """The qualifications that are mentioned without a certain level."""
    stepped = {one.slug for one in mentions if sure_levels(one)}
    return [kind for kind in TAXONOMY if kind.slug in {one.slug for one in mentions} - stepped]


def everywhere(kinds: Iterable[Qualification]) -> list[Place]:
    """The places of all kinds; a kind of few levels comes before one of many."""
    places = [Place(kind, kind.low, kind.high) for kind in kinds if kind.low and kind.high]
    return sorted(places, key=lambda place: place.high - place.low)


def _narrowest(kinds: Iterable[Qualification]) -> tuple[Qualification, ...]:
    """The distinct kinds of a step, without broader ones of others in it."""
    different = dict.fromkeys(kinds)
    broader = {kind.broader for kind in different}
    return tuple(kind for kind in different if kind.slug not in broader)


def _low(levels: Levels) -> int:
    return levels.low
