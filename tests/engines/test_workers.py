"""Profiles analysed by processes of our own."""

from __future__ import annotations

import io
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from indexer.engines import open_engine
from indexer.engines.whoosh.indexing import workers
from indexer.errors import IndexFailure
from indexer.profile import Profile
from tests.contract.library import LIBRARY


def many(count: int) -> Iterator[Profile]:
    """So many profiles."""
    for number in range(count):
        one = LIBRARY[number % len(LIBRARY)]
        yield msgspec.structs.replace(one, id=f"{one.id}-{number}", source=f"{number}.md")


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("two_processors")
@pytest.mark.parametrize(
    "count", [0, 1, workers.ENOUGH - 1, workers.ENOUGH, workers.ENOUGH + workers.CHUNK + 1]
)
def test_profiles_come_back_in_their_order_however_many_there_are(count: int) -> None:
    found = [identity.source for batch in workers.analysed(many(count)) for identity in batch.identities]
    assert found == [f"{number}.md" for number in range(count)]


@pytest.mark.usefixtures("two_processors")
def test_several_processes_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    beside = list(workers.analysed(many(workers.ENOUGH)))
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    here = list(workers.analysed(many(workers.ENOUGH)))
    assert [(one.identities, one.words, one.categories) for one in beside] == [
        (one.identities, one.words, one.categories) for one in here
    ]
    for one, other in zip(beside, here, strict=True):
        for name, column in vars(one.documents).items():
            assert column.tolist() == getattr(other.documents, name).tolist()


@pytest.mark.usefixtures("two_processors")
def test_a_worker_that_is_killed_ends_the_build_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    before = engine.update(LIBRARY, ())
    started: list[workers.Worker] = []
    start = workers._started

    def remembered() -> workers.Worker:
        started.append(start())
        return started[-1]

    def murderous() -> Iterator[Profile]:
        yield from many(workers.ENOUGH + workers.CHUNK)
        os.kill(started[0].pid, signal.SIGKILL)
        yield from many(workers.ENOUGH * 4)

    monkeypatch.setattr(workers, "_started", remembered)
    with pytest.raises(IndexFailure, match="ended too early; build again"):
        engine.update(murderous(), ())
    assert engine.status() == before
    assert all(worker.poll() is not None for worker in started)
    engine.close()


def test_a_message_that_broke_off_is_none() -> None:
    whole = io.BytesIO()
    workers._write(whole, b"a message")
    assert workers._read(io.BytesIO(whole.getvalue())) == b"a message"
    assert workers._read(io.BytesIO(whole.getvalue()[:-1])) == b""
    assert workers._read(io.BytesIO(b"")) == b""


def test_a_worker_answers_until_nothing_more_comes() -> None:
    with workers._started() as worker:
        assert [one.id for one in workers._asked(worker, LIBRARY[:2]).identities] == [
            "lock-keeper",
            "narrowboat-builder",
        ]
        assert len(workers._asked(worker, LIBRARY).identities) == len(LIBRARY)
        assert worker.stdin is not None
        worker.stdin.close()
        assert worker.wait(timeout=10) == 0
    assert isinstance(worker, subprocess.Popen)


@pytest.mark.usefixtures("two_processors")
def test_only_a_few_profiles_are_read_ahead_of_the_processes() -> None:
    read: list[str] = []

    def noted() -> Iterator[Profile]:
        for profile in many(40 * workers.CHUNK):
            read.append(profile.source)
            yield profile

    batches = workers.analysed(noted())
    next(batches)
    assert len(read) <= workers.ENOUGH + (workers.AHEAD + 1) * 2 * workers.CHUNK
    assert sum(batch.documents.count for batch in batches) == 39 * workers.CHUNK
