"""Values of qualifications: kinds, levels, roles, mentions and counts."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from indexer.profile import SectionKind


class Role(StrEnum):
    """The role of a mention: entry to the job, entry to a course, or after entry."""

    ENTRY = "entry"
    COURSE_ENTRY = "course-entry"
    PROGRESSION = "progression"


class Levels(msgspec.Struct, frozen=True):
    """A range of RQF levels and what it rests on: `stated` in the text, the kind's `usual`, or `declared`."""

    low: int
    high: int
    basis: str


class Qualification(msgspec.Struct, frozen=True):
    """A kind of qualification.

    `low` and `high` are the lowest and highest RQF level of the kind. If it `varies`, a mention has a level
    only if it states one. `broader` is the slug of a wider kind that includes this one.
    """

    slug: str
    label: str
    short: str
    low: int | None
    high: int | None
    explanation: str
    written: tuple[str, ...]
    broader: str | None = None
    varies: bool = False


class Mention(msgspec.Struct, frozen=True):
    """A qualification named at `text[start:end]`; "HNC/D" is two mentions."""

    slug: str
    text: str
    start: int
    end: int
    role: Role
    levels: Levels | None = None


class SectionMention(msgspec.Struct, frozen=True):
    """A mention and its section, which is None for an editor's declaration."""

    mention: Mention
    section: int | None
    kind: SectionKind | None


class Counted(msgspec.Struct, frozen=True):
    """What a profile counts for: `any` on the way in (entry and course-entry), `direct` by entry alone.

    `any_at` and `direct_at` are kinds with the levels at which they are named.
    """

    any: frozenset[str]
    direct: frozenset[str]
    any_at: frozenset[tuple[str, int]]
    direct_at: frozenset[tuple[str, int]]

    @property
    def any_levels(self) -> frozenset[int]:
        """The levels of all kinds on the way in."""
        return frozenset(level for _, level in self.any_at)

    @property
    def direct_levels(self) -> frozenset[int]:
        """The levels of all kinds for entry to the job itself."""
        return frozenset(level for _, level in self.direct_at)
