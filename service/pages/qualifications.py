"""The page of all qualifications, and a page for each one."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.qualification import TAXONOMY, Qualification
from indexer.query import Query
from service.app_state import AppState
from service.pages.site import Site
from service.pages.templates import QUALIFICATIONS
from service.querystring import page_links, query_from
from service.response_cache import Rendered
from service.view.ladder import everywhere, ladder, with_profiles
from service.view.words import only_pages

PAGE_SIZE = 50


def qualification_routes(state: AppState, site: Site) -> list[Route]:
    """The routes of the list and of a single qualification."""

    async def qualifications(request: Request) -> Response:
        return await state.respond(
            request, "/qualifications", lambda searcher: qualifications_page(request, searcher, site)
        )

    async def qualification(request: Request) -> Response:
        found = QUALIFICATIONS.get(request.path_params["slug"])
        if found is None:
            raise HTTPException(404, "There is no qualification at this address.")
        page = query_from(request.query_params.multi_items(), strict=False).page
        key = f"/qualifications/{found.slug}?page={page}"
        return await state.respond(
            request, key, lambda searcher: qualification_page(request, searcher, site, found, page)
        )

    return [
        Route("/qualifications", qualifications, name="qualifications"),
        Route("/qualifications/{slug}", qualification, name="qualification"),
    ]


def qualifications_page(request: Request, searcher: Searcher, site: Site) -> Rendered:
    """The list: each qualification with its levels, spellings and number of profiles."""
    counts = profile_counts(searcher, "qualification")
    at_level = {int(level): count for level, count in profile_counts(searcher, "level").items()}
    return site.render(
        request,
        "qualifications.html",
        taxonomy=TAXONOMY,
        counts=counts,
        steps=with_profiles(ladder(everywhere(TAXONOMY)), at_level),
        counted=True,
        outside=[kind for kind in TAXONOMY if not kind.low],
    )


def qualification_page(
    request: Request, searcher: Searcher, site: Site, qualification: Qualification, page: int
) -> Rendered:
    """One page of the jobs that accept a qualification; 404 beyond the last."""
    results = searcher.search(Query(qualification=(qualification.slug,), page=page, page_size=PAGE_SIZE))
    if results.total and not results.hits:
        raise HTTPException(404, only_pages(results.pages))
    return site.render(
        request,
        "qualification.html",
        qualification=qualification,
        results=results,
        page=page,
        pages=page_links(Query(page=page), results.pages),
        path=site.address(f"/qualifications/{qualification.slug}"),
        bare="",
    )


def profile_counts(searcher: Searcher, name: str) -> dict[str, int]:
    """The number of profiles in the library for each value of a facet."""
    return {
        value.value: value.count
        for facet in searcher.counts()
        if facet.name == name
        for value in facet.values
    }
