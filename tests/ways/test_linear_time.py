"""Twice the text takes twice the time, whatever stands in it."""

from __future__ import annotations

import time

import pytest

from indexer.qualification import qualifications_in
from indexer.ways import ways_in_text

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


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        qualifications_in.cache_clear()
        start = time.process_time()
        ways_in_text(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    text = unit * (SIZE // len(unit) + 1)
    ways_in_text(text[:100])
    once, twice = seconds(text[:SIZE]), seconds((text * 2)[: 2 * SIZE])
    assert twice < 3 * once + 0.005, f"{once:.4f} s, then {twice:.4f} s"
