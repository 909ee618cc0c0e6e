"""Pages about several jobs that a visitor has chosen: a comparison and a shortlist."""

from __future__ import annotations

from starlette.routing import Route

from service.app_state import AppState
from service.pages.collected.compare import compare_routes
from service.pages.collected.shortlist import shortlist_routes
from service.pages.site import Site


def collected_routes(state: AppState, site: Site) -> list[Route]:
    """The routes of the comparison and the shortlist."""
    return [*compare_routes(state, site), *shortlist_routes(state, site)]
