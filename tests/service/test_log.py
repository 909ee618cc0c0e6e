"""Nothing of a request that is secret is in the log, whatever goes wrong and wherever."""

from __future__ import annotations

import asyncio
import http.client
import io
import json
import logging
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indexer.engines import open_engine
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.query import Query
from service import log, metrics
from service.app import create_app
from service.http import negotiation
from service.http.limits import limits
from service.pages.site import Site
from service.settings import LogFormat, Settings
from tests.service.conftest import library
from tests.service.server import listening

SECRETS = {
    "Authorization": "Bearer 0a1b2c3d4e5f6a7b8c9d",
    "Cookie": "session=kj3h4k5j3h45; theme=plum-coloured",
    "X-Forwarded-For": "203.0.113.77, 198.51.100.23",
    "X-Real-IP": "203.0.113.99",
    "Forwarded": 'for="[2001:db8:cafe::17]"',
}
PARTS = (
    *("0a1b2c3d4e5f6a7b8c9d", "kj3h4k5j3h45", "plum-coloured", "203.0.113.77", "198.51.100.23"),
    *("203.0.113.99", "2001:db8:cafe::17"),
)


class Failure(Exception):
    """A fault whose words repeat all of a request."""


@pytest.fixture(params=list(LogFormat))
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged, in one format."""
    stream = io.StringIO()
    handlers, level = logging.root.handlers[:], logging.root.level
    monkeypatch.setattr(sys, "stderr", stream)
    log.configure(request.param)
    yield stream
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def app(tmp_path: Path) -> ASGIApp:
    engine = open_engine(f"whoosh:{tmp_path / 'index'}")
    engine.update(library(), ())
    return create_app(Settings(engine=f"whoosh:{tmp_path / 'index'}", answer_cache=0), engine)


def ask(port: int, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path, headers={**SECRETS, "Host": "careers.example"})
        response = connection.getresponse()
        response.read()
        return response.status


def in_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: WhooshSearcher, query: Query) -> None:
        secrets = list(SECRETS.values())
        raise Failure(f"{query.text} {secrets}")

    monkeypatch.setattr(WhooshSearcher, "search", failing)


def in_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: Site, request: object, template: str, **__: object) -> None:
        headers = dict(request.headers)  # type: ignore[attr-defined]
        raise Failure(str(headers)) from KeyError(headers["cookie"])

    monkeypatch.setattr(Site, "render", failing)


def in_a_middleware(monkeypatch: pytest.MonkeyPatch) -> None:
    async def failing(_: object, scope: Scope, receive: Receive, send: Send) -> None:
        headers, client = scope["headers"], scope["client"]
        raise Failure(f"{headers} {client[0]}")

    monkeypatch.setattr(negotiation.CompressionMiddleware, "__call__", failing)


@pytest.mark.parametrize("fail", [in_the_engine, in_a_page, in_a_middleware])
def test_a_failure_is_logged_without_anything_secret_of_the_request(
    written: io.StringIO,
    app: ASGIApp,
    monkeypatch: pytest.MonkeyPatch,
    fail: Callable[[pytest.MonkeyPatch], None],
) -> None:
    fail(monkeypatch)
    with listening(app, **limits()) as port:
        assert ask(port, "/?q=baker") == 500
    said = written.getvalue()
    assert "Failure" in said
    assert fail.__name__ in Path(__file__).read_text("utf-8")
    assert "test_log.py" in said, "the traceback names the place"
    assert [part for part in PARTS if part in said] == []
    assert "127.0.0.1" not in said
    assert "locals" not in said


def test_a_request_is_logged_without_its_sender(written: io.StringIO, app: ASGIApp) -> None:
    with listening(app, **limits()) as port:
        assert ask(port, "/?q=baker") == 200
        assert ask(port, "/api/v1/search?page=0") == 400
    said = written.getvalue()
    assert "request" in said
    assert [part for part in (*PARTS, "127.0.0.1") if part in said] == []


def test_a_client_that_went_away_is_no_error(written: io.StringIO) -> None:
    """The error is what uvloop says when it should write to a connection that is closed."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def closed(_: Message) -> None:
        raise RuntimeError("unable to perform operation on <TCPTransport>; the handler is closed")

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    seen = metrics.Metrics()
    scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    asyncio.run(metrics.MetricsMiddleware(answering, seen, {})(scope, nothing, closed))
    labels = {"method": "GET", "route": "none", "status": "499"}
    assert seen.registry.get_sample_value("profile_index_requests_total", labels) == 1
    assert "Traceback" not in written.getvalue()


def test_a_fault_of_ours_in_sending_is_still_an_error(written: io.StringIO) -> None:
    async def twice(scope: Scope, receive: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]}
        await send(start)
        await send({"type": "http.response.body", "body": b""})
        await send(start)

    with listening(metrics.MetricsMiddleware(twice, metrics.Metrics(), {}), **limits()) as port:
        ask(port, "/")
    assert "Unexpected ASGI message" in written.getvalue()


def test_many_pipelined_requests_of_a_client_that_leaves_log_no_secret(
    written: io.StringIO, app: ASGIApp
) -> None:
    head = "".join(f"{name}: {value}\r\n" for name, value in SECRETS.items())
    with listening(app, **limits()) as port:
        with closing(socket.create_connection(("127.0.0.1", port))) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.sendall(f"GET /profiles HTTP/1.1\r\nHost: a\r\n{head}\r\n".encode() * 200)
            time.sleep(0.5)
        assert ask(port, "/healthz") == 200
    said = written.getvalue()
    assert "Traceback" not in said
    assert "exception" not in said
    assert [part for part in PARTS if part in said] == []


def test_a_json_line_of_an_exception_is_data_and_has_no_variables(
    written: io.StringIO, app: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_engine(monkeypatch)
    with listening(app, **limits()) as port:
        ask(port, "/?q=baker")
    lines = [json.loads(line) for line in written.getvalue().splitlines() if line.startswith("{")]
    for line in lines:
        for exception in line.get("exception", ()):
            assert all("locals" not in frame or frame["locals"] is None for frame in exception["frames"])
