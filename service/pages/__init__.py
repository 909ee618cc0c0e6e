"""Pages for people, and the files with which machines find them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.app_state import AppState
from service.pages.catalogue import catalogue_routes
from service.pages.collected import collected_routes
from service.pages.environment import environment_routes
from service.pages.machines import machine_routes
from service.pages.profile import profile_routes
from service.pages.qualifications import qualification_routes
from service.pages.reference import reference_routes
from service.pages.search import search_routes
from service.pages.site import Site
from service.pages.start import start_routes
from service.settings import Settings


def routes(state: AppState, settings: Settings) -> list[Route]:
    """The routes of every page."""
    site = Site(settings)
    return [
        *search_routes(state, site),
        *start_routes(state, site),
        *catalogue_routes(state, site),
        *profile_routes(state, site),
        *collected_routes(state, site),
        *qualification_routes(state, site),
        *environment_routes(state, site),
        *reference_routes(state, site),
        *machine_routes(state, site),
    ]


async def error_page(request: Request, status: int, title: str, detail: str) -> Response:
    """The page for an error, with links to go on."""
    site = Site(request.app.state.settings)
    page = site.render(request, "error.html", status=status, title=title, detail=detail)
    return Response(page.body, status, {"Cache-Control": "no-store"}, page.media_type)
