from __future__ import annotations

from typing import cast
from urllib.parse import parse_qsl

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine import Searcher
from indexer.qualification import TAXONOMY
from indexer.query import Query, RoleChoice, Sort
from indexer.results import Entry
from indexer.ways import Route
from service.parameters import ParameterError
from service.querystring import (
    LONGEST_TEXT,
    PageLink,
    page_links,
    profile_address,
    query_from,
    query_string,
    refuse_order,
    toggled,
)

SLUGS = [each.slug for each in TAXONOMY]
slugs = st.sampled_from(["hnd", "hnc", "bachelors", "a-level"])
queries = st.builds(
    Query,
    text=st.text(max_size=60).map(lambda text: " ".join(text.split())),
    route=st.sets(st.sampled_from(Route)).map(lambda chosen: tuple(sorted(chosen))),
    have=st.none() | st.integers(0, 8),
    qualification=st.sets(slugs).map(lambda chosen: tuple(sorted(chosen))),
    level=st.sets(st.integers(1, 8)).map(lambda chosen: tuple(sorted(chosen))),
    category=st.sets(st.sampled_from(["Arts & crafts", "Büro", "a=b"])).map(lambda one: tuple(sorted(one))),
    role=st.sampled_from(RoleChoice),
    sort=st.sampled_from(Sort),
    exact=st.booleans(),
    page=st.integers(1, 200),
    page_size=st.integers(1, 50),
)


def read(query: str, *, strict: bool = True) -> Query:
    return query_from(parse_qsl(query, keep_blank_values=True), strict=strict)


@given(queries)
def test_a_query_written_as_a_query_string_reads_back_as_itself(query: Query) -> None:
    assert read(query_string(query)) == query


@given(queries)
def test_writing_what_was_read_changes_nothing(query: Query) -> None:
    written = query_string(query)
    assert query_string(read(written)) == written


@given(st.text(max_size=200))
def test_pages_read_any_query_string_as_some_query(text: str) -> None:
    query = read(text, strict=False)
    assert query.page >= 1
    assert 1 <= query.page_size <= 50


def test_a_query_without_anything_has_an_empty_query_string() -> None:
    assert query_string(Query()) == ""


def test_an_empty_parameter_means_none() -> None:
    assert read("q=&page=&route=&have=&level=&category=&role=&exact=") == Query()


def test_space_around_and_between_words_means_nothing() -> None:
    assert read("q=++copper++pipes+").text == "copper pipes"


def test_values_of_a_filter_have_no_order_and_count_once() -> None:
    assert read("qualification=hnd&qualification=hnc&qualification=hnd").qualification == ("hnc", "hnd")


@pytest.mark.parametrize(
    ("query", "name", "reason"),
    [
        ("utm_source=x", "utm_source", "unknown name"),
        ("page=0", "page", "'0' is not allowed (use a whole number from 1 to 10,000)"),
        ("page=two", "page", "'two' is not allowed (use a whole number from 1 to 10,000)"),
        ("page_size=51", "page_size", "'51' is not allowed (use a whole number from 1 to 50)"),
        ("level=9", "level", "'9' is not allowed (use a whole number from 1 to 8)"),
        ("have=9", "have", "'9' is not allowed (use a whole number from 0 to 8)"),
        ("have=null", "have", "'null' is not allowed (use a whole number from 0 to 8)"),
        ("have=1&have=2", "have", "may be given only once"),
        ("route=tram", "route", f"'tram' is not one of {', '.join(Route)}"),
        ("role=some", "role", "'some' is not one of any, direct"),
        ("qualification=hnd&qualification=hxd", "qualification", f"'hxd' is not one of {', '.join(SLUGS)}"),
        ("sort=up", "sort", "'up' is not one of relevance, title, updated, pay"),
        ("exact=maybe", "exact", "'maybe' is not allowed (use 1 or 0)"),
        ("level=3&" * 21, "level", "may be given at most 20 times"),
        ("page=1&page=2", "page", "may be given only once"),
        ("page=201&page_size=50", "page", "page times page_size may be at most 10,000"),
    ],
)
def test_the_api_names_what_is_wrong(query: str, name: str, reason: str) -> None:
    with pytest.raises(ParameterError) as caught:
        read(query)
    assert caught.value.errors == {name: reason}


def test_the_api_names_everything_that_is_wrong_at_once() -> None:
    with pytest.raises(ParameterError) as caught:
        read("page=0&level=12&nonsense=1")
    assert list(caught.value.errors) == ["page", "level", "nonsense"]


def test_pages_leave_out_what_is_wrong_and_keep_the_rest() -> None:
    query = read("q=nurse&utm_source=x&page=zero&level=3&level=99&page_size=5000", strict=False)
    assert query == Query(text="nurse", level=(3,))


def test_pages_cut_a_text_that_is_too_long_where_the_api_refuses_it() -> None:
    long = "q=" + "a" * (LONGEST_TEXT + 1)
    assert len(read(long, strict=False).text) == LONGEST_TEXT
    with pytest.raises(ParameterError, match="use at most 500 characters"):
        read(long)


def test_pages_begin_again_where_a_page_is_out_of_reach() -> None:
    assert read("page=9000&page_size=50", strict=False) == Query(page_size=50)


def test_a_change_leads_to_page_one_unless_it_is_the_page() -> None:
    query = Query(text="nurse", page=3)
    assert query_string(query, sort=Sort.TITLE) == "q=nurse&sort=title"
    assert query_string(query, page=4) == "q=nurse&page=4"


def test_toggling_a_value_twice_leads_back() -> None:
    query = Query(text="nurse", level=(3,))
    chosen = toggled(query, "level", "6")
    assert chosen.level == (3, 6)
    assert toggled(chosen, "level", "6") == query


def test_what_one_has_is_one_level_and_nothing_is_one_too() -> None:
    assert read("have=0").have == 0
    assert query_string(Query(have=0)) == "have=0"
    assert toggled(Query(have=0), "have", "2").have == 2
    assert toggled(Query(have=0), "have", "0").have is None


def test_toggling_leads_to_the_first_page() -> None:
    assert toggled(Query(page=4), "qualification", "hnd") == Query(qualification=("hnd",))


def test_page_links_show_the_neighbours_the_ends_and_the_gaps() -> None:
    links = page_links(Query(text="x", page=10), pages=30)
    assert [link and link.number for link in links.numbers] == [1, None, 8, 9, 10, 11, 12, None, 30]
    assert links.numbers[4] == PageLink(10, "q=x&page=10", True)
    assert (links.previous, links.next) == ("q=x&page=9", "q=x&page=11")


@pytest.mark.parametrize("page", [4, 5, 900])
def test_a_page_beyond_the_last_leads_back_to_the_last(page: int) -> None:
    links = page_links(Query(text="x", page=page), pages=3)
    assert (links.previous, links.next) == ("q=x&page=3", None)


@pytest.mark.parametrize(("page", "pages"), [(1, 0), (1, 1), (7, 0)])
def test_a_single_page_leads_nowhere(page: int, pages: int) -> None:
    links = page_links(Query(page=page), pages)
    assert (links.previous, links.next) == (None, None)


@given(st.integers(1, 1000), st.integers(0, 5000), st.integers(1, 50))
def test_every_page_link_can_be_followed(page: int, pages: int, size: int) -> None:
    query = Query(page=min(page, 10_000 // size), page_size=size)
    links = page_links(query, pages)
    followed = [link.query for link in links.numbers if link]
    followed += [one for one in (links.previous, links.next) if one is not None]
    for one in followed:
        assert msgspec.structs.replace(read(one), page=1) == msgspec.structs.replace(query, page=1)


def test_a_profile_address_carries_the_words_and_the_section() -> None:
    assert profile_address("nurse") == "/profiles/nurse"
    assert profile_address("nurse", text="a & b", anchor="duties") == "/profiles/nurse?q=a+%26+b#duties"


class Unread:
    """A searcher whose catalogue nobody may read."""

    def catalogue(self) -> list[Entry]:
        raise AssertionError("the catalogue was read")


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.TITLE, Sort.UPDATED])
def test_an_order_that_every_library_has_is_not_looked_up_in_the_catalogue(sort: Sort) -> None:
    refuse_order(Query(sort=sort), cast(Searcher, Unread()))
    with pytest.raises(AssertionError):
        refuse_order(Query(sort=Sort.PAY), cast(Searcher, Unread()))
