"""Twice the text takes twice the time, whatever stands in it."""

from __future__ import annotations

import pytest

from indexer.paths import Names
from tests.linear_time import assert_linear, seconds
from tests.paths.libraries import job, read

SIZE = 4_000
NAMES = Names.of(
    [job("cooper", "Cooper"), job("sawyer", "Sawyer", "mill hand"), job("joiner", "Ship joiner")]
)
HOSTILE = (
    *("a ", " ", "\n", "- ", "(", ",", ";", ":", "’", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "),
    *("sawyer ", "sawyers, ", "sawyer or ", "mill ", "mill hand, ", "a ship or ", "İ sawyer "),
    *("become a ", "become a sawyer ", "as ", "as a sawyer ", "could be a ", "not become a sawyer, "),
    *("sawyer who ", "sawyers, who apply, ", "sawyers can ", "was ", "before ", "(were a sawyer) "),
    *(
        "next:\n- sawyer\n",
        "Where from?\n",
        "Next steps\nsawyer\n",
        "progress from sawyer to ",
        "after sawyer before ",
    ),
)


def named(text: str) -> object:
    return read(text, NAMES)


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    assert_linear(named, unit, SIZE)


def test_a_single_endless_word_costs_no_more_than_its_length() -> None:
    for letter in "a", "sawyer", "9", "as":
        assert seconds(named, letter * (100_000 // len(letter))) < 1
