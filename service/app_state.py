"""The state of the application, and how it answers requests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import ParamSpec, TypeVar

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from indexer.engine import Engine, Searcher
from indexer.language import english
from indexer.profile import Profile
from indexer.query import Query, RoleChoice
from indexer.rules.asking import warm
from service.http.authorisation import TokenGuard
from service.http.negotiation import has_already
from service.metrics import Metrics
from service.moved import OldAddresses
from service.rebuild import Rebuilds
from service.response_cache import Rendered, ResponseCache
from service.settings import Settings

log = structlog.get_logger("service")

_P = ParamSpec("_P")
_T = TypeVar("_T")


FOLDER = Path(__file__).parent
SHOWN = (FOLDER / "static", FOLDER / "templates", FOLDER.parent / "templates")
"""The folders of templates and static files, in a wheel and in a checkout."""


LARGE = 50_000
"""The characters from which a profile is rendered in a thread; that takes 30 ms."""

LONGEST_QUEUE = 16
"""The most requests that wait for large profiles, each some seconds for the next."""

Render = Callable[[Searcher], Rendered]
"""Renders an answer from one generation."""


class AppState:
    """The state of the application: engine, response cache, metrics and rebuilds."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine = engine
        self.settings = settings
        self.metrics = Metrics()
        self.guard = TokenGuard(settings.rebuild_token)
        self.rebuilds = Rebuilds(engine, settings)
        self.old_addresses = OldAddresses(engine, settings.root)
        self.cache = ResponseCache(settings.answer_cache)
        self.keep_missed: Callable[[Sequence[str]], None] | None = None
        self.closing: list[Callable[[], Awaitable[None]]] = []
        self._aside = asyncio.Lock()
        english.load()  # so that no visitor waits for it
        self._queued = 0
        warm()

    async def respond(
        self, request: Request, key: str, render: Render, searched: Query | None = None
    ) -> Response:
        """The response to a GET: a 304, a cached answer or a new one.

        `key` identifies the answer within a generation (path and canonical query). A search (`searched`) that
        finds nothing is counted each time, even if its answer is cached.
        """
        searcher = await self.apart(self.engine.searcher)
        if searched is None and (ready := self._ready(request, searcher, key)):
            return ready
        rendered = self.cache.get(searcher.generation, key)
        if rendered is None:
            rendered = await self.apart(render, searcher)
            self.cache.keep(searcher.generation, key, rendered)
        if searched is not None:
            self._note_missed(searched, rendered)
        return self._answered(request, searcher.generation, key, rendered)

    async def respond_about(self, profile_id: str, request: Request, key: str, render: Render) -> Response:
        """The response to a GET about one profile, as by `respond`.

        Large profiles are rendered in a thread, one at a time, so that other requests do not wait. Raises
        HTTPException 503 if too many are waiting.
        """
        searcher = await self.apart(self.engine.searcher)
        if ready := self._ready(request, searcher, key):
            return ready
        if not _is_large(await self.apart(searcher.get, profile_id)):
            return await self.respond(request, key, render)
        async with self._turn():
            if ready := self._ready(request, searcher, key):
                return ready
            rendered = await run_in_threadpool(render, searcher)
            self.cache.keep(searcher.generation, key, rendered)
        return self._answered(request, searcher.generation, key, rendered)

    async def apart(self, call: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
        """What a call returns; one that waits for other machines is made in a thread, and holds up nobody."""
        if self.engine.remote:
            return await run_in_threadpool(call, *arguments, **named)
        return call(*arguments, **named)

    async def close(self) -> None:
        """Close the engine, and end a rebuild."""
        await self.rebuilds.close()
        for close in self.closing:
            await close()
        self.engine.close()

    def _ready(self, request: Request, searcher: Searcher, key: str) -> Response | None:
        """A response that needs no rendering, if there is one."""
        rendered = self.cache.get(searcher.generation, key)
        if rendered:
            return self._answered(request, searcher.generation, key, rendered)
        etag = self._etag(searcher.generation, key)
        return _not_modified(etag) if _has(request, etag, exists=False) else None

    def _answered(self, request: Request, generation: str, key: str, rendered: Rendered) -> Response:
        """The answer, or a 304 if the client has it."""
        etag = self._etag(generation, key)
        if _has(request, etag, exists=True):
            return _not_modified(etag)
        headers = {**rendered.headers, **_headers(etag)}
        return Response(rendered.body, media_type=rendered.media_type, headers=headers)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Wait until no other large profile is being rendered."""
        if self._queued >= LONGEST_QUEUE:
            detail = "Too many people are opening long profiles right now. Try again in a minute."
            raise HTTPException(503, detail, headers={"Retry-After": "60"})
        self._queued += 1
        try:
            async with self._aside:
                yield
        finally:
            self._queued -= 1

    def _note_missed(self, query: Query, rendered: Rendered) -> None:
        """Count and log what a search did not find, which shows editors what is missing."""
        nothing, filters = rendered.found == 0, _filters(query)
        whole = nothing and not filters
        if self.keep_missed:
            self.keep_missed((query.text,) if whole else rendered.unmatched)
        if nothing:
            self.metrics.without_results.inc()
            log.info("search found nothing", text=query.text, filters=filters)

    def _etag(self, generation: str, key: str) -> str:
        # Weak: an answer says how long it took, and may be compressed.
        asked = blake2b(f"{edition()} {self.settings.site} {key}".encode(), digest_size=8).hexdigest()
        return f'W/"{generation}-{asked}"'


def _filters(query: Query) -> dict[str, object]:
    """The filters of a query, as in its parameters."""
    filters: dict[str, object] = {
        name: list(values)
        for name in ("route", "qualification", "level", "environment", "category")
        if (values := getattr(query, name))
    }
    filters |= {"have": query.have} if query.have is not None else {}
    filters |= {"role": query.role.value} if query.role is not RoleChoice.ANY else {}
    return filters | ({"exact": True} if query.exact else {})


def _is_large(profile: Profile | None) -> bool:
    return profile is not None and sum(len(section.text) for section in profile.sections) > LARGE


def _has(request: Request, etag: str, *, exists: bool) -> bool:
    return has_already(request.headers.get("if-none-match", ""), etag, exists=exists)


def _not_modified(etag: str) -> Response:
    return Response(status_code=304, headers=_headers(etag))


def _headers(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": "no-cache"}


@cache
def edition() -> str:
    """A hash of all templates and static files, on which answers depend."""
    files = sorted(path for folder in SHOWN for path in folder.rglob("*") if path.is_file())
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=8).hexdigest()
