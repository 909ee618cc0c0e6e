import subprocess
import sys

import msgspec
import pytest

from tests.faults.kills import Outcome


@pytest.mark.parametrize("subject", ["folders-first", "folders-full", "folders-update"])
def test_a_build_killed_at_any_file_operation_leaves_one_good_generation_and_no_orphan(subject: str) -> None:
    command = [sys.executable, "-m", "tests.faults.kills", subject, "1", "10"]
    done = subprocess.run(command, check=True, capture_output=True)
    outcome = msgspec.json.decode(done.stdout, type=Outcome)
    assert outcome.at_operations > 50
    assert outcome.at_moments == 10
    assert outcome.wrong == []
