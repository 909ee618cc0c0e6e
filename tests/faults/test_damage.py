import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.updating.sync import sync
from tests.faults.damage import damages, flip
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


def test_damage_to_a_segment_that_two_generations_share_leaves_the_one_between_them(place: Path) -> None:
    with closing(open_engine(f"whoosh:{place / 'index'}")) as engine:
        for number in range(3):
            write_before(place / "content", 12)
            write(place / "content" / f"{name(number)}.md", number, "evening")
            sync(Corpus([place / "content"]), engine)
    first, second, third = (
        {path.name: path for path in (place / "index" / "generations" / each / "segments").iterdir()}
        for each in ("g00000001", "g00000002", "g00000003")
    )
    shared = [one for one in first.keys() & third.keys() if first[one].samefile(third[one])]
    assert shared
    assert not any(third[one].samefile(second[one]) for one in third.keys() & second.keys())
    for one in shared:
        flip(third[one], random.Random(one))  # noqa: S311  repeatable chance, no secret
        with closing(open_engine(f"whoosh:{place / 'index'}")) as engine:
            assert engine.searcher().generation == "g00000002"
            assert not engine.status().healthy
        flip(third[one], random.Random(one))  # noqa: S311  repeatable chance, no secret
