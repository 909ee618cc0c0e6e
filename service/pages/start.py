"""The page that begins with what a visitor has: the jobs that can be started with it, by route."""

from __future__ import annotations

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as Address

from indexer.engine import Searcher
from indexer.query import Query
from indexer.results import Facet, Results
from indexer.ways import Route
from service.app_state import AppState
from service.pages.site import Site
from service.querystring import query_from, query_string
from service.response_cache import Rendered
from service.view.start import Startable, choices
from service.view.ways import card_anchor

HIGHEST = 8
"""The level with which every way in can be begun whose start is known."""

SHOWN = 6
"""How many jobs of a route are listed; the rest is a link away."""


def start_routes(state: AppState, site: Site) -> list[Address]:
    """The page's route."""

    async def start(request: Request) -> Response:
        asked = query_from(request.query_params.multi_items(), strict=False)
        query = Query(text=asked.text, have=asked.have)
        return await state.respond(
            request,
            f"/start?{query_string(query)}",
            lambda searcher: start_page(request, searcher, site, query),
        )

    return [Address("/start", start, name="start")]


def start_page(request: Request, searcher: Searcher, site: Site, query: Query) -> Rendered:
    """What one can have, each with how many jobs it starts; of what was chosen, the jobs by route."""
    results = searcher.search(replace(query, page_size=1))
    offered = choices(_facet(results, "have"), query.have)
    chosen = next((choice for choice in offered if choice.selected), None)
    return site.render(
        request,
        "start.html",
        query=query,
        choices=offered,
        chosen=chosen,
        startable=_by_route(searcher, results, query) if chosen else [],
        stated=searcher.search(Query(have=HIGHEST, page_size=1)).total,
        profiles=len(searcher.catalogue()),
    )


def _by_route(searcher: Searcher, results: Results, query: Query) -> list[Startable]:
    """The jobs that can be started, by route; the routes that start none are left out."""
    found = []
    for value in _facet(results, "route").values:
        route = Route(value.value)
        narrowed = replace(query, route=(route,))
        listed = searcher.search(replace(narrowed, page_size=SHOWN))
        anchor = card_anchor(route)
        found.append(Startable(route, value.label, anchor, listed.total, listed.hits, narrowed))
    return found


def _facet(results: Results, name: str) -> Facet:
    return next(facet for facet in results.facets if facet.name == name)
