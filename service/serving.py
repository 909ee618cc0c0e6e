"""The engine as the app uses it, and the answers that it has ready."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec
import structlog
from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from indexer.engine import Engine, Query, RoleChoice
from service.authorisation import TokenGuard
from service.metrics import Metrics
from service.negotiation import has_already
from service.rebuild import Rebuilds
from service.settings import Settings

log = structlog.get_logger("service")


FOLDER = Path(__file__).parent
SHOWN = (FOLDER / "static", FOLDER / "templates", FOLDER.parent / "templates")
"""Where the files lie that answers are made with, in a wheel and in a checkout."""


LARGE = 50_000
"""A profile of more characters is rendered in a thread: a page of so many takes about 30 ms."""

LONGEST_QUEUE = 16
"""How many requests wait for large profiles at most: each waits some seconds for every one before it."""

KEPT_BYTES = 32 * 1024 * 1024
"""How many bytes of answers are kept ready at most, whatever their number."""

OVERHEAD = 1024
"""Bytes that keeping an answer takes beside its body, more or less."""


class Rendered(msgspec.Struct, frozen=True):
    """A body that is ready to be sent; `found` is how many profiles a search found."""

    body: bytes
    media_type: str
    headers: Mapping[str, str] = {}
    found: int | None = None


class Answers:
    """Rendered answers of one generation, the last used of them up to a number and a size in bytes."""

    def __init__(self, bound: int, size: int = KEPT_BYTES) -> None:
        self.bound = bound
        self.generation = ""
        self.kept: LRUCache[str, Rendered] = LRUCache(size, getsizeof=_size)

    def get(self, generation: str, key: str) -> Rendered | None:
        """The answer kept under this key."""
        self._turn_to(generation)
        return self.kept.get(key)

    def keep(self, generation: str, key: str, rendered: Rendered) -> None:
        """Keep an answer, at the cost of those that were not used for longest."""
        self._turn_to(generation)
        if _size(rendered) <= self.kept.maxsize:
            self.kept[key] = rendered
        while len(self.kept) > self.bound:
            self.kept.popitem()

    def _turn_to(self, generation: str) -> None:
        if generation != self.generation:
            self.generation = generation
            self.kept.clear()


class Serving:
    """An engine, the answers rendered from it, its figures and its rebuilds."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine = engine
        self.settings = settings
        self.metrics = Metrics()
        self.guard = TokenGuard(settings.rebuild_token)
        self.rebuilds = Rebuilds(engine, settings)
        self.answers = Answers(settings.answer_cache)
        self._aside = asyncio.Lock()
        self._queued = 0

    def respond(
        self, request: Request, key: str, render: Callable[[], Rendered], searched: Query | None = None
    ) -> Response:
        """The response to a GET: 304 where the client has it, else the answer kept under `key` or a new one.

        `key` names the answer within a generation (path and canonical query); `render` only reads. A search
        (`searched`) that finds nothing is counted each time, whoever has its answer already.
        """
        if searched is None and (ready := self._ready(request, key)):
            return ready
        generation = self.engine.generation
        rendered = self.answers.get(generation, key)
        if rendered is None:
            generation, rendered = self._render(render)
            self.answers.keep(generation, key, rendered)
        if searched is not None and rendered.found == 0:
            self._note_missed(searched)
        return self._unchanged(request, generation, key, exists=True) or self._sent(generation, key, rendered)

    async def respond_about(
        self, profile_id: str, request: Request, key: str, render: Callable[[], Rendered]
    ) -> Response:
        """As `respond`, for what is made of one profile.

        Of a large profile it is made in a thread, one at a time, so that nobody else waits for it. Raises
        HTTPException (503) where too many wait already.
        """
        if ready := self._ready(request, key):
            return ready
        if not self._is_large(profile_id):
            return self.respond(request, key, render)
        async with self._turn():
            if ready := self._ready(request, key):
                return ready
            generation, rendered = await run_in_threadpool(self._render, render)
            self.answers.keep(generation, key, rendered)
        return self._sent(generation, key, rendered)

    async def close(self) -> None:
        """Let go of everything."""
        await self.rebuilds.close()
        self.engine.close()

    def _ready(self, request: Request, key: str) -> Response | None:
        """The response that needs no rendering, if there is one."""
        generation = self.engine.generation
        rendered = self.answers.get(generation, key)
        if unchanged := self._unchanged(request, generation, key, exists=rendered is not None):
            return unchanged
        return self._sent(generation, key, rendered) if rendered else None

    def _unchanged(self, request: Request, generation: str, key: str, *, exists: bool) -> Response | None:
        """A 304 where the client has the answer; `exists` says that there is one."""
        etag = self._etag(generation, key)
        has = has_already(request.headers.get("if-none-match", ""), etag, exists=exists)
        return Response(status_code=304, headers=_headers(etag)) if has else None

    def _sent(self, generation: str, key: str, rendered: Rendered) -> Response:
        headers = {**rendered.headers, **_headers(self._etag(generation, key))}
        return Response(rendered.body, media_type=rendered.media_type, headers=headers)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Wait until no other large profile is rendered."""
        if self._queued >= LONGEST_QUEUE:
            detail = "Too many people are opening long profiles at the moment. Try again in a minute."
            raise HTTPException(503, detail, headers={"Retry-After": "60"})
        self._queued += 1
        try:
            async with self._aside:
                yield
        finally:
            self._queued -= 1

    def _is_large(self, profile_id: str) -> bool:
        profile = self.engine.get(profile_id)
        return profile is not None and sum(len(section.text) for section in profile.sections) > LARGE

    def _note_missed(self, query: Query) -> None:
        """Count a search that found nothing: what visitors miss is what editors may add."""
        self.metrics.without_results.inc()
        log.info("search found nothing", text=query.text, filters=_filters(query))

    def _render(self, render: Callable[[], Rendered]) -> tuple[str, Rendered]:
        """What `render` makes while one generation serves, so that no answer mixes two."""
        while True:
            generation = self.engine.generation
            rendered = render()
            if self.engine.generation == generation:
                return generation, rendered

    def _etag(self, generation: str, key: str) -> str:
        # Weak: an answer tells how long it took, and may be compressed on its way.
        asked = blake2b(f"{edition()} {self.settings.site} {key}".encode(), digest_size=8).hexdigest()
        return f'W/"{generation}-{asked}"'


def _filters(query: Query) -> dict[str, object]:
    """What narrows a query beside its words, as its parameters have it."""
    filters: dict[str, object] = {
        name: list(values)
        for name in ("qualification", "level", "category")
        if (values := getattr(query, name))
    }
    filters |= {"role": query.role.value} if query.role is not RoleChoice.ANY else {}
    return filters | ({"exact": True} if query.exact else {})


def _size(rendered: Rendered) -> int:
    return len(rendered.body) + OVERHEAD


def _headers(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": "no-cache"}


@cache
def edition() -> str:
    """A hash of every template and static file: answers made with others are not the same."""
    files = sorted(path for folder in SHOWN for path in folder.rglob("*") if path.is_file())
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=8).hexdigest()
