"""What recognition of paths answers with, as frozen values."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Direction(StrEnum):
    """Whether one moves on to a job, or comes from it."""

    LEADS_TO = "leads_to"
    COMES_FROM = "comes_from"


class Step(msgspec.Struct, frozen=True):
    """A job that a profile names as a next step, or as one that people come from.

    `text` is how the profile names the job, at `sections[section].text[span[0]:span[1]]` in code points.
    """

    profile_id: str
    direction: Direction
    text: str
    section: int
    span: tuple[int, int]


class Paths(msgspec.Struct, frozen=True):
    """The jobs around one profile: each id once and in the order of the text, never the profile's own."""

    leads_to: tuple[str, ...] = ()
    comes_from: tuple[str, ...] = ()
