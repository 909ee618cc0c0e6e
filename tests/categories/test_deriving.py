"""The category that titles say, and the titles that say none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.categories import derived_category, shipped, with_category
from indexer.categories.evaluation import evaluate_categories, evaluation_lines, read_labelled
from indexer.profile import Profile
from tests.linear_time import assert_linear

TITLES = Path(__file__).with_name("titles.jsonl")
NAMES = set(shipped().jobs.values())


def test_precision_and_recall_hold_on_labelled_titles() -> None:
    titles = read_labelled(TITLES)
    assert len(titles) >= 60
    assert all(set(one.categories) <= NAMES for _, one in titles)
    evaluation = evaluate_categories(titles)
    assert evaluation.precision >= 0.95, "\n".join(evaluation_lines(evaluation))
    assert evaluation.recall >= 0.85, "\n".join(evaluation_lines(evaluation))


@pytest.mark.parametrize(
    "title", ["Paediatric nurse", "Nurse, paediatric", "Nurses (paediatric)", "NURSE for children"]
)
def test_a_job_counts_at_the_end_of_a_title_or_of_a_part_of_it(title: str) -> None:
    assert derived_category(title) == "Health"


@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("Software engineer", "Computing"),
        ("Hydraulics engineer", "Engineering and maintenance"),
        ("Horse groom", "Animal care"),
        ("Hospital porter", "Health"),
    ],
)
def test_what_stands_before_a_plain_word_for_a_job_decides(title: str, category: str) -> None:
    assert derived_category(title) == category


def test_a_field_before_the_preposition_decides() -> None:
    assert derived_category("Wholesale buyer's mate in leather") == "Retail and sales"
    assert derived_category("Head of marketing") == "Marketing"


@pytest.mark.parametrize("title", ["Signalman", "Signalmen", "Signalwoman", "Signal-people", "Signalperson"])
def test_men_women_and_people_make_no_difference(title: str) -> None:
    assert derived_category(title) == derived_category("Signalman")


@pytest.mark.parametrize("title", ["", "?", "Supervisor", "Ambassador of joy", "Director", "Team leader"])
def test_a_title_that_says_nothing_has_no_category(title: str) -> None:
    assert derived_category(title) == ""


def test_other_titles_decide_where_the_title_says_nothing_and_most_of_them_agree() -> None:
    assert derived_category("Nibbler", ("Lathe operator", "Metal fabricator", "Snips")) == "Manufacturing"
    assert derived_category("Nibbler", ("Dental nurse", "Bricklayer")) == ""


def test_a_field_that_all_other_titles_contradict_is_uncertain() -> None:
    assert derived_category("Leather adviser") == "Manufacturing"
    assert derived_category("Leather adviser", ("Shop assistant", "Sales assistant")) == ""
    assert (
        derived_category("Leather adviser", ("Shop assistant", "Tannery technician (leather)"))
        == "Manufacturing"
    )


def test_an_editors_category_is_kept_and_no_other_is_derived() -> None:
    profile = Profile("nurse", "Nurse", (), category="Caring")
    assert with_category(profile, shipped()) is profile
    without = with_category(Profile("nurse", "Nurse", ()), shipped())
    assert (without.category, without.derived_category) == ("", "Health")


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_text_gives_a_category_of_the_table_or_none(title: str, others: list[str]) -> None:
    assert derived_category(title, tuple(others)) in {*NAMES, ""}


def test_long_titles_take_time_in_proportion_to_their_length() -> None:
    assert_linear(derived_category, "leather (nurse, of ", 20_000)
