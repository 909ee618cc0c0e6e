from collections import Counter

import pytest

from indexer.language.spelling import Speller, typo_cost

WORDS = Counter(
    {
        "accountant": 30,
        "account": 90,
        "librarian": 5,
        "library": 20,
        "paper": 40,
        "psychologist": 12,
        "physiotherapist": 10,
        "chef": 9,
        "their": 200,
        "there": 50,
        "veterinary": 8,
        "mechanic": 15,
        "nurse": 60,
        "waiter": 7,
        "water": 80,
        "3d": 10,
    }
)
speller = Speller(list(WORDS), WORDS.__getitem__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("accountent", "accountant"),
        ("libary", "library"),
        ("sycologist", "psychologist"),
        ("phisiotherapist", "physiotherapist"),
        ("cheff", "chef"),
        ("vetinary", "veterinary"),
        ("mecanic", "mechanic"),
        ("nusre", "nurse"),
        ("burse", "nurse"),
        ("nurrse", "nurse"),
        ("librarain", "librarian"),
    ],
)
def test_the_word_that_was_meant_comes_first(typed: str, meant: str) -> None:
    assert speller.candidates(typed)[0].word == meant


def test_of_two_that_are_as_near_the_frequent_one_comes_first() -> None:
    assert [candidate.word for candidate in speller.candidates("watter")] == ["water", "waiter"]


@pytest.mark.parametrize("word", ["abc", "a", "", "x-ray", "3dd", "c++", "zzzzzzz"])
def test_short_words_signs_and_what_is_near_to_nothing_have_no_reading(word: str) -> None:
    assert speller.candidates(word) == []


def test_likely_slips_cost_less_than_unlikely_ones() -> None:
    def cost(typed: str, known: str, distance: int = 1) -> float:
        return typo_cost(typed, known, distance)

    assert cost("nurrse", "nurse") < cost("nurxse", "nurse")
    assert cost("nerse", "nurse") < cost("nmrse", "nurse")
    assert cost("nurae", "nurse") < cost("nurpe", "nurse")
    assert cost("nusre", "nurse") < cost("nxrsx", "nurse", 2)
    assert cost("rite", "write") < cost("rite", "brite")
    assert cost("nurse", "nurse", 0) == 0


def test_the_same_readings_come_every_time() -> None:
    again = Speller(list(reversed(WORDS)), WORDS.__getitem__)
    assert again.candidates("thier") == speller.candidates("thier")
