"""Everything that the page of a profile shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from indexer.engine import Searcher
from indexer.profile import Profile
from indexer.qualification import Mention, Qualification, Role
from indexer.results import Hit
from indexer.rules.relevance import WORTH_SHOWING
from service.view.job.facts import fact_lines
from service.view.ladder import Rung, ladder, placed, with_ways, without_step
from service.view.profile.glance import Glance, glance
from service.view.profile.path_map import PathMap, path_map
from service.view.profile.paths import JobPaths, job_paths
from service.view.profile.sections import (
    LinkAddresses,
    SectionView,
    is_short_description,
    links_in,
    section_views,
)
from service.view.ways import Card, cards

SIMILAR = 5
"""The most similar profiles to show; all that an editor named are shown."""

NAMES = 5
"""The other names of a job that are shown; the rest are folded."""


class ProfileView(NamedTuple):
    """The parts of the page. `opening` is a short description, which goes above the ways in."""

    names: tuple[str, ...]
    more_names: tuple[str, ...]
    glance: Glance
    opening: list[SectionView]
    parts: list[SectionView]
    found: list[SectionView]
    ways: list[Card]
    named: list[Mention]
    steps: list[Rung]
    without_step: list[Qualification]
    paths: JobPaths
    path_map: PathMap | None
    similar: list[Hit]


def profile_view(searcher: Searcher, profile: Profile, words: str, addresses: LinkAddresses) -> ProfileView:
    """A profile as its page shows it, with these words marked."""
    mentions, steps_of = searcher.mentions(profile.id), cache(searcher.paths)
    named = [one.mention for one in mentions if one.mention.role is not Role.PROGRESSION]
    steps = steps_of(profile.id)
    links = links_in(profile, mentions, steps, address=addresses.path, of_profile=addresses.profile)
    shown = section_views(profile, _marked(searcher, profile, words), links, addresses.own)
    ways = cards(profile, searcher.ways(profile.id))
    opens = is_short_description(profile) and bool(ways)
    paths = job_paths(profile.id, steps_of, lambda each: _title(searcher, each))
    return ProfileView(
        names=profile.alternative_titles[:NAMES],
        more_names=profile.alternative_titles[NAMES:],
        glance=glance(profile, ways, fact_lines(profile.facts), told=opens),
        opening=shown[: int(opens)],
        parts=shown[int(opens) :],
        found=[part for part in shown if part.marked],
        ways=ways,
        named=named,
        steps=with_ways(ladder(placed(named)), ways),
        without_step=without_step(named),
        paths=paths,
        path_map=path_map(profile.title, paths) if paths.is_map else None,
        similar=_similar(searcher, profile),
    )


def _marked(searcher: Searcher, profile: Profile, words: str) -> Sequence[Sequence[tuple[int, int]]]:
    """The ranges of the words in each section."""
    return searcher.highlight(profile.id, words) if words else [()] * len(profile.sections)


def _title(searcher: Searcher, profile_id: str) -> str:
    entry = searcher.entry(profile_id)
    return entry.title if entry else profile_id


def _similar(searcher: Searcher, profile: Profile) -> list[Hit]:
    """The profiles that an editor named, and others that are similar enough to be worth a link."""
    found = searcher.similar(profile.id, max(SIMILAR, len(profile.related)))
    return [hit for hit in found if hit.id in profile.related or hit.score >= WORTH_SHOWING]
