"""Faults of a cluster, each for a short while; `python -m benchmarks.cluster` runs their full form."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines import open_engine
from indexer.engines.opensearch.cluster import store
from indexer.engines.opensearch.opening import FRESH
from tests.opensearch import builders, kills, rebuilds
from tests.opensearch.cluster import Cluster
from tests.opensearch.kills import ROLES
from tests.opensearch.visitors import Visitors, compare, expected

pytestmark = pytest.mark.cluster

LONGEST = 3.0
"""The most seconds that any answer may take."""


@pytest.fixture
def url(whole: Cluster, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an index of this test's own."""
    name = f"faults-{abs(hash(request.node.name)):x}"
    yield whole.address(name)
    whole.heal()
    whole.delete(f"{name}*")


def test_a_visitor_notices_an_answer_that_lacks_profiles(url: str) -> None:
    kills.fill(url)
    answers = {question: each._replace(total=each.total + 1) for question, each in expected(url).items()}
    with Visitors(url, compare(answers)) as visitors:
        visitors.wait(8)
    assert len(visitors.outcome.partial) == len(visitors.outcome.seconds)


@pytest.mark.parametrize("role", ROLES)
def test_nobody_notices_that_a_node_is_killed_and_comes_back(whole: Cluster, url: str, role: str) -> None:
    kills.fill(url)
    outcome = kills.killed(whole, url, ROLES[role], 150)
    assert len(outcome.seconds) >= 150
    assert outcome.faults == []


@pytest.mark.parametrize("role", ROLES)
def test_no_answer_waits_for_a_node_that_hangs(whole: Cluster, url: str, role: str) -> None:
    kills.fill(url)
    outcome = kills.hung(whole, url, ROLES[role], 6)
    assert outcome.faults == []
    assert outcome.slowest < LONGEST


def test_a_build_does_not_fail_because_copies_take_long(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "COPYING", "1ms")
    kills.fill(url)
    with closing(open_engine(url)) as engine:
        assert engine.status().profiles == kills.PROFILES


def test_looking_for_a_newer_generation_holds_up_no_search(whole: Cluster, url: str) -> None:
    kills.fill(url)
    with closing(open_engine(url)) as engine:
        serving = engine.searcher().generation
        for node in whole.nodes:
            node.kill()
        time.sleep(FRESH + 0.1)
        began = time.monotonic()
        assert {engine.searcher().generation for _ in range(5)} == {serving}
        assert time.monotonic() - began < 1


@pytest.mark.parametrize("full", [True, False], ids=["all of it", "what changed"])
def test_no_answer_mixes_two_builds(url: str, tmp_path: Path, full: bool) -> None:
    outcome = rebuilds.rebuild(url, tmp_path, 3, full=full)
    assert outcome.generations > 1
    assert outcome.seen.faults == []


def test_two_builders_lose_nothing_when_the_manager_is_killed(whole: Cluster, url: str) -> None:
    outcome = builders.build(url, 400, whole.manager().kill)
    assert outcome.written == 400
    assert outcome.wrong == []
