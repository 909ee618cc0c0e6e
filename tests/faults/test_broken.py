import time
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.profile import Profile
from indexer.report import Report
from indexer.updating.sync import sync
from tests.faults.broken import KINDS, front, make

LONGEST = 5.0


@pytest.fixture
def library(place: Path) -> Path:
    folder = place / "library"
    folder.mkdir()
    (folder / "whole.md").write_bytes(front("title: Whole"))
    return folder


def built(library: Path) -> tuple[Report, Profile | None]:
    """What a build says of a library, and what it knows of its good profile."""
    with closing(open_engine(f"whoosh:{library.parent / 'index'}")) as engine:
        return sync(Corpus([library]), engine), engine.searcher().get("whole")


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_file_is_named_and_the_rest_is_indexed(library: Path, kind: str) -> None:
    make(kind, library)
    began = time.monotonic()
    report, whole = built(library)
    assert time.monotonic() - began < LONGEST
    assert whole
    assert report.refused
    for refusal in report.refused:
        assert library in Path(refusal.path).parents
        assert "whole" not in refusal.path
        assert 10 < len(refusal.message) < 500
        assert "Traceback" not in refusal.message
    assert report.added == ("whole.md",)
    assert report.objections == ()


def test_a_file_that_vanishes_while_it_is_read_is_named(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library / "broken.md").write_bytes(front("title: Broken"))
    look = Corpus.fingerprints

    def look_and_lose(corpus: Corpus) -> dict[str, str]:
        found = look(corpus)
        (library / "broken.md").unlink()
        return found

    monkeypatch.setattr(Corpus, "fingerprints", look_and_lose)
    report, whole = built(library)
    assert whole
    assert [Path(refusal.path).name for refusal in report.refused] == ["broken.md"]


def test_all_of_it_at_once_is_named_file_by_file(library: Path) -> None:
    for number, kind in enumerate(KINDS):
        (library / f"part-{number}").mkdir()
        make(kind, library / f"part-{number}")
    report, whole = built(library)
    assert whole
    named = {Path(refusal.path).relative_to(library).parts[0] for refusal in report.refused}
    assert named == {f"part-{number}" for number in range(len(KINDS))}
