"""What a search is asked to do by a question, and what is left when a piece is taken away."""

from __future__ import annotations

import pytest

from indexer.question import JobNames, clauses_of, name_keys, text_without, understand
from indexer.ways import Route
from tests.question.libraries import job

NAMES = JobNames([job("cooper", "Cooper"), job("saddler", "Saddler")])


def test_filters_are_what_is_wanted_and_what_is_not() -> None:
    clauses = clauses_of(understand("hnd or level 5, no uni, not glass, i have a levels", NAMES))
    assert (clauses.qualification, clauses.level, clauses.have) == (("hnd",), (5,), 3)
    assert clauses.without_qualification == ("bachelors",)
    assert clauses.without_route == (Route.UNIVERSITY,)
    assert clauses.exclude_words == ("glass",)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("jobs without a degree in glass", "glass"),
        ("how much does a Cooper earn", "Cooper"),
        ("cooper or saddler near Hull", "cooper saddler near Hull"),
        ('hnd "stained glass"', '"stained glass"'),
        ('"no degree" barrels', '"no degree" barrels'),
        ("level 3", ""),
        ("something to do with barrels", "something to do with barrels"),
        ("level 3 IT support", "IT support"),
        ("no degree, working in it", "it"),
    ],
)
def test_the_words_and_the_jobs_are_left_to_search(text: str, left: str) -> None:
    assert clauses_of(understand(text, NAMES)).text == left


@pytest.mark.parametrize(
    ("text", "taken", "left"),
    [
        ("hnd glass", "hnd", "glass"),
        ("glass without a degree", "degree", "glass"),
        ("no gold or silver, glass", "gold", "no or silver, glass"),
        ("i have an hnd and like glass", "hnd", "and like glass"),
        ("level 3 and above glass", "level 3 and above", "glass"),
        ("glass -gold", "gold", "glass"),
        ("cooper or saddler", "saddler", "cooper or"),
    ],
)
def test_a_piece_is_taken_away_with_the_cue_that_governs_it_alone(text: str, taken: str, left: str) -> None:
    question = understand(text, NAMES)
    piece = next(each for each in question.understood if each.text == taken)
    assert text_without(question, piece) == left
    again = understand(left, NAMES)
    assert piece.value not in {each.value for each in again.understood}


@pytest.mark.parametrize(
    ("text", "searched", "whole"),
    [
        ("glas without a degree", "glass", "glass without a degree"),
        ("no degree, stained glas", "stained glass", "no degree, stained glass"),
        ("hnd fork-lift", "fork lift", "hnd fork-lift"),
        ("hnd goldsmith", "gold smith", "gold smith"),
    ],
)
def test_what_is_searched_is_corrected_in_the_whole_question(text: str, searched: str, whole: str) -> None:
    assert clauses_of(understand(text, NAMES)).in_full(text, searched) == whole


def test_exclusions_keep_their_sign() -> None:
    assert clauses_of(understand('hnd -gold -"stained glass" silver', NAMES)).text == (
        '-gold -"stained glass" silver'
    )


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("well paid work", ["pay", "amount"]),
        ("cooper earnings", ["pay"]),
        ("silver, part-time", ["hours"]),
        ("30k jobs near me", ["pay", "places", "amount"]),
        ("glass in Leeds", ["places"]),
        ("payroll", []),
        ("glass for reading", []),
        ("interested in reading", []),
        ("not cooper", []),
    ],
)
def test_what_a_library_may_not_say_is_heard(text: str, topics: list[str]) -> None:
    assert [topic.value for topic in understand(text, NAMES).topics] == topics


def test_the_qualifications_that_are_asked_about_are_known() -> None:
    assert understand("do i need a degree to be a cooper", NAMES).asked_about == ("bachelors",)
    assert understand("what gcses do i need to be a saddler", NAMES).asked_about == ("gcse",)
    assert understand("cooper with a degree", NAMES).asked_about == ()


def test_names_that_were_kept_name_the_same() -> None:
    jobs = [job("cooper", "Cooper", "Barrel maker"), job("tram-driver", "Tram driver"), job("vet", "Vet")]
    made, kept = JobNames(jobs), JobNames(map(name_keys, jobs))
    for text in (
        "cooper",
        "barrel maker salary",
        "tram driver or vet",
        "how to get into tram driving",
        "driver",
    ):
        assert understand(text, made) == understand(text, kept)
