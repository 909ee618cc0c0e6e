"""The ways in of a whole profile."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from indexer.profile import DeclaredWay, Profile, SectionKind
from indexer.qualification import Levels, SectionMention, mentions_of
from indexer.qualification.taxonomy import ABOUT_OTHER_JOBS
from indexer.ways.recognition import ways_in_text
from indexer.ways.values import Route, WayIn


def ways_in(profile: Profile, mentions: Iterable[SectionMention] | None = None) -> tuple[WayIn, ...]:
    """The ways into a profile's job, one a route: what its text says, and what its front matter adds.

    `mentions` are the profile's, for whoever has recognised them already.
    """
    found = {way.route: way for way in stated_ways(profile, mentions)}
    for declared in profile.ways:
        route = Route(declared.route)
        found[route] = _with_declared(found.get(route), route, declared)
    return tuple(found.values())


def stated_ways(profile: Profile, mentions: Iterable[SectionMention] | None = None) -> tuple[WayIn, ...]:
    """The ways in that a profile's requirements state, one per route, preferably with its start."""
    named = tuple(mentions_of(profile) if mentions is None else mentions)
    found: dict[Route, WayIn] = {}
    for number, section in enumerate(profile.sections):
        heading = section.heading.strip().lower()
        if section.kind is not SectionKind.REQUIREMENTS or heading in ABOUT_OTHER_JOBS:
            continue
        here = tuple(one.mention for one in named if one.section == number)
        for way in ways_in_text(section.text, (section.heading,), here):
            known = found.get(way.route)
            if known is None or (known.start is None and way.start is not None):
                found[way.route] = msgspec.structs.replace(way, section=number)
    return tuple(found.values())


def _with_declared(stated: WayIn | None, route: Route, declared: DeclaredWay) -> WayIn:
    """A way in as an editor declared it, with its start and the sentences about its route."""
    way = stated or WayIn(route, None, (), (), needs_experience=False, section=None, span=(0, 0))
    if declared.start is None:
        return way
    return msgspec.structs.replace(way, start=Levels(declared.start, declared.start, "declared"))
