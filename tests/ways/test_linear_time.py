"""Twice the text takes twice the time, whatever stands in it."""

from __future__ import annotations

import pytest

from indexer.ways import ways_in_text
from tests.linear_time import assert_linear

SIZE = 3_000
HOSTILE = (
    *("a ", " ", "\n", "(", ")", ";", "?", "- ", "| ", "**", "#", ": ", "A: ", "A b c: "),
    *("College: ", "College: x\n", "- College: x\n", "### Work\n", "**Work** ", "University\n"),
    *(
        "college ",
        "college or ",
        "apprentice ",
        "start as a ",
        "volunteer; ",
        "apply to ",
        "army ",
        "Step Up ",
    ),
    *(
        "GCSE ",
        "GCSE or ",
        "GCSE, ",
        "GCSE; ",
        "a degree ",
        "A levels and ",
        "2:1 ",
        "level 2 ",
        "at grade 4 ",
    ),
    *("no ", "no qualifications ", "not need any ", "nobody asks ", "need nothing but ", "certificate "),
    *(
        "closed ",
        "but it closed ",
        "used to be ",
        "later ",
        "with experience ",
        "years' experience ",
        "need a a a ",
    ),
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    assert_linear(ways_in_text, unit, SIZE)
