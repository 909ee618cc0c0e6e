"""A hold on disk: whatever happens while it is made, what serves is whole and no build undoes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import IndexDamaged, IndexFailure
from indexer.generations.disk import Disk
from indexer.generations.generations import Generations
from tests.engines.test_generations import Fill, publish


class PowerCut(Exception):
    """The program ends here."""


class CutAt(Disk):
    """A disk whose machine stops before its nth operation that changes something."""

    def __init__(self, left: int) -> None:
        self.left = left

    def _step(self) -> None:
        if not self.left:
            raise PowerCut
        self.left -= 1

    def write(self, path: Path, data: bytes) -> None:
        self._step()
        super().write(path, data)

    def rename(self, source: Path, target: Path) -> None:
        self._step()
        super().rename(source, target)

    def link(self, path: Path, target: str) -> None:
        self._step()
        super().link(path, target)

    def remove(self, path: Path) -> None:
        self._step()
        super().remove(path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An index of two generations."""
    for text in ("one", "two"):
        publish(Generations(tmp_path / "index"), Fill({"a": text}))
    return tmp_path / "index"


@pytest.mark.parametrize("left", range(3))
def test_a_cut_while_going_back_never_leaves_a_move_without_its_hold(root: Path, left: int) -> None:
    with pytest.raises(PowerCut):
        Generations(root, CutAt(left)).rollback(hold=True)
    after = Generations(root)
    serving, problems = after.newest_good()
    assert (serving, problems) == ("g00000002", ())
    assert (after.held() is not None) == (left > 0)
    assert after.rollback(hold=True) == "g00000001", "what was cut short can be done again"


def test_a_hold_and_its_end_are_one_step_each(root: Path) -> None:
    with pytest.raises(PowerCut):
        Generations(root, CutAt(0)).rollback("g00000002", hold=True)
    assert Generations(root).held() is None
    Generations(root, CutAt(1)).rollback("g00000002", hold=True)
    with pytest.raises(PowerCut):
        Generations(root, CutAt(0)).release()
    assert Generations(root).held()
    Generations(root, CutAt(1)).release()
    assert Generations(root).held() is None


def test_a_hold_that_cannot_be_written_moves_nothing(root: Path) -> None:
    class Full(Disk):
        def write(self, path: Path, data: bytes) -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(IndexFailure, match="cannot be written: No space left"):
        Generations(root, Full()).rollback(hold=True)
    assert Generations(root).current() == "g00000002"


def test_a_damaged_generation_is_named_and_not_gone_back_to(root: Path) -> None:
    (root / "generations/g00000001/a").write_text("changed")
    generations = Generations(root)
    with pytest.raises(IndexDamaged, match="g00000001 is damaged: a has"):
        generations.rollback("g00000001", hold=True)
    assert (generations.current(), generations.held()) == ("g00000002", None)
    newest, oldest = generations.history()
    assert not newest.problem
    assert "g00000001 is damaged" in oldest.problem
