from pathlib import Path

from tests.faults.load import load
from tests.faults.visible import until_visible


def test_nobody_notices_rebuilds(place: Path) -> None:
    outcome = load(place, size=30, rebuilds=3)
    assert outcome.wrong == []
    assert outcome.generations >= 3
    assert outcome.requests > 100


def test_a_saved_file_is_found_within_a_second(place: Path) -> None:
    assert sorted(until_visible(place, size=30, saves=3, words=60))[1] < 1
