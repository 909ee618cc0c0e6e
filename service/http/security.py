"""Security headers on every response, and limits on the size of a request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_ADDRESS = 32_000
LARGEST_BODY = 64 * 1024

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


Refuse = Callable[[Request, HTTPException], Awaitable[Response]]


class SecurityMiddleware:
    """Middleware that adds security headers and refuses large requests."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on if it keeps to the limits."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = _body_length(Headers(scope=scope))
        excess = _excess(scope, length)
        answer = await self.refuse(Request(scope), excess) if excess else self.app

        async def securing(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if length != 0:
                    # Nothing here reads a body: close the connection instead of waiting for the rest.
                    headers["Connection"] = "close"
            await send(message)

        await answer(scope, receive, securing)


def _body_length(headers: Headers) -> int | None:
    """The declared length of the body in bytes; None if it is not declared."""
    written = headers.get("content-length", "0")
    return int(written) if written.isdecimal() and "transfer-encoding" not in headers else None


def _excess(scope: Scope, length: int | None) -> HTTPException | None:
    """The limit that a request exceeds, as an HTTPException 411, 413 or 414."""
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
        return HTTPException(414, f"The address is too long. Use at most {LONGEST_ADDRESS:,} characters.")
    if length is None:
        return HTTPException(411, "A request with a body needs a Content-Length.")
    if length > LARGEST_BODY:
        return HTTPException(413, f"The body is too large. Send at most {LARGEST_BODY // 1024} kB.")
    return None
