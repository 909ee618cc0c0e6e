"""The HTTP protocol with an end to patience: uvicorn alone waits for ever for the rest of a head."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_SECONDS = 10.0
LARGEST_HEAD = 64 * 1024


class ImpatientProtocol(HttpToolsProtocol):
    """A connection that is closed when a request's head is late or too large."""

    head_seconds = HEAD_SECONDS
    head_size = 0
    head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._await_head()

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of the head."""
        super().on_message_begin()
        self._await_head()

    def on_headers_complete(self) -> None:
        """The head is here: stop waiting."""
        self._stop_waiting()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Feed the parser, and part where it asks for more than a head may have."""
        super().data_received(data)
        if self.head_timer is not None:
            self.head_size += len(data)
            if self.head_size > LARGEST_HEAD:
                self._part()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._stop_waiting()
        self.head_timer = self.loop.call_later(self.head_seconds, self._part)

    def _stop_waiting(self) -> None:
        self.head_size = 0
        if self.head_timer is not None:
            self.head_timer.cancel()
            self.head_timer = None

    def _part(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.close()


def limits() -> dict[str, Any]:
    """What uvicorn is told beside the app."""
    return {
        "http": ImpatientProtocol,
        "ws": "none",
        "server_header": False,
        "limit_concurrency": 1000,
        "timeout_keep_alive": 5,
        "timeout_graceful_shutdown": 10,
    }
