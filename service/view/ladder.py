"""The qualification ladder: levels 8 to 1, each with its qualifications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from indexer.qualification import TAXONOMY, Levels, Mention, Qualification, sure_levels

TOP = 8


class Place(NamedTuple):
    """A qualification and its range of levels."""

    qualification: Qualification
    low: int
    high: int


class Step(NamedTuple):
    """A level and its qualifications.

    `profiles` is the number of profiles, if counted; `share` is that in percent of the highest number.
    """

    level: int
    qualifications: tuple[Qualification, ...]
    profiles: int | None = None
    share: int = 0


def ladder(places: Iterable[Place]) -> list[Step]:
    """The eight steps from the top down, each with the qualifications that cover it."""
    standing = list(places)
    return [
        Step(level, _narrowest(place.qualification for place in standing if place.low <= level <= place.high))
        for level in range(TOP, 0, -1)
    ]


def with_profiles(steps: Sequence[Step], counts: Mapping[int, int]) -> list[Step]:
    """The steps with the number of profiles for each level."""
    most = max(counts.values(), default=0)
    return [
        step._replace(profiles=count, share=round(100 * count / most) if most else 0)
        for step in steps
        for count in (counts.get(step.level, 0),)
    ]


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
