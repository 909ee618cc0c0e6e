"""What a request must not leave in the log: its credentials, its cookies, and who sent it.

A middleware notes these values for as long as the request's task runs; the log takes them out of every line,
whatever wrote it: an exception's message may repeat any part of a request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.typing import EventDict, WrappedLogger

SECRET_HEADERS = frozenset(
    {b"authorization", b"cookie", b"proxy-authorization", b"x-api-key", b"x-csrf-token"}
)
ADDRESS_HEADERS = frozenset(
    {b"forwarded", b"x-forwarded-for", b"x-real-ip", b"cf-connecting-ip", b"true-client-ip", b"via"}
)
REMOVED = "[removed]"
SHORTEST = 4
"""A shorter part of a secret is no secret, and may be part of any word."""

_parts = re.compile(r"[\s,;=\"]+")
_secrets: ContextVar[tuple[str, ...]] = ContextVar("secrets", default=())


class SecretsMiddleware:
    """Notes what the log must not show of each request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on. The note stays: the server logs what fails after we are done."""
        if scope["type"] == "http":
            _secrets.set(tuple(sorted(set(_secrets_of(scope)), key=len, reverse=True)))
        await self.app(scope, receive, send)


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Take the request's secrets out of everything that an event says; a structlog processor."""
    return {name: _redacted(value) for name, value in event.items()} if _secrets.get() else event


def redact_line(_logger: WrappedLogger, _method: str, line: Any) -> str:
    """Take them out of a line that is ready to be written; a structlog processor after the renderer."""
    text = str(line)
    for secret in _secrets.get():
        text = text.replace(secret, REMOVED)
    return text


def _redacted(value: object) -> object:
    if isinstance(value, str):
        return redact_line(None, "", value)
    if isinstance(value, (list, tuple)):
        return [_redacted(each) for each in value]
    if isinstance(value, dict):
        return {name: _redacted(each) for name, each in value.items()}
    return value


def _secrets_of(scope: Scope) -> Iterator[str]:
    """The secret headers, whole and in their parts, and the addresses of whoever sent the request."""
    for name, value in scope["headers"]:
        if name in SECRET_HEADERS or name in ADDRESS_HEADERS:
            text = value.decode("latin-1")
            yield from (part for part in (text, *_parts.split(text)) if len(part) >= SHORTEST)
    if scope.get("client"):
        yield str(scope["client"][0])
