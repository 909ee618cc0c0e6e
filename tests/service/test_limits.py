"""A real server and raw sockets: what a hurried or hostile client meets."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from service.limits import LARGEST_HEAD, ImpatientProtocol, limits
from service.security import HEADERS, LARGEST_BODY, LONGEST_ADDRESS, Secured
from tests.service.server import listening

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


async def answer(request: Request) -> Response:
    return PlainTextResponse("here")


async def refuse(request: Request, error: HTTPException) -> Response:
    return PlainTextResponse(error.detail, error.status_code)


class HurriedProtocol(ImpatientProtocol):
    head_seconds = 0.3


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    app = Starlette(
        routes=[Route("/", answer, methods=["GET", "POST"])], middleware=[Middleware(Secured, refuse=refuse)]
    )
    with listening(app, **{**limits(), "http": HurriedProtocol}) as port:
        yield port


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def everything(connection: socket.socket) -> bytes:
    """What the server sends until it ends the connection."""
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    return received


def send_headers(connection: socket.socket, header: bytes, *, pause: float = 0) -> None:
    for _ in range(LARGEST_HEAD):
        connection.sendall(header)
        time.sleep(pause)


@pytest.mark.parametrize("sent", [b"", b"GET", REQUEST])
def test_a_head_that_is_not_sent_in_time_ends_the_connection(port: int, sent: bytes) -> None:
    with connected(port) as connection:
        connection.sendall(sent)
        begun = time.monotonic()
        assert everything(connection) == b""
        assert time.monotonic() - begun < 2


def test_a_head_that_trickles_gets_no_longer(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(REQUEST)
        begun = time.monotonic()
        with pytest.raises(OSError):
            send_headers(connection, b"X-Slow: 1\r\n", pause=0.05)
        assert time.monotonic() - begun < 2


def test_a_second_request_on_a_connection_is_waited_for_no_longer(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(REQUEST + b"\r\n")
        connection.sendall(b"GET / HT")
        assert everything(connection).count(b"HTTP/1.1") == 1


def test_two_requests_on_one_connection_are_both_answered(port: int) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.connect()
        used = connection.sock
        for _ in range(2):
            connection.request("GET", "/")
            assert connection.getresponse().read() == b"here"
        assert connection.sock is used


def test_a_head_that_does_not_end_ends_the_connection(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(REQUEST)
        with pytest.raises(OSError):
            send_headers(connection, b"X-Long: " + b"x" * 1000 + b"\r\n")


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (b"GET /?q=" + b"x" * LONGEST_ADDRESS + b" HTTP/1.1\r\nHost: a\r\n", b"414"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n" % (LARGEST_BODY + 1), b"413"),
        (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n", b"411"),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_sent(
    port: int, request_head: bytes, status: bytes
) -> None:
    with connected(port) as connection:
        connection.sendall(request_head + b"\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 " + status)


def test_a_body_that_never_comes_holds_no_connection(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        received = everything(connection)
        assert received.startswith(b"HTTP/1.1 200 OK")
        assert b"connection: close" in received.lower()


def test_every_answer_carries_the_headers_and_none_names_the_server(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(REQUEST + b"Connection: close\r\n\r\n")
        head = everything(connection).partition(b"\r\n\r\n")[0].decode().lower()
    for name, value in HEADERS.items():
        assert f"{name}: {value}".lower() in head
    assert "\nserver:" not in head
