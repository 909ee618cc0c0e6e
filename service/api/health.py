"""Endpoints for supervisors and monitors: liveness, readiness and metrics."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from service.app_state import AppState

NOT_KEPT = {"Cache-Control": "no-store"}


class Readiness(msgspec.Struct, frozen=True):
    """Whether an index serves, and problems even if it does."""

    ready: bool
    generation: str | None
    problems: tuple[str, ...]


def routes(state: AppState) -> list[Route]:
    """The routes of /healthz, /readyz and /metrics."""
    return [
        Route("/healthz", _healthz),
        Route("/readyz", _readyz(state)),
        Route("/metrics", _metrics(state)),
    ]


async def _healthz(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers=NOT_KEPT)


def _readyz(state: AppState) -> Callable[[Request], Awaitable[Response]]:
    async def readyz(_request: Request) -> Response:
        status = await state.apart(state.engine.status)
        ready = status.generation is not None
        said = Readiness(ready, status.generation, status.problems)
        return Response(msgspec.json.encode(said), 200 if ready else 503, NOT_KEPT, "application/json")

    return readyz


def _metrics(state: AppState) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_request: Request) -> Response:
        figures = state.metrics.exposition(await state.apart(state.engine.status))
        return Response(figures, 200, {**NOT_KEPT, "Content-Type": CONTENT_TYPE_LATEST})

    return metrics
