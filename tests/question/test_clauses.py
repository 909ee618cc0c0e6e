"""What a search is asked to do by a question, and what is left when a piece is taken away."""

from __future__ import annotations

import pytest

from indexer.question import JobNames, clauses_of, text_without, understand
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
