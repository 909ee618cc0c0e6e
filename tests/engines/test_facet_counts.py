"""Every count in every facet, against counting by hand, over five hundred questions and selections."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import msgspec
import pytest

from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.environment import VALUES
from indexer.profile import Profile
from indexer.qualification import TAXONOMY
from indexer.query import Query, RoleChoice
from indexer.ways import Route
from tests.contract.library import LIBRARY
from tests.engines.made_up import index
from tests.filters import Facts, counts, facts_of, fits, selected

QUESTIONS = 500
LIKED = [value.name for value in VALUES]
WORDS = (
    *("boat", "water", "control", "nurse", "engineer", "care", "stock", "design", "plan", "you", "the", "of"),
    *("repair", "manage", "quality", "draw", "teach"),
)


def random_question(chance: random.Random, categories: Sequence[str]) -> Query:
    """Up to two words, and up to three values selected in each facet."""
    slugs = [kind.slug for kind in TAXONOMY]
    return Query(
        text=" ".join(chance.sample(WORDS, chance.choice((0, 0, 1, 1, 2)))),
        route=tuple(chance.sample(list(Route), chance.choice((0, 0, 0, 1, 2)))),
        have=chance.choice((None, None, None, *range(9))),
        qualification=tuple(chance.sample(slugs, chance.choice((0, 0, 1, 2, 3)))),
        level=tuple(chance.sample(range(1, 9), chance.choice((0, 0, 0, 1, 3)))),
        environment=tuple(chance.sample(LIKED, chance.choice((0, 0, 0, 1, 2)))),
        category=tuple(chance.sample(categories, chance.choice((0, 0, 0, 1, 2)))),
        role=chance.choice(list(RoleChoice)),
        literal=True,  # what is typed is counted in tests/contract/test_questions.py
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
    facts = {one.id: facts_of(one) for one in library}
    categories = sorted({one.category for one in library} - {""})
    with index((library, ())) as searcher:
        for _ in range(QUESTIONS):
            assert_counted(searcher, random_question(chance, categories), facts)


def assert_counted(searcher: WhooshSearcher, query: Query, facts: Mapping[str, Facts]) -> None:
    """The total and all counts, and which values are listed and selected."""
    found = [facts[name] for name in whole_list(searcher, query)]
    answer = searcher.search(query)
    assert answer.total == sum(fits(one, query) for one in found)
    listed = {facet.name: {one.value: one.count for one in facet.values} for facet in answer.facets}
    assert listed == counts(found, query)
    ticked = {facet.name: {one.value for one in facet.values if one.selected} for facet in answer.facets}
    assert ticked == {name: {*values} for name, values in selected(query).items()}


def whole_list(searcher: WhooshSearcher, query: Query) -> list[str]:
    """The ids of all that answers the words, before any filter."""
    reader = searcher.reader
    mask = searcher.retrieval.listed(query.text).listing.mask
    return [reader.ids[number] for number in mask.nonzero()[0].tolist()]


def test_values_stand_in_an_order_of_their_own_and_not_by_count() -> None:
    with index((LIBRARY, ())) as searcher:
        for query in (Query(), Query("boats"), Query(category=("Trade",))):
            route, have, qualification, level, liked, category = searcher.search(query).facets
            routes = [one.value for one in route.values]
            assert routes == [one.value for one in Route if one.value in routes]
            assert [one.value for one in have.values] == sorted(one.value for one in have.values)
            order = [kind.slug for kind in TAXONOMY]
            slugs = [one.value for one in qualification.values]
            assert slugs == sorted(slugs, key=order.index)
            levels = [int(one.value) for one in level.values]
            assert levels == sorted(levels)
            assert [one.level for one in level.values] == levels
            likes = [one.value for one in liked.values]
            assert likes == sorted(likes, key=LIKED.index)
            names = [one.value for one in category.values]
            assert names == sorted(names)
