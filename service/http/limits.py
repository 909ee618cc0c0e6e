"""The HTTP protocol with limits on the size of heads and on waiting.

uvicorn alone waits for ever for the rest of a head, and for a client to read its answer.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
"""Seconds that the head of a request may take to arrive."""
READ_SECONDS = 60.0
"""Seconds that a client may read nothing of its answer."""
LARGEST_HEAD = 64 * 1024
"""The most bytes of the head of a request."""


class LimitedProtocol(HttpToolsProtocol):
    """A connection that closes on late or large heads, and on unread answers."""

    head_seconds = HEAD_SECONDS
    read_seconds = READ_SECONDS
    head_size = 0
    waiting_size = 0
    head_timer: asyncio.TimerHandle | None = None
    read_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Feed the parser, unless the connection was refused already."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        if (
            self.head_timer is not None
        ):  # the head is not complete: the parser has not reported its last header
            self.waiting_size += len(data)
            if self.waiting_size > LARGEST_HEAD:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of the head."""
        super().on_message_begin()
        self._await_head()

    def on_url(self, url: bytes) -> None:
        """Count the bytes of the address, which may come in pieces."""
        self._count(len(url), HTTPStatus.REQUEST_URI_TOO_LONG)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count the bytes of a header."""
        self._count(len(name) + len(value), HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Stop waiting for the head, and answer unless the request was refused."""
        self._stop_waiting()
        if not self.transport.is_closing():
            super().on_headers_complete()

    def pause_writing(self) -> None:
        """Begin to wait for the client to read."""
        super().pause_writing()
        self._await_reading()

    def resume_writing(self) -> None:
        """Stop waiting for the client, which reads again."""
        self._stop_reading()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all timers, and drop requests whose answers nobody will read."""
        self.pipeline.clear()
        self._stop_waiting()
        self._stop_reading()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answer that this is not HTTP, unless the connection was refused already."""
        if not self.transport.is_closing():
            super().send_400_response(msg)

    def _count(self, size: int, status: HTTPStatus) -> None:
        self.head_size += size
        if self.head_size > LARGEST_HEAD:
            self._refuse(status)

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer with a status alone, and close the connection."""
        if not self.transport.is_closing():
            head = (
                f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            self.transport.write(head.encode())
        self._part()

    def _await_head(self) -> None:
        self._stop_waiting()
        self.head_timer = self.loop.call_later(self.head_seconds, self._part)

    def _stop_waiting(self) -> None:
        self.head_size = self.waiting_size = 0
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None

    def _await_reading(self) -> None:
        unread = self.transport.get_write_buffer_size()
        self.read_timer = self.loop.call_later(self.read_seconds, self._check_reading, unread)

    def _check_reading(self, before: int) -> None:
        """Wait again for a client that has read something; abort for any other."""
        if self.transport.get_write_buffer_size() < before:
            self._await_reading()
        else:
            self.transport.abort()

    def _stop_reading(self) -> None:
        if self.read_timer is not None:
            self.read_timer.cancel()
            self.read_timer = None

    def _part(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.close()


def limits() -> dict[str, Any]:
    """The options of uvicorn with the limits of this service."""
    return {
        "http": LimitedProtocol,
        "ws": "none",
        "server_header": False,
        "limit_concurrency": 1000,
        "timeout_keep_alive": 5,
        "timeout_graceful_shutdown": 10,
    }
