"""The ways into the job of a whole profile."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from indexer.profile import Profile, SectionKind
from indexer.qualification import SectionMention, mentions_of
from indexer.qualification.taxonomy import ABOUT_OTHER_JOBS
from indexer.ways.recognition import ways_in_text
from indexer.ways.values import Route, WayIn


def ways_in(profile: Profile, mentions: Iterable[SectionMention] | None = None) -> tuple[WayIn, ...]:
    """The ways in that a profile's requirements give, one a route; of two the one that states its start.

    `mentions` are the profile's, for whoever has recognised them already.
    """
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
