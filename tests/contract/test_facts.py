"""What every engine promises of facts and of what work is like: kept, shown, sorted, filtered and counted."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from indexer.engine import Engine, Searcher
from indexer.engines import open_engine
from indexer.environment import environment_of
from indexer.facts import Facts, Pay, Period
from indexer.profile import Profile
from indexer.query import Query, Sort
from indexer.results import FacetValue, Results
from tests.contract.conftest import KINDS, address_of
from tests.contract.library import profile


def paid(title: str, facts: Facts, **sections: str) -> Profile:
    return msgspec.structs.replace(profile(title, **sections), facts=facts)


DOCKS = (
    paid("Diver", Facts(Pay(30000, 52000)), duties="Divers work under water, outdoors, in all weathers."),
    paid("Lamplighter", Facts(Pay(14, 20, Period.HOUR), "", ("nights",)), duties="climb ladders at height"),
    paid("Harbour clerk", Facts(Pay(24000, None), "37 a week"), duties="You work at a desk, never outdoors."),
    paid("Purser", Facts(Pay(40000, 90000, currency="USD")), duties="serve passengers\nkeep the accounts"),
    paid("Mudlark", Facts(), duties="work outdoors with your hands"),
)
"""Five jobs: by the year, by the hour, without an upper end, in dollars, and one that says no pay."""


@pytest.fixture(scope="module", params=KINDS)
def docks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher of every kind of engine over the docks."""
    engine = open_engine(address_of(request, tmp_path_factory.mktemp("docks") / "index"))
    engine.update(DOCKS, ())
    yield engine.searcher()
    engine.close()


def ask(searcher: Searcher, **options: object) -> Results:
    return searcher.search(msgspec.convert({"page_size": 50, **options}, Query))


def liked(results: Results) -> dict[str, FacetValue]:
    values = next(facet.values for facet in results.facets if facet.name == "environment")
    return {one.value: one for one in values}


def test_the_best_paid_come_first_in_pounds_then_in_dollars_and_unknown_pay_last(docks: Searcher) -> None:
    hits = ask(docks, sort=Sort.PAY).hits
    assert [hit.id for hit in hits] == ["diver", "lamplighter", "harbour-clerk", "purser", "mudlark"]


def test_hits_profiles_and_the_catalogue_say_the_same_facts(docks: Searcher) -> None:
    expected = {one.id: (one.facts, environment_of(one)) for one in DOCKS}
    assert {hit.id: (hit.facts, hit.environment) for hit in ask(docks).hits} == expected
    assert {one.id: (one.facts, one.environment) for one in docks.catalogue()} == expected
    for one in DOCKS:
        kept = docks.get(one.id)
        assert kept is not None
        assert kept.facts == one.facts


def test_values_are_alternatives_and_their_counts_ignore_the_selection(docks: Searcher) -> None:
    everything = liked(ask(docks))
    counts = {name: one.count for name, one in everything.items()}
    assert (counts["outdoors"], counts["heights"], counts["desk"]) == (2, 1, 1)
    chosen = ask(docks, environment=["outdoors", "heights"])
    assert {hit.id for hit in chosen.hits} == {"diver", "mudlark", "lamplighter"}
    assert {name: one.count for name, one in liked(chosen).items()} == counts
    assert {name for name, one in liked(chosen).items() if one.selected} == {"outdoors", "heights"}


def test_the_group_adds_to_the_others_and_keeps_a_value_that_nobody_has(docks: Searcher) -> None:
    both = ask(docks, text="divers", environment=["outdoors", "animals"], literal=True, exact=True)
    assert [hit.id for hit in both.hits] == ["diver"]
    animals = liked(both)["animals"]
    assert (animals.count, animals.selected) == (0, True)


def test_what_a_question_says_of_the_work_narrows_the_list_like_a_selection(docks: Searcher) -> None:
    typed = ask(docks, text="work outside")
    assert {hit.id for hit in typed.hits} == {"diver", "mudlark"}
    assert not liked(typed)["outdoors"].selected
    assert liked(typed)["hands"].count == 1
    assert ask(docks, text="work outside", environment=["desk"]).total == 0


def test_what_a_count_promises_is_what_its_selection_gives(docks: Searcher) -> None:
    for name, value in liked(ask(docks)).items():
        assert ask(docks, environment=[name]).total == value.count


def test_facts_that_change_are_replaced(engine: Engine) -> None:
    engine.update(DOCKS, ())
    engine.update([paid("Mudlark", Facts(Pay(None, 99000)), duties="sit at a desk")], ())
    searcher = engine.searcher()
    assert ask(searcher, sort=Sort.PAY).hits[0].id == "mudlark"
    assert {hit.id for hit in ask(searcher, environment=["desk"]).hits} == {"harbour-clerk", "mudlark"}
