"""The front page and the list of results, which share one address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.query import Query, Sort
from indexer.rules.paying import orders
from service.app_state import AppState
from service.pages.hits import why
from service.pages.home import browse, front_page
from service.pages.site import Site
from service.pages.wider import wider_searches
from service.querystring import page_links, query_from, query_string
from service.response_cache import Rendered
from service.view.facts import order_note
from service.view.filters import groups
from service.view.overview.summary import summary
from service.view.start import could_start

SORTS = (
    (Sort.RELEVANCE, "Relevance"),
    (Sort.TITLE, "A to Z"),
    (Sort.UPDATED, "Last updated"),
    (Sort.PAY, "Pay"),
)


class Order(NamedTuple):
    """A sort order to offer, and whether the list is in it."""

    label: str
    sort: Sort
    current: bool


def search_routes(state: AppState, site: Site) -> list[Route]:
    """The front page's route."""

    async def search(request: Request) -> Response:
        query = query_from(request.query_params.multi_items(), strict=False)
        asked = "q" in request.query_params or query != Query()
        key = f"/?{query_string(query)}" if asked else "/"

        def render(searcher: Searcher) -> Rendered:
            if asked:
                return list_page(request, searcher, site, query)
            return front_page(request, searcher, site, state.engine.status().built)

        return await state.respond(request, key, render, searched=query)

    return [Route("/", search, name="search")]


def list_page(request: Request, searcher: Searcher, site: Site, query: Query) -> Rendered:
    """The list of results for a query."""
    offered = orders(searcher.catalogue())
    wanted, query = query.sort, _in_offered_order(query, offered)
    results = searcher.search(query)
    above = summary(results, query)
    page = site.render(
        request,
        "search.html",
        query=query,
        results=results,
        **above._asdict(),
        groups=groups(results.facets) if results.total or query != Query(text=query.text) else (),
        sorts=sorts(query, offered),
        order_note=order_note(wanted, offered, results.hits),
        pages=page_links(query, results.pages),
        path=site.address("/"),
        bare="?q=",  # without it the address of the front page
        could_start={hit.id: could_start(hit.ways) for hit in results.hits},
        why={hit.id: why(searcher, hit, results) for hit in results.hits},
        broader=wider_searches(searcher, site, query, results, above.removable),
        **(browse(searcher) if not results.total else {}),
    )
    return replace(page, found=results.total, unmatched=results.query.unmatched)


def _in_offered_order(query: Query, offered: Sequence[Sort]) -> Query:
    """A query in an order that means something in this library."""
    return query if query.sort in offered else replace(query, sort=Sort.RELEVANCE)


def sorts(query: Query, orders: Sequence[Sort]) -> list[Order]:
    """The sort orders to offer of those that mean something; a query without words has no relevance."""
    usual = query.sort if query.text or query.sort is not Sort.RELEVANCE else Sort.TITLE
    named = [each for each in SORTS if each[0] in orders]
    offered = [each for each in named if query.text or each[0] is not Sort.RELEVANCE]
    return [Order(label, sort, sort is usual) for sort, label in offered]
