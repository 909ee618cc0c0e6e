import shutil
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.updating.sync import sync
from tests.faults.damage import damages
from tests.faults.library import name, write, write_before
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


def test_a_running_watch_makes_an_index_anew_where_every_generation_is_damaged(place: Path) -> None:
    write_before(place / "content", 12)
    with closing(open_engine(f"whoosh:{place / 'index'}")) as engine:
        sync(Corpus([place / "content"]), engine)
        for generation in (place / "index" / "generations").iterdir():
            shutil.rmtree(generation / "whoosh")
        write(place / "content" / f"{name(1)}.md", 1, "evening")
        assert len(sync(Corpus([place / "content"]), engine).added) == 12
        assert engine.status().healthy
