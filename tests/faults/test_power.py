from pathlib import Path

import pytest

from indexer.generations import draft
from tests.faults.power import PowerCuts
from tests.faults.subjects import SUBJECTS, Folders


@pytest.mark.parametrize("subject", ["folders-first", "folders-full", "folders-update"])
def test_a_power_cut_after_any_operation_leaves_one_good_generation(place: Path, subject: str) -> None:
    cuts = PowerCuts(SUBJECTS[subject](place), place)
    cuts.run()
    assert cuts.count > 100
    assert cuts.wrong == []


@pytest.mark.parametrize("subject", ["engine-full", "engine-update"])
def test_a_power_cut_leaves_the_engine_one_good_generation(place: Path, subject: str) -> None:
    cuts = PowerCuts(SUBJECTS[subject](place), place, every=6, chances=1)
    cuts.run()
    assert cuts.count > 20
    assert cuts.wrong == []


def test_the_cuts_notice_a_build_that_forgets_to_sync_its_files(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "_sync", lambda disk, folder, manifest: None)
    cuts = PowerCuts(Folders(update=False), place)
    cuts.run()
    assert any("files are empty" in wrong for wrong in cuts.wrong)
