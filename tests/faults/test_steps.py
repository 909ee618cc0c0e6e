import tempfile
from pathlib import Path

from hypothesis import example, given, settings

from tests.faults.steps import DAYS, Edit, differences
from tests.faults.subjects import quick_place

MOVED_AND_GONE = [
    [Edit("write", 1, "morning"), Edit("write", 2, "morning"), Edit("write", 3, "noon")],
    [Edit("move", 1, "morning"), Edit("remove", 2, "morning"), Edit("list", 3, "noon")],
    [Edit("write", 1, "evening"), Edit("write", 2, "noon"), Edit("remove", 3, "noon")],
]


@given(DAYS)
@example(MOVED_AND_GONE)
@settings(max_examples=8, deadline=None)
def test_an_index_brought_up_to_date_answers_as_one_built_from_nothing(days: list[list[Edit]]) -> None:
    with tempfile.TemporaryDirectory(dir=quick_place()) as folder:
        assert differences(days, Path(folder) / "place") == []
