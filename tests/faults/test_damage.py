import shutil
from pathlib import Path

import pytest

from tests.faults.damage import damages
from tests.faults.subjects import SUBJECTS


@pytest.mark.parametrize("subject", ["folders-update", "engine-update"])
def test_damage_is_always_noticed_and_the_generation_before_answers(place: Path, subject: str) -> None:
    outcome = damages(SUBJECTS[subject](place), place, 60)
    assert sum(outcome.files.values()) == 60
    assert outcome.unnoticed == []
    assert outcome.wrong == []


def test_where_every_generation_is_damaged_the_next_build_makes_one_from_the_content(place: Path) -> None:
    subject, root = SUBJECTS["engine-update"](place), place / "index"
    subject.before(root)
    for generation in (root / "generations").iterdir():
        shutil.rmtree(generation / "whoosh")
    assert subject.answers(root) == "nothing"
    subject.build(root)
    assert subject.answers(root) == "after"
    assert subject.problems(root) == ()
