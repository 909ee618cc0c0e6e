"""Filters and facets said again in plain Python: which profiles a query keeps, and what its groups count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from indexer.environment import environment_of
from indexer.profile import Profile
from indexer.qualification import BY_SLUG, Mention, Role, mentions_of
from indexer.query import Query, RoleChoice
from indexer.ways import ways_in

NOTHING = Query()
OFFERED = (0, 1, 2, 3, 5, 6)
"""What one can say that one has; the levels between may be asked for as well, and are counted then."""

Level = int | None


class Facts(NamedTuple):
    """What filters ask of a profile, in its own words: routes with their starts, kinds with their levels."""

    ways: Collection[tuple[str, Level]]
    qualifications: Mapping[RoleChoice, Collection[tuple[str, Level]]]
    environment: Collection[str]
    category: str


def facts_of(profile: Profile) -> Facts:
    """What filters ask of a profile."""
    mentions = [one.mention for one in mentions_of(profile)]
    roles = {RoleChoice.ANY: {Role.ENTRY, Role.COURSE_ENTRY}, RoleChoice.DIRECT: {Role.ENTRY}}
    return Facts(
        {(way.route.value, way.start.low if way.start else None) for way in ways_in(profile)},
        {
            choice: {pair for one in mentions if one.role in wanted for pair in _named(one)}
            for choice, wanted in roles.items()
        },
        environment_of(profile),
        profile.category,
    )


def fits(facts: Facts, query: Query) -> bool:
    """Whether a query keeps a profile."""
    return all(values_of(facts, query, group) for group, chosen in selected(query).items() if chosen)


def counts(found: Iterable[Facts], query: Query) -> dict[str, dict[str, int]]:
    """What every group says of the profiles that answer the words of a query."""
    found = list(found)
    tallies = {}
    for group, chosen in selected(query).items():
        other = replace(query, **{group: getattr(NOTHING, group)})
        tally = Counter(
            value for facts in found if fits(facts, other) for value in values_of(facts, other, group)
        )
        hidden = {str(level) for level in range(9) if level not in OFFERED} if group == "have" else set()
        tallies[group] = dict.fromkeys(chosen, 0) | {
            value: count for value, count in tally.items() if value not in hidden or value in chosen
        }
    return tallies


def selected(query: Query) -> dict[str, Sequence[str]]:
    """What a query selects in each group, in the order of the groups."""
    return {
        "route": tuple(query.route),
        "have": () if query.have is None else (str(query.have),),
        "qualification": query.qualification,
        "level": tuple(map(str, query.level)),
        "environment": query.environment,
        "category": query.category,
    }


def values_of(facts: Facts, query: Query, group: str) -> set[str]:
    """The values of a group that a profile has, of those a query selects, or of all.

    Each is had by one thing that has what the query selects in the group beside it.
    """
    if group == "category":
        return {value for value in {facts.category} - {""} if value in (query.category or {value})}
    if group == "environment":
        return {value for value in facts.environment if value in (query.environment or {value})}
    if group in {"route", "have"}:
        ways = [(route, start) for route, start in facts.ways if route in (query.route or {route})]
        if group == "have" or query.have is not None:
            ways = [(route, start) for route, start in ways if start is not None and start <= _most(query)]
        if group == "route":
            return {route for route, _ in ways}
        return {str(have) for _, start in ways for have in range(start or 0, 9)} & {
            *(selected(query)["have"] or map(str, range(9)))
        }
    named = facts.qualifications[query.role]
    pairs = [(slug, level) for slug, level in named if slug in (query.qualification or {slug})]
    pairs = [(slug, level) for slug, level in pairs if level in (query.level or {level})]
    if group == "qualification":
        return {slug for slug, _ in pairs}
    return {str(level) for _, level in pairs if level is not None}


def _most(query: Query) -> int:
    return 8 if query.have is None else query.have


def _named(mention: Mention) -> Iterable[tuple[str, Level]]:
    """A mention as its kind and the broader one, at no level and at each of its own."""
    levels = range(mention.levels.low, mention.levels.high + 1) if mention.levels else ()
    kinds = {mention.slug, BY_SLUG[mention.slug].broader} - {None}
    return ((str(kind), level) for kind in kinds for level in (None, *levels))
