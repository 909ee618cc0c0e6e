"""The sections of a profile as HTML, with links to what they name and the words of a query marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from indexer.paths import Step
from indexer.profile import Profile, SectionKind, anchors
from indexer.qualification import SectionMention
from service.link_targets import Addresses
from service.view.markup import Mark, link
from service.view.prose import prose

SHORT = 400
"""The most characters of a description that is shown above the ways in: about five lines."""

WordRanges = Sequence[tuple[int, int]]
Address = Callable[[str], str]
"""The address of a path of the site, or of a profile."""


class LinkAddresses(NamedTuple):
    """Where links lead: to a path of the site, to a profile, and from the author's own links and pictures."""

    path: Address
    profile: Address
    own: Addresses


class SectionView(NamedTuple):
    """A section of the page, with its number of marked words."""

    heading: str
    anchor: str
    body: Markup
    marked: int


def section_views(
    profile: Profile,
    words: Sequence[WordRanges],
    links: Sequence[Iterable[Mark]],
    addresses: Addresses,
) -> list[SectionView]:
    """The sections with text or pictures, each with the words to mark in it and the links to put in."""
    return [
        SectionView(section.heading, anchor, prose(section, marked, linked, anchor, addresses), len(marked))
        for section, anchor, marked, linked in zip(
            profile.sections, anchors(profile.sections), words, links, strict=True
        )
        if section.text or section.pictures
    ]


def links_in(
    profile: Profile,
    mentions: Iterable[SectionMention],
    steps: Iterable[Step],
    *,
    address: Address,
    of_profile: Address,
) -> list[list[Mark]]:
    """The links of each section: to the qualifications and to the jobs that it names."""
    links: list[list[Mark]] = [[] for _ in profile.sections]
    for step in steps:
        links[step.section].append(link("job", *step.span, of_profile(step.profile_id)))
    for section, mention in ((one.section, one.mention) for one in mentions):
        if section is not None:
            href = address(f"/qualifications/{mention.slug}")
            links[section].append(link("qualification", mention.start, mention.end, href))
    return links


def is_short_description(profile: Profile) -> bool:
    """Whether a profile begins with a few words on what the job is, above its ways in."""
    first = next((section for section in profile.sections if section.text), None)
    told = first is not None and first.kind in (SectionKind.SUMMARY, SectionKind.DESCRIPTION)
    return first is not None and told and len(first.text) <= SHORT
