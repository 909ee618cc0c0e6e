"""Values in words: a day, a level, a number of profiles."""

from __future__ import annotations

import datetime as dt

from indexer.qualification import Qualification


def day(date: dt.date) -> str:
    """A date in British style: 3 June 2026."""
    return f"{date.day} {date:%B %Y}"


def level(kind: Qualification) -> str:
    """The levels of a kind of qualification."""
    if kind.low is None:
        return "No set level"
    return f"Level {kind.low}" if kind.low == kind.high else f"Levels {kind.low} to {kind.high}"


def variants(kind: Qualification) -> list[str]:
    """Other ways to write a qualification, without its label and short name."""
    names = {kind.label.lower(), kind.short.lower()}
    return [one for one in kind.written if one.lower() not in names]


def only_pages(count: int) -> str:
    """The sentence for a visitor who asked for a page beyond the last."""
    return f"There {'is' if count == 1 else 'are'} only {count:,} {'page' if count == 1 else 'pages'}."


def profiles(count: int) -> str:
    """A number of profiles: 1 profile, 1,200 profiles."""
    return f"{count:,} {'profile' if count == 1 else 'profiles'}"


def jobs(count: int) -> str:
    """A number of jobs."""
    return f"{count:,} {'job' if count == 1 else 'jobs'}"
