"""The front page and the list of results, which share one address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.query import Query, RoleChoice, Sort
from indexer.results import FacetValue, Hit, Results
from indexer.rules.facets import selections
from service.app_state import AppState
from service.pages.site import Site
from service.querystring import page_links, query_from, query_string
from service.response_cache import Rendered
from service.view.filters import active, groups
from service.view.letters import letters
from service.view.reading import heading, notes, shortened
from service.view.reasons import lacking, other_name, reasons
from service.view.start import could_start

MARKS = re.compile(r'["“”„«»]|(?<!\S)[-−](?=\S)')
"""Quotation marks and leading minus signs: the marks of phrases and exclusions."""

SORTS = ((Sort.RELEVANCE, "Relevance"), (Sort.TITLE, "A to Z"), (Sort.UPDATED, "Last updated"))


class Order(NamedTuple):
    """A sort order to offer, and whether the list is in it."""

    label: str
    sort: Sort
    current: bool


class Way(NamedTuple):
    """A wider search, and how many profiles it finds."""

    label: str
    address: str
    total: int


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

        return state.respond(request, key, render, searched=query)

    return [Route("/", search, name="search")]


def front_page(request: Request, searcher: Searcher, site: Site, built: dt.datetime | None) -> Rendered:
    """The front page: ways to browse the library, and when it was last built."""
    return site.render(
        request,
        "home.html",
        query=Query(),
        letters=letters(searcher.catalogue()),
        profiles=len(searcher.catalogue()),
        built=built,
        **browse(searcher),
    )


def list_page(request: Request, searcher: Searcher, site: Site, query: Query) -> Rendered:
    """The list of results for a query."""
    results = searcher.search(query)
    page = site.render(
        request,
        "search.html",
        query=query,
        results=results,
        heading=heading(results),
        notes=notes(results, query),
        groups=groups(results.facets) if results.total or query != Query(text=query.text) else (),
        active=active(query, results.facets),
        sorts=sorts(query),
        pages=page_links(query, results.pages),
        path=site.address("/"),
        bare="?q=",  # without it the address of the front page
        could_start={hit.id: could_start(hit.ways) for hit in results.hits},
        why={hit.id: why(searcher, hit, results) for hit in results.hits},
        broader=list(broader(searcher, site, query)) if not results.total else [],
        **(browse(searcher) if not results.total else {}),
    )
    return replace(page, found=results.total)


def sorts(query: Query) -> list[Order]:
    """The sort orders to offer; a query without words has no relevance."""
    usual = query.sort if query.text or query.sort is not Sort.RELEVANCE else Sort.TITLE
    offered = [each for each in SORTS if query.text or each[0] is not Sort.RELEVANCE]
    return [Order(label, sort, sort is usual) for sort, label in offered]


def browse(searcher: Searcher) -> dict[str, object]:
    """The categories and qualifications of the whole library, with their counts."""
    values = {facet.name: facet.values for facet in searcher.counts()}
    empty: tuple[FacetValue, ...] = ()
    return {
        "categories": values.get("category", empty),
        "by_qualification": values.get("qualification", empty),
        "by_have": values.get("have", empty),
        "fresh": Query(),
    }


def why(searcher: Searcher, hit: Hit, results: Results) -> list[str]:
    """The reasons for a hit, its other name, and the words that it does not have."""
    said = list(reasons(hit, results.query))
    if any("alternative_titles" in match.sections for match in hit.matched):
        entry = searcher.entry(hit.id)
        name = other_name(hit, entry.alternative_titles if entry else ())
        said += [f"Also called {name}"] if name else []
    missing = lacking(hit, results.query)
    return said + ([f"Missing: {', '.join(missing)}"] if missing else [])


def broader(searcher: Searcher, site: Site, query: Query) -> Iterator[Way]:
    """Wider searches that find at least one profile, for a query that found none."""
    for label, wider in _wider(query):
        total = searcher.search(replace(wider, page=1)).total
        if total:
            yield Way(label, site.search(wider, page=1), total)


def _wider(query: Query) -> Iterator[tuple[str, Query]]:
    if any(selections(query).values()) or query.role is RoleChoice.DIRECT:
        label = f"“{shortened(query.text)}” without filters" if query.text else "All profiles"
        yield label, Query(text=query.text, exact=query.exact)
    if query.exact:
        yield "Other spellings and forms too", replace(query, exact=False)
    words = plain_words(query.text)
    plain = " ".join(words)
    if words and plain != query.text:
        shown = shortened(plain)
        yield f"{shown}, in any order" if len(words) > 1 else shown, replace(query, text=plain)


def plain_words(text: str) -> list[str]:
    """The distinct words of a query, without quotation marks and leading minus signs."""
    words = MARKS.sub(" ", text).split()
    return list({word.casefold(): word for word in reversed(words)}.values())[::-1]
