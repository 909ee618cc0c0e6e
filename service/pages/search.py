"""The front page and the list of results, which share one address."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.query import Query, Sort
from service.app_state import AppState
from service.pages.front.examples import Examples
from service.pages.hits import shown
from service.pages.home import browse, front_page
from service.pages.site import Site
from service.pages.wider import wider_searches
from service.querystring import page_links, query_from, query_string
from service.response_cache import Rendered
from service.view.filters import groups, show_label
from service.view.overview.summary import summary

SORTS = ((Sort.RELEVANCE, "Relevance"), (Sort.TITLE, "A to Z"), (Sort.UPDATED, "Last updated"))


class Order(NamedTuple):
    """A sort order to offer, and whether the list is in it."""

    label: str
    sort: Sort
    current: bool


def search_routes(state: AppState, site: Site) -> list[Route]:
    """The front page's route."""
    examples = Examples()

    async def search(request: Request) -> Response:
        query = query_from(request.query_params.multi_items(), strict=False)
        asked = "q" in request.query_params or query != Query()
        key = f"/?{query_string(query)}" if asked else "/"

        def render(searcher: Searcher) -> Rendered:
            if asked:
                return list_page(request, searcher, site, query)
            return front_page(request, searcher, site, examples(searcher), state.engine.status().built)

        return state.respond(request, key, render, searched=query)

    return [Route("/", search, name="search")]


def list_page(request: Request, searcher: Searcher, site: Site, query: Query) -> Rendered:
    """The list of results for a query."""
    results = searcher.search(query)
    above = summary(results, query)
    page = site.render(
        request,
        "search.html",
        query=query,
        results=results,
        **above._asdict(),
        groups=groups(results.facets) if results.total or query != Query(text=query.text) else (),
        sorts=sorts(query, dated=any(entry.updated for entry in searcher.catalogue())),
        pages=page_links(query, results.pages),
        path=site.address("/"),
        bare="?q=",  # without it the address of the front page
        shown=shown(searcher, results),
        show_label=show_label(results.total),
        broader=wider_searches(searcher, site, query, results, above.removable),
        **(browse(searcher) if not results.total else {}),
    )
    return replace(page, found=results.total)


def sorts(query: Query, *, dated: bool) -> list[Order]:
    """The sort orders to offer: by relevance if there are words, by date if a profile has one."""
    usual = query.sort if query.text or query.sort is not Sort.RELEVANCE else Sort.TITLE
    means = {Sort.RELEVANCE: bool(query.text), Sort.UPDATED: dated}
    offered = [each for each in SORTS if means.get(each[0], True)]
    return [Order(label, sort, sort is usual) for sort, label in offered]
