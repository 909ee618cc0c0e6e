"""A profile as long as a book costs nobody anything but those who read it, and them little."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path

import httpx2
import pytest
from starlette.concurrency import run_in_threadpool
from starlette.testclient import TestClient

from indexer.engine import Searcher
from indexer.profile import Profile, Section, SectionKind
from service import app_state
from service.app import create_app
from service.app_state import LARGE, LONGEST_QUEUE, Render
from service.http.limits import limits
from service.response_cache import Rendered
from service.settings import Settings
from tests.service.conftest import build
from tests.service.server import listening

LINES = ("You will warp the loom and check the weave.", "You need a degree in textiles, or an HND.")
PATIENCE = 10
"""Seconds after which a test that hangs goes on, to fail."""


def weaver(size: int) -> Profile:
    """A profile of so many characters or a few more."""
    text = "\n".join(LINES * (size // len("\n".join(LINES)) + 1))
    section = Section(SectionKind.REQUIREMENTS, "Entry requirements", text)
    return Profile("weaver", "Weaver", (section,), source="weaver.md", fingerprint="1")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """An index that holds a large profile."""
    build(tmp_path / "index", [weaver(LARGE)])
    return tmp_path / "index"


class Held:
    """Renderings that wait until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = threading.Event()
        self.go_on = threading.Event()
        self.count = 0
        beside = run_in_threadpool
        monkeypatch.setattr(
            app_state, "run_in_threadpool", lambda render, searcher: beside(self._wait, render, searcher)
        )

    def _wait(self, render: Render, searcher: Searcher) -> Rendered:
        self.count += 1
        self.begun.set()
        self.go_on.wait(PATIENCE)
        return render(searcher)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    held = Held(monkeypatch)
    yield held
    held.go_on.set()


@pytest.mark.parametrize("path", ["/profiles/weaver", "/api/v1/profiles/weaver"])
def test_the_service_answers_others_while_a_large_profile_is_rendered(
    large: Path, held: Held, path: str
) -> None:
    app = create_app(Settings(index=str(large)))
    with listening(app, **limits()) as port, ThreadPoolExecutor() as readers:
        site = f"http://127.0.0.1:{port}"
        reading = readers.submit(httpx2.get, site + path, timeout=3 * PATIENCE)
        assert held.begun.wait(PATIENCE)
        assert httpx2.get(f"{site}/healthz", timeout=PATIENCE / 2).status_code == 200
        assert not reading.done()
        held.go_on.set()
        assert "You will warp the loom" in reading.result().text


def test_many_who_read_one_large_profile_have_it_rendered_once(large: Path, held: Held) -> None:
    app = create_app(Settings(index=str(large)))
    with listening(app, **limits()) as port, ThreadPoolExecutor() as readers:
        address = f"http://127.0.0.1:{port}/profiles/weaver"
        reading = [readers.submit(httpx2.get, address, timeout=3 * PATIENCE) for _ in range(4)]
        assert held.begun.wait(PATIENCE)
        held.go_on.set()
        assert len({one.result().text for one in reading}) == 1
    assert held.count == 1


def test_who_would_wait_too_long_for_a_large_profile_is_told_at_once(large: Path, held: Held) -> None:
    app = create_app(Settings(index=str(large)))
    with listening(app, **limits()) as port, ThreadPoolExecutor(LONGEST_QUEUE + 1) as readers:
        address = f"http://127.0.0.1:{port}/profiles/weaver?q=loom"
        ask = partial(httpx2.get, timeout=6 * PATIENCE)
        reading = [readers.submit(ask, f"{address}{number}") for number in range(LONGEST_QUEUE + 1)]
        assert held.begun.wait(PATIENCE)
        (refused,) = wait(reading, PATIENCE, FIRST_COMPLETED).done
        held.go_on.set()
        assert sorted(one.result().status_code for one in reading) == [200] * LONGEST_QUEUE + [503]
        assert refused.result().headers["Retry-After"] == "60"
        assert ask(address).status_code == 200


def test_a_large_profile_is_read_as_a_small_one(serve: Callable[..., TestClient], large: Path) -> None:
    client = serve(index=str(large))
    repeats = weaver(LARGE).sections[0].text.count("loom")
    page = client.get("/profiles/weaver?q=loom")
    assert page.text.count("<mark>loom</mark>") == repeats
    assert page.text.count('class="qualification" href="/qualifications/hnd"') == repeats
    kept = client.get("/profiles/weaver?q=loom", headers={"If-None-Match": page.headers["ETag"]})
    assert (kept.status_code, kept.content) == (304, b"")
    (bachelors, hnd) = sorted(
        client.get("/api/v1/profiles/weaver").json()["qualifications"], key=lambda one: str(one["slug"])
    )
    assert (bachelors["slug"], hnd["slug"]) == ("bachelors", "hnd")
    assert len(bachelors["mentions"]) == repeats


@pytest.mark.parametrize("path", ["/profiles/midwife", "/api/v1/profiles/midwife"])
def test_no_request_recognises_qualifications(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def recognise(text: str) -> None:
        raise AssertionError(f"recognised once more: {text}")

    monkeypatch.setattr("indexer.qualification.profiles.qualifications_in", recognise)
    assert "bachelors" in client.get(path).text
