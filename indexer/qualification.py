"""Qualifications: the taxonomy, and their recognition in text."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from indexer.profile import Profile, SectionKind


class Role(StrEnum):
    """What a mention of a qualification is for."""

    ENTRY = "entry"
    COURSE_ENTRY = "course-entry"
    PROGRESSION = "progression"


class Levels(msgspec.Struct, frozen=True):
    """A range of RQF levels and what it rests on (`stated` in the text,  or the kind's `usual`)."""

    low: int
    high: int
    basis: str


class Qualification(msgspec.Struct, frozen=True):
    """A kind of qualification. `broader` names the kind that it also counts as."""

    slug: str
    label: str
    short: str
    low: int | None
    high: int | None
    explanation: str
    written: tuple[str, ...]
    broader: str | None = None


class Mention(msgspec.Struct, frozen=True):
    """A qualification named in a text, at `text[start:end]`; a range may carry several mentions (HNC/D)."""

    slug: str
    text: str
    start: int
    end: int
    role: Role
    levels: Levels | None = None


class SectionMention(msgspec.Struct, frozen=True):
    """A mention and the section it stands in; an editor's declaration has no text and section None."""

    mention: Mention
    section: int | None
    kind: SectionKind | None


TAXONOMY: tuple[Qualification, ...] = ()
"""Every kind, in the order of its level."""


def qualifications_in(text: str) -> tuple[Mention, ...]:
    """The qualifications that a text names as ways in or beyond, in order; negated ones are not mentions."""
    raise NotImplementedError


def mentions_of(profile: Profile) -> tuple[SectionMention, ...]:
    """Every mention in a profile's sections, and what its editor declared beyond them (role entry)."""
    raise NotImplementedError
