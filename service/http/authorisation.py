"""The operator's token: who may rebuild, and who may read what is not for the public."""

from __future__ import annotations

import hmac
from hashlib import sha256

import structlog
from cachetools import TTLCache
from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_WRONG = 10
"""After this many wrong tokens in a WINDOW, an address is not listened to until it has been quiet as long."""
WINDOW = 60.0
"""In seconds."""
ADDRESSES = 1024
"""How many addresses are remembered at most."""
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="profile-index"'}

log = structlog.get_logger("service")


class TokenGuard:
    """Compares tokens, logs wrong ones, and limits how many an address may try."""

    def __init__(self, token: str) -> None:
        self._token = sha256(token.encode()).digest() if token else None
        self._wrong: TTLCache[str, int] = TTLCache(ADDRESSES, WINDOW)

    def admits(self, request: Request) -> bool:
        """Whether a request has the token; False where it has none, or no token is set.

        Raises HTTPException 401 for a wrong token, and 429 after too many of them.
        """
        header = request.headers.get("authorization", "")
        if not header or self._token is None:
            return False
        address = request.client.host if request.client else ""
        if self._wrong.get(address, 0) >= MOST_WRONG:
            wait = {"Retry-After": f"{WINDOW:.0f}"}
            raise HTTPException(
                429, "Too many wrong tokens came from your address. Wait a minute.", headers=wait
            )
        if self._is_token(header):
            return True
        self._wrong[address] = self._wrong.get(address, 0) + 1
        log.warning("wrong token", path=request.scope["path"], within_a_minute=self._wrong[address])
        raise HTTPException(401, "This is not the token.", headers=CHALLENGE)

    def _is_token(self, header: str) -> bool:
        """Compare in the same time whatever the header has."""
        scheme, _, given = header.partition(" ")
        same = hmac.compare_digest(sha256(given.strip().encode()).digest(), self._token or b"")
        return same and scheme.lower() == "bearer"
