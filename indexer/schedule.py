"""When a profile is published: not as long as it is a draft, and not before its day."""

from __future__ import annotations

import datetime as dt

import msgspec

from indexer.profile import Profile


class HeldBack(msgspec.Struct, frozen=True):
    """A profile that is not part of the library today: a draft, or one whose day is to come (`until`)."""

    path: str
    line: int | None
    source: str
    until: dt.date | None

    @property
    def reason(self) -> str:
        """Why it is held back, as a report says it."""
        return f"until {self.until}" if self.until else "a draft"


def today() -> dt.date:
    """The day that it is where the library is built."""
    return dt.datetime.now().astimezone().date()


def is_held_back(profile: Profile, day: dt.date) -> bool:
    """Whether a profile is not to be published on this day."""
    return profile.draft or (profile.published is not None and profile.published > day)


def held_back(profile: Profile, path: str, line: int | None, day: dt.date) -> HeldBack | None:
    """How a profile is held back on this day; None for one that is not."""
    if not is_held_back(profile, day):
        return None
    return HeldBack(path, line, profile.source, None if profile.draft else profile.published)
