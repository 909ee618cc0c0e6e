import subprocess
import sys

import msgspec
import pytest

from tests.faults.kills import Outcome

FOLDERS = ("folders-first", "folders-full", "folders-update")
ENGINES = ("engine-first", "engine-full", "engine-update")


def killed(subject: str, step: int, moments: int) -> Outcome:
    command = [sys.executable, "-m", "tests.faults.kills", subject, str(step), str(moments)]
    done = subprocess.run(command, check=True, capture_output=True)
    return msgspec.json.decode(done.stdout, type=Outcome)


@pytest.mark.parametrize("subject", FOLDERS)
def test_a_build_killed_at_any_file_operation_leaves_one_good_generation_and_no_orphan(subject: str) -> None:
    outcome = killed(subject, step=2, moments=3)
    assert outcome.at_operations > 20
    assert outcome.at_moments == 3
    assert outcome.wrong == []


@pytest.mark.parametrize("subject", ENGINES)
def test_a_killed_engine_answers_as_before_or_as_after(subject: str) -> None:
    outcome = killed(subject, step=30, moments=3)
    assert outcome.at_operations >= 5
    assert outcome.at_moments == 3
    assert outcome.wrong == []
