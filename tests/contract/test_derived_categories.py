"""Every engine shows derived categories if no editor wrote one, and marks them."""

from __future__ import annotations

import msgspec
import pytest

from indexer.engine import Engine
from indexer.profile import Profile
from indexer.query import Query
from indexer.results import Facet
from tests.contract.library import LIBRARY

DERIVED = ("Transport", "Making", "Transport", "", "Science")


def derived(*categories: str) -> list[Profile]:
    """Profiles of the library without a category of their own, with these derived ones."""
    pairs = zip(LIBRARY, categories, strict=False)
    return [msgspec.structs.replace(one, category="", derived_category=name) for one, name in pairs]


def own(place: int, category: str) -> Profile:
    """A profile of the library in its editor's category."""
    return msgspec.structs.replace(LIBRARY[place], category=category, derived_category="")


def of_categories(engine: Engine, query: Query) -> Facet:
    return next(facet for facet in engine.searcher().search(query).facets if facet.name == "category")


def counted(engine: Engine, query: Query) -> dict[str, int]:
    return {one.value: one.count for one in of_categories(engine, query).values}


@pytest.fixture
def without(engine: Engine) -> Engine:
    """An engine whose profiles have only derived categories, one of them not even that."""
    engine.update(derived(*DERIVED), ())
    return engine


def test_a_library_without_categories_is_filtered_by_derived_ones(without: Engine) -> None:
    assert counted(without, Query()) == {"Making": 1, "Science": 1, "Transport": 2}
    found = without.searcher().search(Query(category=("transport",)))
    assert {hit.title for hit in found.hits} == {"Lock keeper", "Dredger driver"}
    assert found.total == 2


def test_they_are_marked_wherever_they_are_shown(without: Engine) -> None:
    facet = of_categories(without, Query())
    assert (facet.label, facet.derived) == ("Category (from job titles)", True)
    searcher = without.searcher()
    marked = {hit.title: (hit.category, hit.category_derived) for hit in searcher.search(Query()).hits}
    assert marked["Lock keeper"] == ("Transport", True)
    assert marked["Heritage surveyor"] == ("", False)
    whole = next(facet for facet in searcher.counts() if facet.name == "category")
    assert whole.derived


def test_a_profile_and_its_entry_say_what_was_derived(without: Engine) -> None:
    searcher = without.searcher()
    for one in (searcher.get("lock-keeper"), searcher.entry("lock-keeper"), searcher.catalogue()[3]):
        assert one is not None
        assert (one.category, one.derived_category) in {("Transport", "Transport"), ("Making", "Making")}
    nothing = searcher.entry("heritage-surveyor")
    assert nothing is not None
    assert (nothing.category, nothing.derived_category) == ("", "")


def test_the_words_of_a_derived_category_are_neither_found_nor_suggested(without: Engine) -> None:
    found = without.searcher().search(Query(text="transport"))
    assert "Transport" not in {match.word for hit in found.hits for match in hit.matched}
    assert not [one for one in without.searcher().suggest("transp", 8) if one.kind == "category"]


def test_the_first_category_of_an_editor_hides_them_and_the_last_brings_them_back(without: Engine) -> None:
    without.update([own(0, "Waterways")], ())
    facet = of_categories(without, Query())
    assert (facet.label, facet.derived, counted(without, Query())) == ("Category", False, {"Waterways": 1})
    searcher = without.searcher()
    hits = searcher.search(Query()).hits
    assert {(hit.category, hit.category_derived) for hit in hits} == {("Waterways", False), ("", False)}
    driver = searcher.get("dredger-driver")
    assert driver is not None
    assert driver.category == ""
    assert searcher.search(Query(category=("Transport",))).total == 0
    without.update(derived("Transport")[:1], ())
    assert counted(without, Query()) == {"Making": 1, "Science": 1, "Transport": 2}


def test_a_derived_category_and_an_editors_of_the_same_name_are_told_apart(engine: Engine) -> None:
    engine.update([*derived("Transport", "Transport"), own(2, "Transport")], ())
    assert counted(engine, Query()) == {"Transport": 1}
    assert not of_categories(engine, Query()).derived
