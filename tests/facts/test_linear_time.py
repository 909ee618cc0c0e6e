"""Long texts are read in time that grows with their length."""

import pytest

from indexer.facts import facts_said
from tests.linear_time import assert_linear

UNITS = ("Pay", "working ", "£1,000 to ", "Salary\n", "Hours: 1", "up to ", "40 to 40 ", "9", "and ", " ")


@pytest.mark.parametrize("unit", UNITS)
def test_no_repetition_slows_the_reading_of_facts(unit: str) -> None:
    assert_linear(lambda text: facts_said([(text[:80], text)]), unit, 20_000)
