"""The catalogue: a list of all profiles, A to Z."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.query import Query
from service.app_state import AppState
from service.pages.site import Site
from service.querystring import page_links, query_from
from service.response_cache import Rendered
from service.view.letters import PAGE_SIZE, by_letter, letters
from service.view.words import only_pages


def catalogue_routes(state: AppState, site: Site) -> list[Route]:
    """The catalogue's route."""

    async def catalogue(request: Request) -> Response:
        page = query_from(request.query_params.multi_items(), strict=False).page
        return await state.respond(
            request, f"/profiles?page={page}", lambda searcher: catalogue_page(request, searcher, site, page)
        )

    return [Route("/profiles", catalogue, name="catalogue")]


def catalogue_page(request: Request, searcher: Searcher, site: Site, page: int) -> Rendered:
    """One page of the catalogue, by letter; HTTPException 404 beyond the last."""
    entries = searcher.catalogue()
    pages = max(1, -(-len(entries) // PAGE_SIZE))
    if page > pages:
        raise HTTPException(404, only_pages(pages))
    here = entries[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return site.render(
        request,
        "catalogue.html",
        profiles=len(entries),
        page=page,
        letters=letters(entries),
        groups=by_letter(here),
        pages=page_links(Query(page=page), pages),
        path=site.address("/profiles"),
        bare="",
    )
