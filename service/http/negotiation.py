"""Content negotiation and conditional requests (RFC 9110, 12.5.3 and 13.1.2)."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send


class CompressionMiddleware(GZipMiddleware):
    """Compresses for clients that accept gzip; Starlette's takes "gzip;q=0" as a yes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with a header that Starlette reads right."""
        if scope["type"] == "http":
            accepted = accepts(Headers(scope=scope).get("accept-encoding", ""), "gzip")
            MutableHeaders(scope=scope)["accept-encoding"] = "gzip" if accepted else "identity"
        await super().__call__(scope, receive, send)


def accepts(header: str, coding: str) -> bool:
    """Whether an Accept-Encoding header accepts a coding.

    The weight of the coding itself has priority over that of "*".
    """
    weights = dict(map(_weighted, header.lower().split(",")))
    return weights.get(coding, weights.get("*", 0.0)) > 0


def has_already(header: str, etag: str, *, exists: bool = True) -> bool:
    """Whether an If-None-Match header has an entity tag.

    "*" matches the tag of any answer that exists.
    """
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return ("*" in tags and exists) or etag.removeprefix("W/") in tags


def _weighted(element: str) -> tuple[str, float]:
    coding, _, parameters = element.partition(";")
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return coding.strip(), 1.0
    try:
        return coding.strip(), float(value)
    except ValueError:
        return coding.strip(), 0.0
