"""How a text's words find the profile that they name."""

from __future__ import annotations

import pytest

from indexer.paths import Names
from indexer.paths.names import words_of
from tests.paths.libraries import job

NAMES = Names.of(
    [
        job("saddler", "Saddler", "leather worker"),
        job("cobbler", "Shoe repairer", "cobbler", "leather worker"),
        job("reporter", "Newspaper journalist", "reporter"),
        job("critic", "Magazine journalist", "reporter"),
        job("editor", "Book or magazine editor"),
        job("foreman", "Works manager (tannery)"),
        job("researcher", "Field officer (FO) trainer"),
        job("groom", "Groom", "stable hand"),
        job("head-groom", "Yard manager", "head stable groom"),
        job(
            "smith", "Blacksmith", "forge technician", "farrier smith", "iron smith", "shoeing smith", "smith"
        ),
        job("yard", "Livery owner", "manager", "yard health"),
    ]
)


def meant(name: str, *setting: str) -> str:
    return NAMES.meant(words_of(name), setting)


@pytest.mark.parametrize(
    ("written", "profile_id"),
    [
        ("saddlers", "saddler"),
        ("Stablehands", "groom"),
        ("stable-hand", "groom"),
        ("magazine editor", "editor"),
        ("book editors", "editor"),
        ("works managers", "foreman"),
        ("FO trainer", "researcher"),
        ("field officer trainer", "researcher"),
    ],
)
def test_a_name_is_found_in_any_of_its_forms(written: str, profile_id: str) -> None:
    assert meant(written) == profile_id


def test_a_name_that_several_jobs_have_is_none_of_them() -> None:
    assert meant("leather worker") == ""


def test_a_word_before_it_tells_which_of_several_is_meant() -> None:
    assert NAMES.qualified("newspaper", ["reporter"]) == "reporter"
    assert NAMES.qualified("television", ["reporter"]) == ""


def test_the_setting_supplies_a_word_that_was_left_out() -> None:
    names = Names.of([job("tv", "Circus rigger"), job("stage", "Stage rigger"), job("any", "Rigger (docks)")])
    assert names.meant(["rigger"], ["circus", "clown"]) == "tv"
    assert names.meant(["rigger"]) == "any"


def test_a_common_noun_by_itself_names_nothing() -> None:
    assert meant("manager") == ""


def test_another_name_far_from_what_a_job_is_names_nothing() -> None:
    assert meant("forge technician") == ""
    assert meant("shoeing smith") == "smith"
    assert meant("head stable groom") == ""
    assert meant("yard health") == ""
