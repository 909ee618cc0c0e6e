"""What can be begun with good GCSEs in a whole library, against a script over `ways_in` of every profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.profile import Profile
from indexer.qualification import TAXONOMY, counted
from indexer.query import Query
from indexer.results import Results
from indexer.ways import Route, WayIn, ways_in
from tests.engines.made_up import index

HAVE = 2


@pytest.fixture(scope="module")
def ways(ncs: Sequence[Profile]) -> dict[str, list[WayIn]]:
    """The ways into each profile that begin with what somebody has."""
    return {
        one.id: [way for way in ways_in(one) if way.start is not None and way.start.low <= HAVE]
        for one in ncs
    }


@pytest.fixture(scope="module")
def searcher(ncs: Sequence[Profile]) -> Iterator[WhooshSearcher]:
    """A searcher over the library."""
    with index((ncs, ())) as opened:
        yield opened


def counts(results: Results, name: str) -> dict[str, int]:
    """A facet's counts by value, nought left out."""
    values = next(facet.values for facet in results.facets if facet.name == name)
    return {one.value: one.count for one in values if one.count}


def test_as_many_profiles_as_have_a_way_that_begins_with_it(
    ncs: Sequence[Profile], searcher: WhooshSearcher, ways: dict[str, list[WayIn]]
) -> None:
    expected = sum(bool(begun) for begun in ways.values())
    assert 0 < expected < len(ncs)
    answer = searcher.search(Query(have=HAVE))
    assert (answer.total, counts(answer, "have")[str(HAVE)]) == (expected, expected)
    assert counts(searcher.search(Query()), "have")[str(HAVE)] == expected


def test_as_many_with_each_route(searcher: WhooshSearcher, ways: dict[str, list[WayIn]]) -> None:
    counted_by_route = counts(searcher.search(Query(have=HAVE)), "route")
    for route in Route:
        expected = sum(any(way.route is route for way in begun) for begun in ways.values())
        assert searcher.search(Query(have=HAVE, route=(route,))).total == expected
        assert counted_by_route.get(route.value, 0) == expected


def test_as_many_with_each_other_filter(
    ncs: Sequence[Profile], searcher: WhooshSearcher, ways: dict[str, list[WayIn]]
) -> None:
    answer = searcher.search(Query(have=HAVE))
    facts = [(one.category, counted(one)) for one in ncs if ways[one.id]]
    for kind in TAXONOMY:
        expected = sum(kind.slug in fact.any for _, fact in facts)
        assert searcher.search(Query(have=HAVE, qualification=(kind.slug,))).total == expected
        assert counts(answer, "qualification").get(kind.slug, 0) == expected
    for level in range(1, 9):
        expected = sum(level in fact.any_levels for _, fact in facts)
        assert searcher.search(Query(have=HAVE, level=(level,))).total == expected
        assert counts(answer, "level").get(str(level), 0) == expected
    for category in {one.category for one in ncs} - {""}:
        expected = sum(category == name for name, _ in facts)
        assert searcher.search(Query(have=HAVE, category=(category,))).total == expected
        assert counts(answer, "category").get(category, 0) == expected


def test_each_hit_says_which_of_its_ways_are_open(
    ncs: Sequence[Profile], searcher: WhooshSearcher, ways: dict[str, list[WayIn]]
) -> None:
    pages = range(1, -(-len(ncs) // 50) + 1)
    hits = [hit for page in pages for hit in searcher.search(Query(have=HAVE, page=page, page_size=50)).hits]
    assert {hit.id for hit in hits} == {name for name, begun in ways.items() if begun}
    for hit in hits:
        assert [way.route for way in hit.ways if way.open] == [way.route for way in ways[hit.id]]
