from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from indexer.engine import Searcher
from indexer.engines import open_engine
from indexer.profile import Profile, Section, SectionKind
from indexer.query import Query
from service.app_state import AppState
from service.response_cache import Rendered, ResponseCache
from service.settings import Settings

Client = Callable[..., TestClient]
BAKER = Profile(
    id="baker",
    title="Baker",
    sections=(Section(SectionKind.DUTIES, "Duties", "You will bake."),),
    source="baker.md",
    fingerprint="1",
)
PATIENCE = 20.0

ROOFER = msgspec.structs.replace(BAKER, id="roofer", title="Roofer", source="roofer.md")


def rendered(text: str) -> Rendered:
    return Rendered(text.encode(), "text/plain")


def request_of(headers: dict[str, str] | None = None) -> Request:
    raw = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": raw})


@pytest.fixture
def library(tmp_path: Path) -> Path:
    write(tmp_path / "index", BAKER)
    return tmp_path / "index"


def write(index: Path, *profiles: Profile) -> None:
    with closing(open_engine(f"whoosh:{index}")) as engine:
        engine.update(profiles, ())


def until_taken_over(before: str, generation: Callable[[], str]) -> None:
    """Wait until a new generation serves: it is opened in a thread, for which no request waits long."""
    began = time.monotonic()
    while generation() == before:
        assert time.monotonic() < began + PATIENCE, f"{before} still serves"
        time.sleep(0.01)


def answer(state: AppState, *asked: Any) -> Response:
    """What the state answers to a request."""
    return asyncio.run(state.respond(*asked))


def test_answers_keep_the_last_used_up_to_their_bound() -> None:
    answers = ResponseCache(2)
    for key in "ab":
        answers.keep("g1", key, rendered(key))
    assert answers.get("g1", "a") == rendered("a")
    answers.keep("g1", "c", rendered("c"))
    assert [answers.get("g1", key) is not None for key in "abc"] == [True, False, True]


def test_answers_keep_the_last_used_up_to_their_bound_in_bytes() -> None:
    answers = ResponseCache(10, size=10_000)
    for key in "abc":
        answers.keep("g1", key, rendered(key * 4_000))
    assert [answers.get("g1", key) is not None for key in "abc"] == [False, False, True]
    answers.keep("g1", "d", rendered("d"))
    assert [answers.get("g1", key) is not None for key in "cd"] == [True, True]


def test_an_answer_larger_than_all_that_may_be_kept_puts_none_out() -> None:
    answers = ResponseCache(10, size=10_000)
    answers.keep("g1", "a", rendered("a"))
    answers.keep("g1", "b", rendered("b" * 20_000))
    assert [answers.get("g1", key) is not None for key in "ab"] == [True, False]


def test_another_generation_empties_the_answers() -> None:
    answers = ResponseCache(2)
    answers.keep("g1", "a", rendered("old"))
    assert answers.get("g2", "a") is None
    assert answers.get("g1", "a") is None


def test_no_answers_are_kept_where_the_bound_is_nothing() -> None:
    answers = ResponseCache(0)
    answers.keep("g1", "a", rendered("a"))
    assert answers.get("g1", "a") is None


def test_an_answer_is_rendered_once_a_generation(library: Path) -> None:
    with closing(open_engine(f"whoosh:{library}")) as engine:
        state = AppState(engine, Settings())
        times = []

        def render(_: Searcher) -> Rendered:
            times.append(1)
            return rendered("answer")

        bodies = [answer(state, request_of(), "/a", render).body for _ in range(3)]
        assert (bodies, len(times)) == ([b"answer"] * 3, 1)
        before = engine.searcher().generation
        write(library, ROOFER)
        until_taken_over(before, lambda: engine.searcher().generation)
        answer(state, request_of(), "/a", render)
        assert len(times) == 2


def test_an_answer_is_of_one_generation_though_a_new_index_takes_over_while_it_is_made(library: Path) -> None:
    with closing(open_engine(f"whoosh:{library}")) as engine:
        state = AppState(engine, Settings())
        before = engine.searcher().generation

        def render(searcher: Searcher) -> Rendered:
            seen = searcher.search(Query()).total
            write(library, ROOFER)
            return rendered(f"{seen} and {searcher.search(Query()).total}")

        response = answer(state, request_of(), "/a", render)
        assert response.body == b"1 and 1"
        assert before in response.headers["ETag"]
        until_taken_over(before, lambda: engine.searcher().generation)
        after = answer(state, request_of(), "/a", lambda searcher: rendered(searcher.generation))
        assert engine.searcher().generation in after.headers["ETag"]
        assert after.body == engine.searcher().generation.encode() != before.encode()


def test_a_new_index_answers_the_next_request_under_another_etag(serve: Client, library: Path) -> None:
    client = serve(index=str(library))
    before = client.get("/api/v1/search")
    assert client.get("/api/v1/search").json() == before.json(), "the second comes from the kept answers"
    write(library, ROOFER)
    served = before.json()["generation"]
    until_taken_over(served, lambda: str(client.get("/api/v1/search").json()["generation"]))
    after = client.get("/api/v1/search", headers={"If-None-Match": before.headers["ETag"]})
    assert (before.json()["total"], after.json()["total"]) == (1, 2)
    assert after.json()["generation"] in after.headers["ETag"]


def test_the_kept_answers_can_be_turned_off(serve: Client) -> None:
    answers = [serve(answer_cache=0).get("/api/v1/search?q=nurse").json() for _ in range(2)]
    for answer in answers:
        answer.pop("took_ms")
    assert answers[0] == answers[1]


def test_an_etag_of_another_edition_is_not_good_any_more(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_engine(f"whoosh:{library}")) as engine:
        state = AppState(engine, Settings())
        etag = answer(state, request_of(), "/a", lambda _: rendered("x")).headers["ETag"]
        have = request_of({"If-None-Match": etag})
        assert answer(state, have, "/a", lambda _: rendered("x")).status_code == 304
        monkeypatch.setattr("service.app_state.edition", lambda: "other templates")
        assert answer(state, have, "/a", lambda _: rendered("x")).status_code == 200
