"""The cluster that the tests run against: it is real, survives a kill, and ends with the run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.opensearch import jars
from tests.opensearch.cluster import Cluster


def test_three_nodes_make_one_cluster(whole: Cluster) -> None:
    assert whole.get("/_cluster/health")["number_of_nodes"] == 3
    assert len(set(whole.hosts)) == 3


def test_a_killed_manager_is_replaced_and_comes_back(whole: Cluster) -> None:
    killed = whole.manager()
    killed.kill()
    whole.wait(nodes=2)
    assert whole.manager() is not killed
    whole.heal()
    assert whole.get("/_cluster/health")["number_of_nodes"] == 3


def test_a_hung_node_answers_again(whole: Cluster) -> None:
    node = next(each for each in whole.nodes if each is not whole.manager())
    began = time.monotonic()
    with whole.hung(node, 1):
        pass
    whole.wait()
    assert time.monotonic() - began > 1
    assert node.runs


def test_nodes_end_when_the_run_is_killed(whole: Cluster, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.opensearch.cluster", str(tmp_path), "1"]
    top = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=top, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stdout.readline().startswith(b"opensearch+http://127.0.0.1:")
        run.kill()
    assert _ends(tmp_path)


def test_without_java_there_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(jars.Unavailable, match="javac is not on this machine"):
        jars.class_path()


def _ends(folder: Path) -> bool:
    """Whether the processes that work in a folder end soon."""
    for _ in range(100):
        if not any(_works_in(folder, process) for process in Path("/proc").glob("[0-9]*")):
            return True
        time.sleep(0.1)
    return False


def _works_in(folder: Path, process: Path) -> bool:
    try:
        return os.readlink(process / "cwd").startswith(str(folder))
    except OSError:
        return False
