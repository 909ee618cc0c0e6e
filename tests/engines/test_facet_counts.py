"""Every count in every facet, against counting by hand, over five hundred questions and selections."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
import pytest

from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.profile import Profile
from indexer.qualification import TAXONOMY, counted
from indexer.query import Query, RoleChoice
from tests.contract.library import LIBRARY
from tests.engines.made_up import index

QUESTIONS = 500
WORDS = (
    *("boat", "water", "control", "nurse", "engineer", "care", "stock", "design", "plan", "you", "the", "of"),
    *("repair", "manage", "quality", "draw", "teach"),
)

Selections = Mapping[str, Sequence[str]]
Values = Mapping[str, frozenset[str]]
"""What a profile counts for, by facet."""


def by_hand(profile: Profile, role: RoleChoice) -> Values:
    """What a profile counts for, from its own words."""
    facts = counted(profile)
    any_ = role is RoleChoice.ANY
    return {
        "qualification": facts.any if any_ else facts.direct,
        "level": frozenset(map(str, facts.any_levels if any_ else facts.direct_levels)),
        "category": frozenset({profile.category} - {""}),
    }


def fits(values: Values, selections: Selections) -> bool:
    """Within a facet any of the selected values will do, and every facet has its say."""
    return all(not selected or values[facet] & {*selected} for facet, selected in selections.items())


def random_question(chance: random.Random, categories: Sequence[str]) -> Query:
    """Up to two words, and up to three values selected in each facet."""
    slugs = [kind.slug for kind in TAXONOMY]
    return Query(
        text=" ".join(chance.sample(WORDS, chance.choice((0, 0, 1, 1, 2)))),
        qualification=tuple(chance.sample(slugs, chance.choice((0, 0, 1, 2, 3)))),
        level=tuple(chance.sample(range(1, 9), chance.choice((0, 0, 0, 1, 3)))),
        category=tuple(chance.sample(categories, chance.choice((0, 0, 0, 1, 2)))),
        role=chance.choice(list(RoleChoice)),
        page_size=1,
    )


@pytest.fixture(scope="module", params=["canal", "ncs"])
def library(request: pytest.FixtureRequest) -> Sequence[Profile]:
    """A library with categories; those of real profiles are made up."""
    if request.param == "canal":
        return LIBRARY
    real: Sequence[Profile] = request.getfixturevalue("ncs")
    return [msgspec.structs.replace(one, category=f"Under {one.title[0]}") for one in real[::4]]


def test_every_count_is_what_counting_by_hand_gives(library: Sequence[Profile]) -> None:
    chance = random.Random(20)  # noqa: S311  # nothing secret
    values = {role: {one.id: by_hand(one, role) for one in library} for role in RoleChoice}
    categories = sorted({one.category for one in library} - {""})
    with index((library, ())) as searcher:
        for _ in range(QUESTIONS):
            query = random_question(chance, categories)
            assert_counted(searcher, query, values[query.role])


def assert_counted(searcher: WhooshSearcher, query: Query, values: Mapping[str, Values]) -> None:
    """The total and all counts, and which values are listed, selected and in which order."""
    selections: dict[str, Sequence[str]] = {
        "qualification": query.qualification,
        "level": tuple(map(str, query.level)),
        "category": query.category,
    }
    found = [values[name] for name in whole_list(searcher, query)]
    answer = searcher.search(query)
    assert answer.total == sum(fits(one, selections) for one in found)
    for facet in answer.facets:
        own = selections[facet.name]
        staying = [one for one in found if fits(one, {**selections, facet.name: ()})]
        tally = Counter(value for one in staying for value in one[facet.name])
        assert {one.value: one.count for one in facet.values} == {**dict.fromkeys(own, 0), **tally}
        assert {one.value for one in facet.values if one.selected} == {*own}


def whole_list(searcher: WhooshSearcher, query: Query) -> list[str]:
    """The ids of all that answers the words, before any filter."""
    reader = searcher.reader
    mask = searcher.retrieval.listed(query.text).listing.mask
    return [reader.ids[number] for number in mask.nonzero()[0].tolist()]


def test_values_stand_in_an_order_of_their_own_and_not_by_count() -> None:
    with index((LIBRARY, ())) as searcher:
        for query in (Query(), Query("boats"), Query(category=("Trade",))):
            qualification, level, category = searcher.search(query).facets
            order = [kind.slug for kind in TAXONOMY]
            slugs = [one.value for one in qualification.values]
            assert slugs == sorted(slugs, key=order.index)
            levels = [int(one.value) for one in level.values]
            assert levels == sorted(levels)
            assert [one.level for one in level.values] == levels
            names = [one.value for one in category.values]
            assert names == sorted(names)
