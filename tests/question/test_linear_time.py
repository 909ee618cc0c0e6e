"""A question is read in a time that grows with its words and no faster."""

from __future__ import annotations

import pytest

from indexer.question import JobNames, understand
from tests.linear_time import seconds
from tests.question.libraries import job

NAMES = JobNames([job("cooper", "Cooper"), job("ship-cooper", "Ship cooper")])
HOSTILE = (
    "a ",
    "not ",
    "no degree ",
    "level 3 and ",
    "cooper ",
    "ship ",
    "what does ",
    "i have ",
    "-x ",
    '"',
    "'",
    "/",
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_question_of_any_length_is_read_in_a_moment(unit: str) -> None:
    understand(unit, NAMES)
    assert seconds(lambda text: understand(text, NAMES), unit * 100_000) < 0.1
