"""The schedule of publication: drafts, and profiles with a future date, wait."""

from __future__ import annotations

import datetime as dt

import msgspec

from indexer.profile import Profile


class HeldBack(msgspec.Struct, frozen=True):
    """A profile that is not published today: a draft, or one that waits.

    `until` is the day to wait for; None for a draft.
    """

    path: str
    line: int | None
    source: str
    until: dt.date | None

    @property
    def reason(self) -> str:
        """The reason, as a report gives it."""
        return f"until {self.until}" if self.until else "a draft"


def today() -> dt.date:
    """Today's date, local time, on the machine that builds."""
    return dt.datetime.now().astimezone().date()


def is_held_back(profile: Profile, day: dt.date) -> bool:
    """Whether a profile is held back on this day."""
    return profile.draft or (profile.published is not None and profile.published > day)


def held_back(profile: Profile, path: str, line: int | None, day: dt.date) -> HeldBack | None:
    """The HeldBack of a profile on this day; None if it is published."""
    if not is_held_back(profile, day):
        return None
    return HeldBack(path, line, profile.source, None if profile.draft else profile.published)
