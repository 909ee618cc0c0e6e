from pathlib import Path

import pytest

from tests.faults.alone import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_one_fault_is_told_and_costs_no_other_profile_anything(place: Path, kind: str) -> None:
    outcome = KINDS[kind](place)
    assert outcome.wrong == ()
    assert len(outcome.said) == 1
    assert "Traceback" not in outcome.said[0]
