"""The engine as the app uses it, and the answers that it has ready."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec
import structlog
from starlette.requests import Request
from starlette.responses import Response

from indexer.engine import Engine, Query, Results
from service.metrics import Metrics
from service.rebuild import Rebuilds
from service.settings import Settings

log = structlog.get_logger("service")


FOLDER = Path(__file__).parent
SHOWN = (FOLDER / "static", FOLDER / "templates", FOLDER.parent / "templates")
"""Where the files lie that answers are made with, in a wheel and in a checkout."""


class Rendered(msgspec.Struct, frozen=True):
    """A body that is ready to be sent."""

    body: bytes
    media_type: str
    headers: Mapping[str, str] = {}


class Answers:
    """Rendered answers of one generation, the last used of them up to a bound."""

    def __init__(self, bound: int) -> None:
        self.bound = bound
        self.generation = ""
        self.kept: OrderedDict[str, Rendered] = OrderedDict()

    def get(self, generation: str, key: str) -> Rendered | None:
        """The answer kept under this key."""
        self._turn_to(generation)
        if key in self.kept:
            self.kept.move_to_end(key)
        return self.kept.get(key)

    def keep(self, generation: str, key: str, rendered: Rendered) -> None:
        """Keep an answer, at the cost of the one that was not used for longest."""
        self._turn_to(generation)
        self.kept[key] = rendered
        while len(self.kept) > self.bound:
            self.kept.popitem(last=False)

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
        self.rebuilds = Rebuilds(engine, settings)
        self.answers = Answers(settings.answer_cache)

    def search(self, query: Query) -> Results:
        """Answer a query, and note where nothing was found: editors ask for what is missing."""
        results = self.engine.search(query)
        if query.text and not results.total:
            self.metrics.without_results.inc()
            log.info("search found nothing", text=query.text)
        return results

    def respond(self, request: Request, key: str, render: Callable[[], Rendered]) -> Response:
        """The response to a GET: 304 where the client has it, else the answer kept under `key` or a new one.

        `key` names the answer within a generation (path and canonical query); `render` only reads.
        """
        generation = self.engine.generation
        if _has(request, self._etag(generation, key)):
            return Response(status_code=304, headers=_headers(self._etag(generation, key)))
        rendered = self.answers.get(generation, key)
        if rendered is None:
            generation, rendered = self._render(render)
            self.answers.keep(generation, key, rendered)
        headers = {**rendered.headers, **_headers(self._etag(generation, key))}
        return Response(rendered.body, media_type=rendered.media_type, headers=headers)

    async def close(self) -> None:
        """Let go of everything."""
        await self.rebuilds.close()
        self.engine.close()

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


def _has(request: Request, etag: str) -> bool:
    return etag in (one.strip() for one in request.headers.get("if-none-match", "").split(","))


def _headers(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": "no-cache"}


@cache
def edition() -> str:
    """A hash of every template and static file: answers made with others are not the same."""
    files = sorted(path for folder in SHOWN for path in folder.rglob("*") if path.is_file())
    return blake2b(b"".join(path.read_bytes() for path in files), digest_size=8).hexdigest()
