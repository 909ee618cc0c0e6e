"""What work is like, as texts say it and deny it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.environment import VALUES, environment_in, environment_of
from indexer.facts import Facts
from indexer.profile import Profile, Section, SectionKind
from tests.linear_time import assert_linear

PASSAGES = Path(__file__).with_name("passages.txt")
NAMES = {value.name for value in VALUES}


def labelled() -> list[tuple[bool, set[str], str]]:
    """The labelled passages: whether each is about the environment, what it says, and its text."""
    lines = [line.split("|", 2) for line in PASSAGES.read_text(encoding="utf-8").splitlines() if "|" in line]
    return [(where.strip() == "e", set(said.split()) - {"-"}, text.strip()) for where, said, text in lines]


def test_precision_and_recall_hold_on_labelled_passages() -> None:
    passages = labelled()
    assert len(passages) >= 200
    assert all(said <= NAMES for _, said, _ in passages)
    pairs = [(said, environment_in(text, about=about)) for about, said, text in passages]
    right = sum(len(said & found) for said, found in pairs)
    assert right / sum(len(found) for _, found in pairs) >= 0.95
    assert right / sum(len(said) for said, _ in pairs) >= 0.93
    denied = [found for said, found in pairs if not said]
    assert not any(denied), "a passage that says nothing of the kind, or denies it, gives nothing"


DENIALS = ("You will not work {}", "Nobody works {}", "You won't be {}", "You are never {}", "Rarely {}")
PLACES = ("outdoors", "in an office", "at height", "in a laboratory", "on scaffolding", "from home", "at sea")


@given(st.sampled_from(DENIALS), st.sampled_from(PLACES), st.sampled_from(PLACES))
@settings(deadline=None)
def test_what_is_denied_is_not_said_and_what_follows_is(denial: str, place: str, other: str) -> None:
    one = environment_in(f"You work {place}.", about=True)
    two = environment_in(f"You work {other}.", about=True)
    assert one
    assert not environment_in(denial.format(place) + ".", about=True)
    assert environment_in(f"{denial.format(place)}, but you work {other}.", about=True) == two
    assert environment_in(f"You work {other}. {denial.format(place)}.", about=True) == two
    assert environment_in(f"You work {other} and {place}.", about=True) == one | two


TURNED = {
    "You will not only work outdoors but at a desk.": {"outdoors", "desk"},
    "You're not always at a desk.": {"desk"},
    "You work outdoors rather than in an office.": {"outdoors"},
    "Nights away from home are common.": {"travel"},
}


@pytest.mark.parametrize("text", TURNED)
def test_a_word_of_denial_may_be_turned_round(text: str) -> None:
    assert environment_in(text, about=True) == TURNED[text]


def profile(*sections: Section, facts: Facts | None = None) -> Profile:
    return Profile("a", "A", sections, facts=facts or Facts())


def test_only_sections_that_say_what_the_work_is_count() -> None:
    says = "You work outdoors with horses."
    courses = Section(SectionKind.REQUIREMENTS, "What you need", says)
    later = Section(SectionKind.OPPORTUNITIES, "What next", says)
    links = Section(SectionKind.OTHER, "Further information", says)
    assert environment_of(profile(courses, later, links)) == ()
    assert environment_of(profile(Section(SectionKind.DUTIES, "What you do", says))) == (
        "outdoors",
        "animals",
    )


def test_a_bare_place_counts_only_where_places_are_listed() -> None:
    places = "an office, a factory or a client's home"
    assert environment_of(profile(Section(SectionKind.DUTIES, "Duties", f"Insure {places}."))) == ()
    about = Section(SectionKind.OTHER, "Working environment", f"You could work in {places}.")
    assert environment_of(profile(about)) == ("desk", "workshop", "people")


def test_hours_and_patterns_that_an_editor_declares_count() -> None:
    assert environment_of(profile(facts=Facts(hours="40 a week", pattern=("nights", "weekends")))) == (
        "nights",
        "weekends",
    )


def test_names_are_in_the_order_of_the_table() -> None:
    order = [value.name for value in VALUES]
    said = "with horses, on boats, outdoors, at a desk, on call"
    found = environment_of(profile(Section(SectionKind.OTHER, "Conditions", said)))
    assert list(found) == sorted(found, key=order.index)
    assert len(found) >= 5
    assert len(order) <= 32, "the index has 32 bits for them"


@given(st.text(max_size=300), st.booleans())
@settings(deadline=None)
def test_any_text_gives_names_of_the_table(text: str, about: bool) -> None:
    assert environment_in(text, about=about) <= NAMES
    assert environment_in(text) <= environment_in(text, about=True)


@pytest.mark.parametrize(
    "unit", ["not at a desk ", "feed dogs ", "look ", "in an ", "outdoors, ", "work ", "- "]
)
def test_long_texts_take_time_that_grows_with_their_length(unit: str) -> None:
    assert_linear(lambda text: environment_in(text, about=True), unit, 10_000)
