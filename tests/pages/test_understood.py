"""How a question was understood, as a page shows it: chips, a plain answer, what was left out."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.pages.conftest import Read
from tests.pages.nodes import Node, attribute, one, texts


def asked(text: str, **filters: str) -> str:
    return f"/?{urlencode({'q': text, **filters})}"


def target(page: Node, selector: str) -> dict[str, list[str]]:
    """The parameters of a link."""
    return parse_qs(urlsplit(attribute(page, selector, "href")).query)


def without_words(page: Node) -> list[str]:
    return texts(page, ".understood .active a")


def test_a_chip_leads_to_the_question_without_its_words_and_keeps_filters_and_order(read: Read) -> None:
    page = read(asked("hnd engineering", category="Making things", sort="title"))
    assert without_words(page) == ["Remove: HND×"]
    assert target(page, ".understood .active a") == {
        "q": ["engineering"],
        "category": ["Making things"],
        "sort": ["title"],
    }


def test_the_last_words_taken_away_leave_the_whole_list(read: Read) -> None:
    link = one(read(asked("without uni")), ".understood .active a")
    assert link.attributes["href"] == "/jobs/?q="


def test_understanding_can_be_turned_off_and_on_again(read: Read) -> None:
    page = read(asked("hnd engineering"))
    assert texts(page, ".reread") == ["Search for the words instead"]
    assert target(page, ".reread a") == {"q": ["hnd engineering"], "literal": ["1"]}
    literal = read(asked("hnd engineering", literal="1"))
    assert without_words(literal) == []
    assert texts(literal, ".reread") == ["Treat this as a question"]
    assert target(literal, ".reread a") == {"q": ["hnd engineering"]}
    assert attribute(literal, "input[name=literal]", "form") == "search"


def test_a_question_that_is_words_alone_has_no_chips(read: Read) -> None:
    assert read(asked("inventory control")).css(".understood") == []
    assert read("/?q=").css(".understood") == []


def test_words_that_are_not_wanted_are_a_chip_and_said(read: Read) -> None:
    page = read(asked("people not animals"))
    assert without_words(page) == ["Remove: Not animals×"]
    assert "We left out profiles that mention “animals” where they describe the job." in texts(page, ".note")
    assert "Zoo keeper" not in texts(page, ".hit h2")


def test_an_empty_list_offers_each_filter_and_each_chip_with_what_its_removal_brings(read: Read) -> None:
    page = read(asked("chef level 8", have="0"))
    assert texts(page, "h1") == ["No results for “chef level 8” with Nothing yet"]
    offers = texts(page, ".list > .ways:first-of-type li")
    for link, offer in zip(page.css(".list > .ways:first-of-type a"), offers, strict=True):
        there = read("/?" + urlsplit(link.attributes["href"] or "").query)
        assert offer.endswith(f"({len(there.css('.hit'))})")
    assert all("(0)" not in offer for offer in offers)


@pytest.mark.parametrize(
    ("question", "left", "word"),
    [
        ("hnd from 1994", "hnd from", "1994"),
        ("Zorking, with an HND", "with an HND", "Zorking"),
        ("i have a degree in zorking.", "i have a degree in", "zorking"),
    ],
)
def test_an_empty_list_offers_the_question_without_the_words_that_no_profile_has(
    read: Read, question: str, left: str, word: str
) -> None:
    page = read(asked(question))
    assert page.css(".hit") == []
    found = len(read(asked(left)).css(".hit"))
    assert f"Remove “{word}” ({found})" in texts(page, ".list > .ways:first-of-type li")


def test_a_question_of_nothing_but_unknown_words_is_not_offered_without_them(read: Read) -> None:
    assert texts(read(asked("zorking")), "h2")[0] == "Browse instead"


def test_a_narrow_list_offers_below_it_what_its_filters_hide(read: Read) -> None:
    page = read("/?q=control&category=Health")
    assert texts(page, ".hit h2") == ["Nurse"]
    more = len(read("/?q=control").css(".hit"))
    assert texts(page, ".ways li") == [f"Remove “Health” ({more})"]


def test_a_filter_that_hides_nothing_of_a_narrow_list_is_not_offered_below_it(read: Read) -> None:
    page = read("/?q=inventory&category=Making+things")
    assert len(page.css(".hit")) == 1
    assert page.css(".list .ways") == []


@pytest.mark.parametrize("query", ["zorking", "zorking baker"])
def test_an_unknown_word_is_named(read: Read, query: str) -> None:
    assert any("“zorking”" in note for note in texts(read(asked(query)), ".note"))


def test_a_question_about_a_job_has_a_plain_answer_that_leads_into_the_profile(read: Read) -> None:
    page = read(asked("do i need a degree to be a nurse?"))
    assert texts(page, ".plain-answer h2") == ["What you need to be a nurse"]
    assert "degree" in texts(page, ".plain-answer blockquote mark")
    for link in page.css(".plain-answer a"):
        address = urlsplit(link.attributes["href"] or "")
        assert address.path == "/jobs/profiles/nurse"
        assert read(f"/profiles/nurse?{address.query}").css_first(f"[id='{address.fragment}']")


def test_where_the_profile_does_not_say_the_answer_says_that(read: Read) -> None:
    page = read(asked("how long does it take to become a chef"))
    assert texts(page, ".plain-answer blockquote") == []
    assert texts(page, ".plain-answer p")[0].startswith("This profile doesn't say how long it takes.")


def test_what_no_profile_gives_is_said_and_needs_no_card(read: Read) -> None:
    page = read(asked("how much does a nurse earn"))
    assert "These profiles don't say what the job pays." in texts(page, ".note")
    assert page.css(".plain-answer") == []


@pytest.mark.parametrize("query", ["nurse", "do i need a degree to be a nurse or a chef"])
def test_without_one_job_and_something_asked_of_it_there_is_no_plain_answer(read: Read, query: str) -> None:
    assert read(asked(query)).css(".plain-answer") == []
