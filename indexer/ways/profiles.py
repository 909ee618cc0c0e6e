"""The ways in of a whole profile."""

from __future__ import annotations

import msgspec

from indexer.profile import Profile, SectionKind
from indexer.qualification.taxonomy import ABOUT_OTHER_JOBS
from indexer.ways.recognition import ways_in_text
from indexer.ways.values import Route, WayIn


def ways_in(profile: Profile) -> tuple[WayIn, ...]:
    """The ways in of a profile's requirements, at most one for each route.

    If two sections describe the same route, the one with a start is used.
    """
    found: dict[Route, WayIn] = {}
    for number, section in enumerate(profile.sections):
        heading = section.heading.strip().lower()
        if section.kind is not SectionKind.REQUIREMENTS or heading in ABOUT_OTHER_JOBS:
            continue
        for way in ways_in_text(section.text, (section.heading,)):
            known = found.get(way.route)
            if known is None or (known.start is None and way.start is not None):
                found[way.route] = msgspec.structs.replace(way, section=number)
    return tuple(found.values())
