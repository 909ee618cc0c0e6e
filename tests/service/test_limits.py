"""A real server and raw sockets: what a hurried or hostile client meets."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from service.http.limits import LARGEST_HEAD, LimitedProtocol, limits
from service.http.security import HEADERS, LARGEST_BODY, LONGEST_ADDRESS, SecurityMiddleware
from tests.service.server import listening

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n"


async def answer(request: Request) -> Response:
    return PlainTextResponse("here")


async def refuse(request: Request, error: HTTPException) -> Response:
    return PlainTextResponse(error.detail, error.status_code)


class HurriedProtocol(LimitedProtocol):
    head_seconds = 0.3
    read_seconds = 0.5


async def long_answer(request: Request) -> Response:
    return PlainTextResponse("x" * 20_000_000)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    app = Starlette(
        routes=[Route("/", answer, methods=["GET", "POST"]), Route("/long", long_answer)],
        middleware=[Middleware(SecurityMiddleware, refuse=refuse)],
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


@pytest.mark.parametrize("size", [LARGEST_HEAD + 1, 100_000, 1_000_000])
@pytest.mark.parametrize(
    ("head", "status"),
    [(b"GET /?q=%s HTTP/1.1\r\nHost: a\r\n\r\n", b"414"), (REQUEST + b"X-Long: %s\r\n\r\n", b"431")],
)
def test_a_head_that_is_too_large_in_one_piece_is_refused_by_its_status(
    port: int, size: int, head: bytes, status: bytes
) -> None:
    with connected(port) as connection:
        with suppress(OSError):  # the server may part before it has read everything
            connection.sendall(head % (b"x" * size))
        with suppress(ConnectionResetError):
            received = everything(connection)
            assert received == b"" or received.startswith(b"HTTP/1.1 " + status)


def test_many_headers_are_counted_together(port: int) -> None:
    headers = b"".join(b"X-%d: %s\r\n" % (number, b"y" * 900) for number in range(90))
    with connected(port) as connection:
        connection.sendall(REQUEST + headers + b"\r\n")
        assert everything(connection).startswith(b"HTTP/1.1 431")


def test_a_head_within_the_limit_is_answered(port: int) -> None:
    headers = b"".join(b"X-%d: %s\r\n" % (number, b"y" * 900) for number in range(60))
    with connected(port) as connection:
        connection.sendall(REQUEST + headers + b"Connection: close\r\n\r\n")
        assert everything(connection).startswith(b"HTTP/1.1 200")


def test_a_client_that_does_not_read_its_answer_is_let_go(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(1.5)
        received = 0
        with suppress(ConnectionResetError):
            while chunk := connection.recv(1 << 20):
                received += len(chunk)
        assert received < 20_000_000


def test_a_client_that_reads_slowly_gets_its_whole_answer(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(b"GET /long HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        received = 0
        begun = time.monotonic()
        while chunk := connection.recv(1 << 20):
            received += len(chunk)
            time.sleep(0.04)
        assert received > 20_000_000
        assert time.monotonic() - begun > HurriedProtocol.read_seconds
