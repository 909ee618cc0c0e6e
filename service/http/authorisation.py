"""The operator's token: it allows rebuilds and the full status."""

from __future__ import annotations

import base64
import binascii
import hmac
from hashlib import sha256

import structlog
from cachetools import TTLCache
from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_WRONG = 10
"""Wrong tokens after which an address is blocked until none came for a WINDOW."""
WINDOW = 60.0
"""Seconds for which a wrong token counts."""
ADDRESSES = 1024
"""The most addresses that are remembered."""
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="profile-index"'}

log = structlog.get_logger("service")


class TokenGuard:
    """Checks tokens, logs wrong ones and limits the attempts from one address."""

    def __init__(self, token: str) -> None:
        self._token = sha256(token.encode()).digest() if token else None
        self._wrong: TTLCache[str, int] = TTLCache(ADDRESSES, WINDOW)

    def admits(self, request: Request) -> bool:
        """Whether a request has the token; False without one, or if none is set.

        Raises HTTPException 401 for a wrong token, and 429 after too many of them.
        """
        header = request.headers.get("authorization", "")
        if not header or self._token is None:
            return False
        address = request.client.host if request.client else ""
        if self._wrong.get(address, 0) >= MOST_WRONG:
            wait = {"Retry-After": f"{WINDOW:.0f}"}
            raise HTTPException(
                429, "Too many wrong tokens from your address. Try again in a minute.", headers=wait
            )
        if self._is_token(header):
            return True
        self._wrong[address] = self._wrong.get(address, 0) + 1
        log.warning("wrong token", path=request.scope["path"], within_a_minute=self._wrong[address])
        raise HTTPException(401, "The token is wrong.", headers=CHALLENGE)

    def _is_token(self, header: str) -> bool:
        """Whether the header has the token, in constant time; browsers give it as a password."""
        scheme, _, given = header.partition(" ")
        given = _password(given) if scheme.lower() == "basic" else given.strip()
        same = hmac.compare_digest(sha256(given.encode()).digest(), self._token or b"")
        return same and scheme.lower() in ("basic", "bearer")


def _password(credentials: str) -> str:
    """The password of Basic authentication (RFC 7617); empty for what is none."""
    try:
        return base64.b64decode(credentials, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
