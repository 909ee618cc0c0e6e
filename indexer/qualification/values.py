"""The values of qualifications: kinds, levels, roles, mentions, counts."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from indexer.profile import SectionKind


class Role(StrEnum):
    """What a mention of a qualification is for."""

    ENTRY = "entry"
    COURSE_ENTRY = "course-entry"
    PROGRESSION = "progression"


class Levels(msgspec.Struct, frozen=True):
    """A range of RQF levels and what it rests on: `stated` in the text, the kind's `usual`, or `declared`."""

    low: int
    high: int
    basis: str


class Qualification(msgspec.Struct, frozen=True):
    """A kind of qualification. `broader` names the kind that it also counts as.

    `low` and `high` are the levels at which the kind exists; where it `varies`, a mention that states
    no level has none.
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
