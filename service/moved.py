"""Redirects from the old addresses of profiles to the new ones."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse

from indexer.addresses import PROFILES, moved
from indexer.engine import Engine, Searcher
from indexer.errors import IndexFailure

API = "/api/v1"


class OldAddresses:
    """The old addresses of the generation that serves, found once for each."""

    def __init__(self, engine: Engine, root: str) -> None:
        self._engine = engine
        self._root = root
        self._known: tuple[str, dict[str, str]] = ("", {})

    def redirect(self, request: Request) -> RedirectResponse | None:
        """The redirect from an old address; None if no profile was found there before."""
        if request.method not in ("GET", "HEAD"):
            return None
        path = str(request.scope["path"])
        root = API if path.startswith(API + PROFILES) else ""
        rest = path.removeprefix(root + PROFILES) if root else ""
        old, _, below = rest.partition("/")
        profile_id = self._profile(PROFILES + old if root else path)
        if profile_id is None:
            return None
        address = f"{self._root}{root}{PROFILES}{profile_id}{'/' + quote(below) if below else ''}"
        asked = request.scope["query_string"].decode("latin-1")
        status = HTTPStatus.PERMANENT_REDIRECT if root else HTTPStatus.MOVED_PERMANENTLY
        return RedirectResponse(
            address + (f"?{asked}" if asked else ""), status, {"Cache-Control": "no-cache"}
        )

    def _profile(self, path: str) -> str | None:
        try:
            searcher = self._engine.searcher()
        except IndexFailure:
            return None
        return self._addresses(searcher).get(path.rstrip("/"))

    def _addresses(self, searcher: Searcher) -> dict[str, str]:
        if self._known[0] != searcher.generation:
            entries = ((entry.id, entry.aliases) for entry in searcher.catalogue())
            self._known = searcher.generation, moved(entries)
        return self._known[1]
