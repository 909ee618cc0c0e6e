import shutil
import subprocess
import sys

import msgspec
import pytest

from tests.faults.exhaustion import Outcome

NAMESPACE = ("unshare", "--mount", "--map-root-user")


def may_mount() -> bool:
    """Whether this user may mount a small disk in a namespace of its own."""
    if not shutil.which("unshare"):
        return False
    command = [*NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="needs to mount a small disk in a namespace of its own")
@pytest.mark.parametrize(
    "subject",
    [
        "folders-update",
        "engine-update",
    ],
)
def test_a_build_that_lacks_means_says_so_leaves_nothing_and_the_old_generation_serves(subject: str) -> None:
    command = [*NAMESPACE, sys.executable, "-m", "tests.faults.exhaustion", subject]
    done = subprocess.run(command, check=True, capture_output=True)
    outcome = msgspec.json.decode(done.stdout, type=Outcome)
    assert outcome.wrong == []
    assert sum(outcome.said["space"].values()) >= 7
    assert all("No space left on device" in said for said in outcome.said["space"])
    assert all("Read-only file system" in said for said in outcome.said["permission"])
    assert all("Too many open files" in said for said in outcome.said["descriptors"])
    assert outcome.said["descriptors to serve"]
