"""The web application: routes, middleware and error responses."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from urllib.parse import quote

import msgspec
import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Route

from indexer.engine import Engine
from indexer.engines import open_engine
from indexer.errors import ProfileIndexError
from service import editors, log, pages
from service.api import health, openapi
from service.api import routes as api
from service.app_state import AppState
from service.http.negotiation import CompressionMiddleware
from service.http.problems import problem, status_of, wrong_parameters
from service.http.redaction import SecretsMiddleware
from service.http.security import HEADERS, SecurityMiddleware
from service.metrics import MetricsMiddleware
from service.settings import Settings, settings_from

logger = structlog.get_logger("service")


TITLES = {
    401: "You need the token",
    404: "Page not found",
    405: "You can only read this page",
    411: "Something is missing",
    413: "That is too large",
    414: "That address is too long",
    429: "Too many attempts",
    500: "Something went wrong",
    503: "Not available right now",
}

DETAILS = {404: "There is nothing at this address."}

NOT_AVAILABLE = "We can't search right now. Try again in a few minutes."
"""What a visitor reads if the index cannot be read; the log and the API say why."""


def create_app(settings: Settings, engine: Engine | None = None) -> Starlette:
    """The application over an engine, by default that of the settings; closes the engine on shutdown."""
    state = AppState(engine or open_engine(settings.engine_url, settings.access), settings)
    described = _description(settings)
    routes = [*api.routes(state), *health.routes(state), described, *pages.routes(state, settings)]
    routes += editors.routes(state, settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await state.close()

    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=_middleware(state, routes),
        exception_handlers={
            HTTPException: _http_error,  # type: ignore[dict-item]
            ProfileIndexError: _own_error,  # type: ignore[dict-item]
            Exception: _unexpected_error,
        },
    )
    app.router.redirect_slashes = False  # the framework would make the address from the Host header
    app.state.settings = settings
    app.state.old_addresses = state.old_addresses
    return app


def app_from_environment() -> Starlette:
    """The application of a worker process, with settings from the environment."""
    settings = settings_from(os.environ)
    log.configure(settings.log_format)
    return create_app(settings)


def _middleware(state: AppState, routes: Sequence[Route]) -> list[Middleware]:
    paths = {route.endpoint: route.path for route in routes}
    observed = Middleware(MetricsMiddleware, metrics=state.metrics, routes=paths)
    compressed = Middleware(CompressionMiddleware, minimum_size=1000, compresslevel=5)
    secured = Middleware(SecurityMiddleware, refuse=_http_error)
    origins = list(state.settings.cors_origins)
    shared = Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["GET", "HEAD"],
        allow_headers=["If-None-Match"],
        expose_headers=["ETag", "Link"],
    )
    return [Middleware(SecretsMiddleware), observed, secured, *([shared] if origins else []), compressed]


def _description(settings: Settings) -> Route:
    described = msgspec.json.encode(openapi.description(settings))

    async def description(_request: Request) -> Response:
        return Response(described, media_type="application/json", headers={"Cache-Control": "no-cache"})

    return Route("/openapi.json", description)


async def _http_error(request: Request, error: HTTPException) -> Response:
    if error.status_code == 404:
        moved: Response | None = request.app.state.old_addresses.redirect(request)
        if moved:
            return moved
    if error.status_code == 404 and (address := _without_slash(request)):
        return RedirectResponse(address, HTTPStatus.PERMANENT_REDIRECT)
    headers = {name: ", ".join(sorted(value.split(", "))) for name, value in (error.headers or {}).items()}
    phrase = HTTPStatus(error.status_code).phrase
    detail = _detail(error.status_code, headers) if error.detail == phrase else error.detail
    response = await _said(request, error.status_code, detail)
    response.headers.update(headers)
    return response


def _detail(status: int, headers: Mapping[str, str]) -> str:
    """A sentence for an error that the framework raised without one."""
    if status == HTTPStatus.METHOD_NOT_ALLOWED and (methods := headers.get("Allow", "").split(", "))[0]:
        verb = "is" if len(methods) == 1 else "are"
        return f"Only {' and '.join(methods)} {verb} allowed here."
    return DETAILS.get(status, f"{HTTPStatus(status).phrase}.")


def _without_slash(request: Request) -> str | None:
    """The address without its trailing slash, if there is a page at it."""
    path = str(request.scope["path"]).rstrip("/")
    if path == request.scope["path"] or _for_machines(request):
        return None
    scope = {**request.scope, "path": path, "root_path": ""}
    if not any(route.matches(scope)[0] is Match.FULL for route in request.app.routes):
        return None
    settings: Settings = request.app.state.settings
    asked = request.scope["query_string"].decode("latin-1")
    query = f"?{asked}" if asked else ""
    return settings.root + quote(path) + query


async def _own_error(request: Request, error: ProfileIndexError) -> Response:
    status = status_of(error)
    if status >= 500:
        logger.error("request failed", path=request.scope["path"], error=str(error))
    if _for_machines(request):
        return problem(request, status, str(error), errors=wrong_parameters(error))
    return await _said(request, status, NOT_AVAILABLE if status >= 500 else str(error))


async def _unexpected_error(request: Request, _error: Exception) -> Response:
    """The response to an unexpected error; the server logs the traceback."""
    response = await _said(request, 500, "Something went wrong on our side. We have logged the error.")
    response.headers.update(HEADERS)
    return response


async def _said(request: Request, status: int, detail: str) -> Response:
    if _for_machines(request):
        return problem(request, status, detail)
    title = TITLES.get(status, HTTPStatus(status).phrase.capitalize())
    return await pages.error_page(request, status, title, detail)


def _for_machines(request: Request) -> bool:
    return str(request.scope["path"]).startswith("/api/")
