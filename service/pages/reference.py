"""The page about the API, made from its OpenAPI description."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from service.api.openapi import description
from service.app_state import AppState
from service.pages.site import Site
from service.response_cache import Rendered
from service.settings import Settings
from service.view.endpoints import calls, shapes


def reference_routes(state: AppState, site: Site) -> list[Route]:
    """The page's route."""

    async def reference(request: Request) -> Response:
        return await state.respond(
            request, "/api", lambda searcher: reference_page(request, searcher, site, state.settings)
        )

    return [Route("/api", reference, name="reference")]


def reference_page(request: Request, searcher: Searcher, site: Site, settings: Settings) -> Rendered:
    """The page: every call with a form to try it, and every type of answer."""
    described = description(settings)
    first = next(iter(searcher.catalogue()), None)
    return site.render(
        request,
        "api.html",
        calls=calls(described),
        shapes=shapes(described),
        example=first.id if first else "production-manager",
    )
