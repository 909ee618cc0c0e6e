"""The page of what work is like, to browse by what one likes, and a page for each value."""

from __future__ import annotations

from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.environment import BY_NAME, VALUES, EnvironmentValue
from indexer.query import Query
from service.app_state import AppState
from service.pages.qualifications import profile_counts
from service.pages.site import Site
from service.querystring import page_links, query_from
from service.response_cache import Rendered
from service.view.words import only_pages

PAGE_SIZE = 50
KINDS = {"place": "Where you work", "with": "Who and what you work with", "way": "How and when you work"}


class LikedValue(NamedTuple):
    """A value to browse by, and how many profiles have it."""

    value: EnvironmentValue
    profiles: int


def environment_routes(state: AppState, site: Site) -> list[Route]:
    """The routes of the list and of a single value."""

    async def every(request: Request) -> Response:
        return await state.respond(
            request, "/like", lambda searcher: environment_page(request, searcher, site)
        )

    async def one(request: Request) -> Response:
        value = BY_NAME.get(request.path_params["name"])
        if value is None:
            raise HTTPException(404, "There is no page about work like this.")
        page = query_from(request.query_params.multi_items(), strict=False).page
        key = f"/like/{value.name}?page={page}"
        return await state.respond(
            request, key, lambda searcher: environment_value_page(request, searcher, site, value, page)
        )

    return [Route("/like", every, name="environment"), Route("/like/{name}", one, name="environment value")]


def environment_page(request: Request, searcher: Searcher, site: Site) -> Rendered:
    """The list: what work is like, with the number of profiles for each value that has any."""
    counts = profile_counts(searcher, "environment")
    groups = {
        label: [
            LikedValue(value, counts[value.name])
            for value in VALUES
            if value.kind == kind and counts.get(value.name)
        ]
        for kind, label in KINDS.items()
    }
    return site.render(request, "environment.html", groups=groups)


def environment_value_page(
    request: Request, searcher: Searcher, site: Site, value: EnvironmentValue, page: int
) -> Rendered:
    """One page of the jobs that are like this; 404 beyond the last."""
    results = searcher.search(Query(environment=(value.name,), page=page, page_size=PAGE_SIZE))
    if results.total and not results.hits:
        raise HTTPException(404, only_pages(results.pages))
    return site.render(
        request,
        "environment_value.html",
        value=value,
        results=results,
        page=page,
        pages=page_links(Query(page=page), results.pages),
        path=site.address(f"/like/{value.name}"),
        bare="",
        narrowed=site.search(Query(environment=(value.name,))),
    )
