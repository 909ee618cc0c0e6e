from __future__ import annotations

import asyncio
import datetime as dt
import fcntl
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from indexer.engines import open_engine
from service.app import create_app
from service.rebuild import LEDGER, LOCK, MOST, Rebuilds
from service.rebuild_record import Rebuild
from service.settings import Settings

TOKEN = "a-token-that-nobody-guesses"
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}
PROFILE = """\
---
title: {title}
---

## What you will do

A {title} plans the work of the day and does it.

## Entry requirements

You need a degree.
"""

Client = Callable[..., TestClient]


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    folder = tmp_path / "profiles"
    folder.mkdir()
    write(folder, "Glazier")
    return folder


def write(folder: Path, title: str) -> None:
    (folder / f"{title.lower()}.md").write_text(PROFILE.format(title=title), "utf-8")


@pytest.fixture
def rebuilding(serve: Client, profiles: Path, tmp_path: Path) -> Client:
    run = tmp_path / "run"
    run.mkdir()

    def made(**settings: object) -> TestClient:
        mine = {
            "index": str(tmp_path / "index"),
            "profiles": (str(profiles),),
            "rebuild_token": TOKEN,
            "run_folder": str(run),
        }
        return serve(**{**mine, **settings})

    return made


def ended(client: TestClient) -> Any:
    """The status when no rebuild runs any more."""
    for _ in range(300):
        status = client.get("/api/v1/status", headers=WITH_TOKEN).json()
        if not status["rebuild"]["running"]:
            return status
        time.sleep(0.05)
    raise AssertionError("the rebuild does not end")


def test_without_a_token_in_the_settings_there_is_no_such_address(rebuilding: Client) -> None:
    assert rebuilding(rebuild_token="").post("/api/v1/rebuild", headers=WITH_TOKEN).status_code == 404


@pytest.mark.parametrize(
    "header", ["", "Bearer", f"Basic {TOKEN}", "Bearer another", f"Bearer {TOKEN}x", "Bearer é"]
)
def test_without_the_right_token_nothing_is_rebuilt(rebuilding: Client, header: str) -> None:
    answer = rebuilding().post("/api/v1/rebuild", headers={b"authorization": header.encode()})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_service_that_may_not_write_its_index_says_so(rebuilding: Client, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    answer = rebuilding(index=str(tmp_path / "file" / "index")).post("/api/v1/rebuild", headers=WITH_TOKEN)
    assert answer.status_code == 503


def test_a_rebuild_brings_what_changed_into_the_answers(rebuilding: Client, profiles: Path) -> None:
    client = rebuilding()
    begun = client.post("/api/v1/rebuild", headers=WITH_TOKEN, content=b'{"event": "published"}')
    assert (begun.status_code, begun.json()["running"]) == (202, True)
    status = ended(client)
    assert begun.headers["Location"] == "/api/v1/status"
    assert status["rebuild"]["exit_code"] == 0
    assert status["last_build"]["added"] == ["glazier.md"]
    write(profiles, "Thatcher")
    client.post("/api/v1/rebuild", headers=WITH_TOKEN)
    assert ended(client)["profiles"] == 2
    found = client.get("/api/v1/search", params={"q": "thatcher"}).json()["hits"]
    assert [hit["id"] for hit in found] == ["thatcher"]


def test_a_held_index_is_not_rebuilt_and_the_answer_says_what_to_do(
    rebuilding: Client, tmp_path: Path
) -> None:
    client = rebuilding()
    client.post("/api/v1/rebuild", headers=WITH_TOKEN)
    ended(client)
    with closing(open_engine(f"whoosh:{tmp_path / 'index'}")) as engine:
        engine.rollback("g00000001", hold=True)
    answer = client.post("/api/v1/rebuild", headers=WITH_TOKEN)
    assert answer.status_code == 409
    assert "held at g00000001" in answer.json()["detail"]
    assert "profile-index rollback --release" in answer.json()["detail"]
    assert client.get("/api/v1/status", headers=WITH_TOKEN).json()["held"]


def test_a_file_that_was_refused_is_named_in_the_status(rebuilding: Client, profiles: Path) -> None:
    (profiles / "broken.md").write_text("---\ntitle: Broken\nupdated: soon\n---\n\n## Duties\n\nNone.\n")
    client = rebuilding()
    client.post("/api/v1/rebuild", headers=WITH_TOKEN)
    status = ended(client)
    assert status["rebuild"]["exit_code"] == 1
    assert status["profiles"] == 1
    assert status["last_build"]["refused"][0]["path"].endswith("broken.md")


def test_a_rebuild_that_cannot_be_done_says_why(rebuilding: Client, profiles: Path) -> None:
    (profiles / "glazier.md").unlink()
    client = rebuilding()
    client.post("/api/v1/rebuild", headers=WITH_TOKEN)
    rebuild = ended(client)["rebuild"]
    assert rebuild["exit_code"] == 1
    assert rebuild["message"].startswith(f"profile-index: {profiles} has no profiles")


def test_while_one_runs_another_is_refused_by_every_worker(rebuilding: Client, tmp_path: Path) -> None:
    one, other = rebuilding(), rebuilding()
    with (tmp_path / "run" / LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answers = [worker.post("/api/v1/rebuild", headers=WITH_TOKEN) for worker in (one, other)]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert one.post("/api/v1/rebuild", headers=WITH_TOKEN).status_code == 202
    assert ended(other)["rebuild"]["exit_code"] == 0


def test_more_than_five_within_a_minute_are_too_many(rebuilding: Client, tmp_path: Path) -> None:
    keep(tmp_path, *(ended_rebuild(50 - each) for each in range(MOST)))
    answer = rebuilding().post("/api/v1/rebuild", headers=WITH_TOKEN)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 11


def test_what_began_more_than_a_minute_ago_does_not_count(rebuilding: Client, tmp_path: Path) -> None:
    keep(tmp_path, *(ended_rebuild(61) for _ in range(MOST)))
    client = rebuilding()
    assert client.post("/api/v1/rebuild", headers=WITH_TOKEN).status_code == 202
    ended(client)


def test_the_oldest_of_five_makes_room_for_one_more(rebuilding: Client, tmp_path: Path) -> None:
    keep(tmp_path, ended_rebuild(61), *(ended_rebuild(10) for _ in range(MOST - 1)))
    client = rebuilding()
    answers = []
    for _ in range(2):
        answers.append(client.post("/api/v1/rebuild", headers=WITH_TOKEN).status_code)
        ended(client)
    assert answers == [202, 429]


def test_a_rebuild_runs_until_its_worker_has_said_how_it_ended(
    rebuilding: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone_before_its_output(self: Rebuilds) -> asyncio.subprocess.Process:
        leaves = "sleep 0.5 & exit 3"
        return await asyncio.create_subprocess_exec("sh", "-c", leaves, stdout=asyncio.subprocess.PIPE)

    monkeypatch.setattr(Rebuilds, "_spawn", gone_before_its_output)
    client = rebuilding()
    client.post("/api/v1/rebuild", headers=WITH_TOKEN)
    assert ended(client)["rebuild"]["exit_code"] == 3


def test_a_rebuild_runs_as_long_as_a_worker_holds_the_lock(rebuilding: Client, tmp_path: Path) -> None:
    keep(tmp_path, Rebuild(started=dt.datetime.now(dt.UTC)))
    client = rebuilding()

    def running() -> bool:
        return bool(client.get("/api/v1/status", headers=WITH_TOKEN).json()["rebuild"]["running"])

    with (tmp_path / "run" / LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        while_held = running()
    assert (while_held, running()) == (True, False)
    assert client.post("/api/v1/rebuild", headers=WITH_TOKEN).status_code == 202
    ended(client)


def test_a_service_that_ends_ends_its_rebuild(profiles: Path, tmp_path: Path) -> None:
    for number in range(200):
        write(profiles, f"Trade{number}")
    run = tmp_path / "run"
    run.mkdir()
    settings = Settings(
        index=str(tmp_path / "index"), profiles=(str(profiles),), rebuild_token=TOKEN, run_folder=str(run)
    )
    with TestClient(create_app(settings)) as client:
        client.post("/api/v1/rebuild", headers=WITH_TOKEN)
    last = msgspec.json.decode((run / LEDGER).read_bytes(), type=list[Rebuild])[-1]
    assert (last.running, last.exit_code) == (False, -signal.SIGTERM)


def ended_rebuild(seconds_ago: float) -> Rebuild:
    started = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=seconds_ago)
    return Rebuild(started, running=False, finished=started, exit_code=0)


def keep(tmp_path: Path, *rebuilds: Rebuild) -> None:
    (tmp_path / "run").mkdir(exist_ok=True)
    (tmp_path / "run" / LEDGER).write_bytes(msgspec.json.encode(rebuilds))
