"""The front page and the list of results, which share one address."""

from __future__ import annotations

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.query import Query
from service.app_state import AppState
from service.pages.front.home import FrontPage, browse
from service.pages.hits import shown
from service.pages.site import Site
from service.pages.wider import wider_searches
from service.querystring import page_links, query_from, query_string
from service.response_cache import Rendered
from service.view.filters import groups, ordering, show_label
from service.view.overview.summary import summary


def search_routes(state: AppState, site: Site) -> list[Route]:
    """The front page's route."""
    front = FrontPage(site)

    async def search(request: Request) -> Response:
        query = query_from(request.query_params.multi_items(), strict=False)
        asked = "q" in request.query_params or query != Query()
        key = f"/?{query_string(query)}" if asked else "/"

        def render(searcher: Searcher) -> Rendered:
            if asked:
                return list_page(request, searcher, site, query)
            return front.page(request, searcher, state.engine.status().built)

        return await state.respond(request, key, render, searched=query)

    return [Route("/", search, name="search")]


def list_page(request: Request, searcher: Searcher, site: Site, query: Query) -> Rendered:
    """The list of results for a query."""
    order = ordering(query, searcher.catalogue())
    query = order.query
    results = searcher.search(query)
    above = summary(results, query)
    page = site.render(
        request,
        "search.html",
        query=query,
        results=results,
        **above._asdict(),
        groups=groups(results.facets) if results.total or query != Query(text=query.text) else (),
        sorts=order.sorts(),
        order_note=order.note(results.hits),
        pages=page_links(query, results.pages),
        path=site.address("/"),
        bare="?q=",  # without it the address of the front page
        shown=shown(searcher, results),
        show_label=show_label(results.total),
        broader=wider_searches(searcher, site, query, results, above.removable),
        **(browse(searcher) if not results.total else {}),
    )
    return replace(page, found=results.total, unmatched=results.query.unmatched)
