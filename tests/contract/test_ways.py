"""What every engine promises of ways in: which are kept, which a filter lets through, and what is counted."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from indexer.engine import Engine, Searcher
from indexer.engines import open_engine
from indexer.query import Query, RoleChoice
from indexer.results import FacetValue, HitWay, Results
from indexer.ways import Route, ways_in
from tests.contract.conftest import KINDS, address_of
from tests.contract.library import profile

YARD = (
    profile(
        "Rope maker",
        category="Yard",
        requirements="College: two GCSEs at grade 4.\nApprenticeship: five GCSEs at grade 4 and an A level.",
    ),
    profile(
        "Sail maker",
        category="Yard",
        requirements="Apprenticeship: GCSEs at grades 3 to 1.\nUniversity: three A levels, for a degree.",
    ),
    profile("Rigger", category="Yard", requirements="Apply directly: no qualifications are needed."),
    profile("Naval architect", category="Office", requirements="Direct entry: you need a degree."),
    profile(
        "Harbour historian",
        category="Office",
        requirements="Direct entry: you need a doctorate.\nVolunteering: museums take volunteers.",
    ),
    profile("Pilot", category="Office", requirements="Apprenticeship: the port trains its apprentices."),
    profile(
        "Berthing manager",
        requirements="Direct entry: you need two GCSEs at grade 4 and three years of experience.",
    ),
    profile("Ferry clerk", duties="sell tickets"),
)
"""Eight profiles: one that begins with nothing, one with a doctorate, one that does not say with what."""


@pytest.fixture(scope="module", params=KINDS)
def yard(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher of every kind of engine over the yard."""
    engine = open_engine(address_of(request, tmp_path_factory.mktemp("yard") / "index"))
    engine.update(YARD, ())
    yield engine.searcher()
    engine.close()


def ask(searcher: Searcher, **options: object) -> Results:
    """The whole list for some filters."""
    return searcher.search(msgspec.convert({"page_size": 50, **options}, Query))


def found(searcher: Searcher, **options: object) -> set[str]:
    """The titles of a list."""
    return {hit.title for hit in ask(searcher, **options).hits}


def counts(results: Results, name: str) -> dict[str, int]:
    """A facet's counts by value."""
    return {one.value: one.count for one in facet(results, name)}


def facet(results: Results, name: str) -> tuple[FacetValue, ...]:
    """The values of a facet."""
    return next(each.values for each in results.facets if each.name == name)


def test_the_ways_in_of_a_profile_are_kept_with_it(yard: Searcher) -> None:
    assert any(ways_in(one) for one in YARD)
    for one in YARD:
        assert yard.ways(one.id) == ways_in(one)
    assert yard.ways("nobody") == ()


def test_a_changed_profile_has_the_ways_that_it_has_now(engine: Engine) -> None:
    engine.update(YARD, ())
    changed = msgspec.structs.replace(YARD[0], sections=YARD[2].sections, fingerprint="2")
    engine.update([changed], ())
    assert engine.searcher().ways("rope-maker") == ways_in(changed) != ways_in(YARD[0])
    assert engine.searcher().ways("sail-maker") == ways_in(YARD[1])
    assert "Rope maker" in found(engine.searcher(), have=0)
    assert "Rope maker" not in found(engine.searcher(), route=["college"])


def test_a_level_lets_through_what_can_be_begun_with_it_or_with_less(yard: Searcher) -> None:
    assert found(yard, have=0) == {"Rigger"}
    assert found(yard, have=1) == {"Rigger", "Sail maker"}
    assert found(yard, have=2) == {"Rigger", "Sail maker", "Rope maker", "Berthing manager"}
    assert found(yard, have=6) == {*found(yard, have=2), "Naval architect"}
    assert found(yard, have=8) == {*found(yard, have=6), "Harbour historian"}


def test_a_way_whose_start_is_not_known_is_never_counted_as_open(yard: Searcher) -> None:
    assert "Pilot" not in found(yard, have=8)
    assert "Pilot" in found(yard, route=["apprenticeship"])


def test_experience_is_told_and_shuts_nobody_out(yard: Searcher) -> None:
    (hit,) = [hit for hit in ask(yard, have=2).hits if hit.title == "Berthing manager"]
    assert hit.ways == (HitWay(Route.DIRECT, (2, 2), needs_experience=True, open=True),)


def test_routes_are_alternatives(yard: Searcher) -> None:
    assert found(yard, route=["college"]) == {"Rope maker"}
    assert found(yard, route=["college", "university"]) == {"Rope maker", "Sail maker"}


def test_a_route_with_a_level_means_one_way_that_has_both(yard: Searcher) -> None:
    assert found(yard, route=["apprenticeship"], have=2) == {"Sail maker"}
    assert found(yard, route=["apprenticeship"], have=3) == {"Sail maker", "Rope maker"}
    assert found(yard, route=["university"], have=2) == set()


def test_routes_are_counted_by_the_ways_that_can_be_begun(yard: Searcher) -> None:
    everything = {"university": 1, "college": 1, "apprenticeship": 3, "direct": 4, "volunteering": 1}
    assert counts(ask(yard), "route") == everything
    assert counts(ask(yard, have=2), "route") == {"college": 1, "apprenticeship": 1, "direct": 2}
    assert counts(ask(yard, have=2, route=["college"]), "route") == counts(ask(yard, have=2), "route")


def test_what_one_has_is_counted_with_all_that_less_is_enough_for(yard: Searcher) -> None:
    assert counts(ask(yard), "have") == {"0": 1, "1": 2, "2": 4, "3": 4, "5": 4, "6": 5}
    assert counts(ask(yard, route=["apprenticeship"]), "have") == {"1": 1, "2": 1, "3": 2, "5": 2, "6": 2}
    assert counts(ask(yard, have=1), "have") == counts(ask(yard), "have")


@pytest.mark.parametrize("have", [4, 7, 8])
def test_a_level_that_is_not_offered_is_listed_with_its_count_where_it_is_asked_for(
    yard: Searcher, have: int
) -> None:
    answer = ask(yard, have=have)
    chosen = [one for one in facet(answer, "have") if one.selected]
    assert [(one.value, one.count) for one in chosen] == [(str(have), answer.total)]
    levels = [int(one.value) for one in facet(answer, "have")]
    assert levels == sorted(levels)


def test_a_choice_that_nothing_fits_stays_listed_at_nought(yard: Searcher) -> None:
    answer = ask(yard, category=["Office"], have=2, route=["college"])
    assert answer.total == 0
    for group, value in (("have", "2"), ("route", "college")):
        assert (value, 0) in [(one.value, one.count) for one in facet(answer, group) if one.selected]


def test_ways_and_other_filters_add_up(yard: Searcher) -> None:
    assert found(yard, have=3, category=["Office"]) == set()
    assert counts(ask(yard, have=2), "category") == {"Yard": 3}
    assert counts(ask(yard, category=["Office"]), "have") == {"6": 1}


def test_each_way_of_a_hit_says_with_what_it_begins_and_whether_it_is_open(yard: Searcher) -> None:
    ways = {hit.title: hit.ways for hit in ask(yard, have=2).hits}
    assert ways["Rope maker"] == (
        HitWay(Route.COLLEGE, (2, 2), needs_experience=False, open=True),
        HitWay(Route.APPRENTICESHIP, (3, 3), needs_experience=False, open=False),
    )


def test_a_way_of_a_hit_is_neither_open_nor_shut_where_that_cannot_be_known(yard: Searcher) -> None:
    assert all(way.open is None for hit in ask(yard).hits for way in hit.ways)
    (historian,) = [hit for hit in ask(yard, have=8).hits if hit.title == "Harbour historian"]
    assert [(way.route.value, way.start, way.open) for way in historian.ways] == [
        ("direct", (8, 8), True),
        ("volunteering", None, None),
    ]


def test_similar_profiles_show_their_ways_too(yard: Searcher) -> None:
    hits = {hit.title: hit.ways for hit in yard.similar("rope-maker", 5)}
    assert [way.route for way in hits["Sail maker"]] == [Route.APPRENTICESHIP, Route.UNIVERSITY]


def test_groups_of_ways_come_first(yard: Searcher) -> None:
    assert [(each.name, each.label) for each in ask(yard).facets] == [
        ("route", "Way in"),
        ("have", "What you have"),
        ("qualification", "Qualification"),
        ("level", "Level"),
        ("environment", "What the work is like"),
        ("category", "Category"),
    ]


TOWER = (
    profile("Bell founder", requirements="You need a level 3 NVQ.\nYou need an apprenticeship."),
    profile("Bell ringer", requirements="You need a level 2 NVQ.\nYou need a higher apprenticeship."),
    profile("Bell tuner", requirements="You need a level 6 degree apprenticeship."),
)


@pytest.fixture(scope="module", params=KINDS)
def tower(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher of every kind of engine over the tower."""
    engine = open_engine(address_of(request, tmp_path_factory.mktemp("tower") / "index"))
    engine.update(TOWER, ())
    yield engine.searcher()
    engine.close()


def test_a_qualification_with_a_level_means_that_qualification_at_that_level(tower: Searcher) -> None:
    assert found(tower, qualification=["apprenticeship"], level=[3]) == set()
    assert found(tower, qualification=["nvq"], level=[3]) == {"Bell founder"}
    assert found(tower, qualification=["nvq", "apprenticeship"], level=[2, 3]) == {
        "Bell founder",
        "Bell ringer",
    }


def test_a_narrower_qualification_counts_as_the_broader_one_at_its_own_level(tower: Searcher) -> None:
    assert "Bell tuner" in found(tower, qualification=["apprenticeship"], level=[6])


def test_qualifications_are_counted_at_the_levels_that_are_chosen(tower: Searcher) -> None:
    assert counts(ask(tower), "qualification") == {"nvq": 2, "apprenticeship": 3, "degree-apprenticeship": 1}
    assert counts(ask(tower, level=[3]), "qualification") == {"nvq": 1}
    assert counts(ask(tower, qualification=["nvq"]), "level") == {"2": 1, "3": 1}
    assert counts(ask(tower, qualification=["nvq"], role=RoleChoice.DIRECT), "level") == {"2": 1, "3": 1}


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"have": 2},
        {"route": ["apprenticeship"]},
        {"have": 3, "route": ["apprenticeship", "college"], "category": ["Yard"]},
        {"level": [3]},
        {"qualification": ["gcse", "a-level"], "level": [2], "have": 1},
        {"level": [6], "role": "direct"},
    ],
)
def test_a_count_is_the_total_of_the_list_that_the_value_alone_in_its_group_gives(
    yard: Searcher, options: dict[str, object]
) -> None:
    counted = [(each.name, one) for each in ask(yard, **options).facets for one in each.values]
    assert counted
    for name, one in counted:
        value: object = int(one.value) if name in {"have", "level"} else one.value
        alone = ask(yard, **{**options, name: value if name == "have" else [value]})
        assert one.count == alone.total, (name, one.value)
