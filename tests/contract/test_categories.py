"""Categories that differ only in case are one, on every engine, and shown as most profiles spell them."""

from __future__ import annotations

import msgspec
import pytest

from indexer.engine import Engine
from indexer.profile import Profile
from indexer.query import Query
from indexer.results import Facet
from tests.contract.library import LIBRARY

SPELT = ("Water works", "water works", "Water Works", "Water works", "Water  works")


def spelt(*categories: str) -> list[Profile]:
    """Profiles of the library in these categories."""
    pairs = zip(LIBRARY, categories, strict=False)
    return [msgspec.structs.replace(profile, category=category) for profile, category in pairs]


def of_categories(engine: Engine, query: Query) -> Facet:
    return next(facet for facet in engine.searcher().search(query).facets if facet.name == "category")


@pytest.fixture
def works(engine: Engine) -> Engine:
    engine.update(spelt(*SPELT, "Baking"), ())
    return engine


def test_they_are_one_value_under_their_most_common_spelling(works: Engine) -> None:
    values = of_categories(works, Query()).values
    assert [(one.value, one.label, one.count) for one in values] == [
        ("Baking", "Baking", 1),
        ("Water works", "Water works", 5),
    ]


@pytest.mark.parametrize("asked", [*SPELT, "WATER WORKS"])
def test_any_spelling_finds_all_of_them(works: Engine, asked: str) -> None:
    query = Query(category=(asked,))
    assert works.searcher().search(query).total == len(SPELT)
    assert [one.value for one in of_categories(works, query).values if one.selected] == ["Water works"]


def test_an_unknown_category_stays_as_it_was_asked_for(works: Engine) -> None:
    query = Query(category=("Fire works",))
    assert works.searcher().search(query).total == 0
    assert [(one.value, one.count) for one in of_categories(works, query).values if one.selected] == [
        ("Fire works", 0)
    ]


def test_the_spelling_follows_the_library(works: Engine) -> None:
    works.update(spelt("water works", "water works", "water works"), ())
    assert of_categories(works, Query()).values[1].value == "water works"
    works.update((), [profile.source for profile in LIBRARY[:3]])
    assert of_categories(works, Query()).values[1].count == 2


def test_one_of_them_is_suggested(works: Engine) -> None:
    found = works.searcher().suggest("water wor", 8)
    assert [each.text for each in found if each.kind == "category"] == ["Water works"]
