"""Values of paths: directions, steps and paths."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

import msgspec


class Direction(StrEnum):
    """The direction of a step: to another job, or from it."""

    LEADS_TO = "leads_to"
    COMES_FROM = "comes_from"


class Step(msgspec.Struct, frozen=True):
    """A job that a profile names as a next step, or as one that people come from.

    `text` is the job's name in the profile, at `sections[section].text[span[0]:span[1]]` in code points.
    """

    profile_id: str
    direction: Direction
    text: str
    section: int
    span: tuple[int, int]


class Paths(msgspec.Struct, frozen=True):
    """The jobs around a profile, in the order of its text, without its own."""

    leads_to: tuple[str, ...] = ()
    comes_from: tuple[str, ...] = ()

    @classmethod
    def of(cls, steps: Iterable[Step]) -> Self:
        """The ids of some steps, by direction."""
        ids: dict[Direction, list[str]] = {way: [] for way in Direction}
        for step in steps:
            ids[step.direction].append(step.profile_id)
        return cls(*map(tuple, ids.values()))
