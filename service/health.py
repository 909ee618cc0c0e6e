"""Whether the service lives, whether it can answer, and its figures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from service.serving import Serving

NOT_KEPT = {"Cache-Control": "no-store"}


class Readiness(msgspec.Struct, frozen=True):
    """Whether an index serves; problems are told even where the service gets by."""

    ready: bool
    generation: str | None
    problems: tuple[str, ...]


def routes(serving: Serving) -> list[Route]:
    """The endpoints that a supervisor and a monitor ask."""
    return [
        Route("/healthz", _healthz),
        Route("/readyz", _readyz(serving)),
        Route("/metrics", _metrics(serving)),
    ]


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers=NOT_KEPT)


def _readyz(serving: Serving) -> Callable[[Request], Awaitable[Response]]:
    async def readyz(_request: Request) -> Response:
        status = serving.engine.status()
        ready = status.generation is not None
        said = Readiness(ready, status.generation, status.problems)
        return Response(msgspec.json.encode(said), 200 if ready else 503, NOT_KEPT, "application/json")

    return readyz


def _metrics(serving: Serving) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_request: Request) -> Response:
        figures = serving.metrics.exposition(serving.engine.status())
        return Response(figures, 200, {**NOT_KEPT, "Content-Type": CONTENT_TYPE_LATEST})

    return metrics
