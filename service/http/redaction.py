"""Redaction: keeps credentials, cookies and addresses of requests out of the log.

A middleware notes these values while the task of a request runs, and the log removes them from every line,
because the message of an exception may repeat any part of a request.
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
"""Shorter parts of a secret are not redacted, as they may be in any word."""

_parts = re.compile(r"[\s,;=\"]+")
_secrets: ContextVar[tuple[str, ...]] = ContextVar("secrets", default=())


class SecretsMiddleware:
    """Middleware that notes the secrets of each request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the note stays, because the server logs later failures."""
        if scope["type"] == "http":
            _secrets.set(tuple(sorted(set(_secrets_of(scope)), key=len, reverse=True)))
        await self.app(scope, receive, send)


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Remove the request's secrets from an event; a structlog processor."""
    return {name: _redacted(value) for name, value in event.items()} if _secrets.get() else event


def redact_line(_logger: WrappedLogger, _method: str, line: Any) -> str:
    """Remove the request's secrets from a rendered line; a structlog processor."""
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
    """Secret headers, whole and in parts, and the addresses of the sender."""
    for name, value in scope["headers"]:
        if name in SECRET_HEADERS or name in ADDRESS_HEADERS:
            text = value.decode("latin-1")
            yield from (part for part in (text, *_parts.split(text)) if len(part) >= SHORTEST)
    if scope.get("client"):
        yield str(scope["client"][0])
