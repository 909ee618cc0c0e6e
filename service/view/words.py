"""Values in words: a day, a level."""

from __future__ import annotations

import datetime as dt

from indexer.qualification import Qualification


def day(date: dt.date) -> str:
    """A date as people here write it: 3 June 2026."""
    return f"{date.day} {date:%B %Y}"


def level(kind: Qualification) -> str:
    """The levels at which a kind of qualification exists."""
    if kind.low is None:
        return "No level of its own"
    return f"Level {kind.low}" if kind.low == kind.high else f"Levels {kind.low} to {kind.high}"


def variants(kind: Qualification) -> list[str]:
    """How people write a kind of qualification, beside its own names."""
    names = {kind.label.lower(), kind.short.lower()}
    return [one for one in kind.written if one.lower() not in names]


def profiles(count: int) -> str:
    """A number of profiles."""
    return f"{count:,} {'profile' if count == 1 else 'profiles'}"


def jobs(count: int) -> str:
    """A number of jobs."""
    return f"{count:,} {'job' if count == 1 else 'jobs'}"
