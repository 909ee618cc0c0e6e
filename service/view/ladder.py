"""The qualification ladder: a stair of eight steps with the qualifications that stand on each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.qualification import TAXONOMY, Levels, Mention, Qualification

TREAD = 12
"""How far a step stands back from the one below it, in the drawing's units."""

TOP = 8
WIDTH = TREAD * TOP


class Place(NamedTuple):
    """A qualification and the steps that it covers."""

    qualification: Qualification
    low: int
    high: int


class Step(NamedTuple):
    """A step: where its block begins and how wide it is, and the qualifications that stand on it."""

    level: int
    x: int
    width: int
    qualifications: tuple[Qualification, ...]


def ladder(places: Iterable[Place]) -> list[Step]:
    """The eight steps from the top down; each qualification stands on every step of its range."""
    standing = list(places)
    return [
        Step(
            level,
            x=TREAD * (level - 1),
            width=TREAD * (TOP + 1 - level),
            qualifications=tuple(
                dict.fromkeys(place.qualification for place in standing if place.low <= level <= place.high)
            ),
        )
        for level in range(TOP, 0, -1)
    ]


def placed(mentions: Iterable[Mention]) -> list[Place]:
    """The steps that mentions name: each at its own levels, in the order of the taxonomy."""
    named = {(one.slug, one.levels) for one in mentions if one.levels}
    return [
        Place(kind, levels.low, levels.high)
        for kind in TAXONOMY
        for levels in sorted((found for slug, found in named if slug == kind.slug), key=_low)
    ]


def without_step(mentions: Sequence[Mention]) -> list[Qualification]:
    """The qualifications that are named without any level."""
    stepped = {one.slug for one in mentions if one.levels}
    return [kind for kind in TAXONOMY if kind.slug in {one.slug for one in mentions} - stepped]


def everywhere(kinds: Iterable[Qualification]) -> list[Place]:
    """The steps of the kinds that have their own; what exists at many levels would be noise on each."""
    return [
        Place(kind, kind.low, kind.high)
        for kind in kinds
        if kind.low is not None and kind.high is not None and not kind.varies
    ]


def _low(levels: Levels) -> int:
    return levels.low
