"""Findings for editors: what to fix in a profile."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from indexer.profile import Profile
from indexer.qualification import BY_SLUG, Levels, Role, mentions_of
from indexer.readers.withheld import Remark
from indexer.schedule import HeldBack
from indexer.ways import Route, closed_routes, stated_ways


class Level(StrEnum):
    """The level of a finding; a note is for information and needs no action."""

    WARNING = "warning"
    NOTE = "note"


class Finding(msgspec.Struct, frozen=True):
    """A finding for an editor: its place, the rule that found it, and what to do."""

    path: str
    line: int | None
    rule: str
    message: str
    level: Level = Level.WARNING


def check(profile: Profile) -> tuple[Finding, ...]:
    """Findings for editors: what to fix in a profile."""
    return (*_empty_sections(profile), *_declared_qualifications(profile), *_declared_ways(profile))


def waiting(held: HeldBack) -> Finding:
    """A note that a profile is not published today, and how to publish it."""
    message = "is a draft and not served; remove the key `draft` to publish it"
    if held.until:
        message = f"is not served before {held.until}; a build on or after that day publishes it"
    return Finding(held.path, held.line, "held-back", message, Level.NOTE)


def withheld(path: str, line: int, remark: Remark) -> Finding:
    """A finding about a part of a file that is not published."""
    level = Level.NOTE if remark.note else Level.WARNING
    return Finding(path, line, remark.rule, remark.message, level)


def _empty_sections(profile: Profile) -> Iterator[Finding]:
    """Headings without text."""
    for section in profile.sections:
        if not section.text.strip():
            message = f'the section "{section.heading}" has no text; add some, or remove the heading'
            yield Finding(profile.source, None, "empty-section", message)


def _declared_qualifications(profile: Profile) -> tuple[Finding, ...]:
    """Qualifications in the front matter that the text does not support."""
    roles: dict[str, set[Role]] = {}
    for found in mentions_of(profile):
        if found.section is not None:
            roles.setdefault(found.mention.slug, set()).add(found.mention.role)
    return tuple(
        Finding(profile.source, None, "qualification-not-in-text", message)
        for slug in dict.fromkeys(profile.qualifications)
        if slug in BY_SLUG and (message := _objection(slug, roles.get(slug, set())))
    )


def _declared_ways(profile: Profile) -> Iterator[Finding]:
    """Where the front matter declares a way in and the text says otherwise."""
    if not profile.ways:
        return
    stated = {way.route: way.start for way in stated_ways(profile)}
    closed = closed_routes(profile)
    for declared in profile.ways:
        route = Route(declared.route)
        start = stated.get(route)
        if route in closed:
            message = (
                f"`ways` lists {route}, but the text says that there is no such way in; change one of them"
            )
            yield Finding(profile.source, None, "way-not-as-in-text", message)
        elif declared.start is not None and start and not start.low <= declared.start <= start.high:
            message = (
                f"`ways` says that {route} starts at level {declared.start}, but the text says "
                f"{_levels(start)}; change one of them"
            )
            yield Finding(profile.source, None, "way-not-as-in-text", message)


def _levels(levels: Levels) -> str:
    return f"level {levels.low}" + (f" or {levels.high}" if levels.high > levels.low else "")


def _objection(slug: str, roles: set[Role]) -> str | None:
    """The objection to a declared qualification that the text names in these roles.

    None if there is none.
    """
    label = BY_SLUG[slug].label
    if not roles:
        return (
            f"`qualifications` lists {slug}, but the text never mentions a {label} as a way in; "
            "say in the text what it is for, or remove it from the list"
        )
    if roles == {Role.PROGRESSION}:
        return (
            f"`qualifications` lists {slug}, but the text mentions the {label} only as a step after entry; "
            "say that it is a way in, or remove it from the list"
        )
    return None
