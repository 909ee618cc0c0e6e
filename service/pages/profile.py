"""The page of a profile."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.profile import Profile, summary_of
from indexer.qualification import Mention
from indexer.query import Query
from service.app_state import AppState
from service.pages.pictures import picture_routes
from service.pages.site import Site
from service.querystring import query_from, query_string
from service.response_cache import Rendered
from service.view.occupation import occupation, script
from service.view.profile.page import profile_view
from service.view.profile.sections import LinkAddresses


def profile_routes(state: AppState, site: Site) -> list[Route]:
    """The routes of each profile and its pictures."""

    async def profile(request: Request) -> Response:
        query = query_from(request.query_params.multi_items(), strict=False)
        key = f"{request.scope['path']}?{query_string(query)}"

        def render(searcher: Searcher) -> Rendered:
            return profile_page(request, searcher, site, query)

        return await state.respond_about(request.path_params["id"], request, key, render)

    return [Route("/profiles/{id}", profile, name="profile"), *picture_routes(state)]


def profile_page(request: Request, searcher: Searcher, site: Site, query: Query) -> Rendered:
    """A profile, with the words of the query that led to it marked."""
    profile = searcher.get(request.path_params["id"])
    if profile is None:
        raise HTTPException(404, "There is no job profile at this address.")
    addresses = LinkAddresses(site.address, site.profile, site.addresses(profile, searcher.get))
    view = profile_view(searcher, profile, query.text, addresses)
    return site.render(
        request,
        "profile.html",
        **view._asdict(),
        query=query,
        fresh=Query(),
        profile=profile,
        counted=False,
        description=summary_of(profile),
        json_ld=_json_ld(site, profile, view.named),
    )


def _json_ld(site: Site, profile: Profile, mentions: Sequence[Mention]) -> Markup:
    address = site.origin + site.profile(profile.id)
    described = occupation(profile, address=address, summary=summary_of(profile), mentions=mentions)
    return Markup(script(described))  # noqa: S704  script() escapes what could end the element
