"""The page of a profile: sections with marked words, ladder, similar profiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.profile import Profile, SectionKind, anchors, summary_of
from indexer.qualification import Mention, Role, SectionMention
from indexer.query import Query
from service.app_state import AppState
from service.pages.site import Site
from service.querystring import query_from, query_string
from service.response_cache import Rendered
from service.view.ladder import ladder, placed, with_ways, without_step
from service.view.occupation import occupation, script
from service.view.prose import prose
from service.view.ways import cards

SIMILAR = 5
SHORT = 400
"""The most characters of a description that is shown above the ways in: about five lines."""


class SectionView(NamedTuple):
    """A section of the page, with its number of marked words."""

    heading: str
    anchor: str
    body: Markup
    marked: int


def profile_routes(state: AppState, site: Site) -> list[Route]:
    """The route of each profile."""

    async def profile(request: Request) -> Response:
        query = query_from(request.query_params.multi_items(), strict=False)
        key = f"{request.scope['path']}?{query_string(query)}"

        def render(searcher: Searcher) -> Rendered:
            return profile_page(request, searcher, site, query)

        return await state.respond_about(request.path_params["id"], request, key, render)

    return [Route("/profiles/{id}", profile, name="profile")]


def profile_page(request: Request, searcher: Searcher, site: Site, query: Query) -> Rendered:
    """A profile, with the words of the query that led to it marked."""
    profile = searcher.get(request.path_params["id"])
    if profile is None:
        raise HTTPException(404, "There is no job profile at this address.")
    mentions = searcher.mentions(profile.id)
    named = [one.mention for one in mentions if one.mention.role is not Role.PROGRESSION]
    slugs = {mention.slug for mention in named}
    ways = cards(profile, searcher.ways(profile.id))
    shown = parts(searcher, site, profile, query, mentions)
    opens = int(bool(ways) and _is_short_description(profile))
    return site.render(
        request,
        "profile.html",
        query=query,
        fresh=Query(),
        profile=profile,
        opening=shown[:opens],
        parts=shown[opens:],
        found=[part for part in shown if part.marked],
        ways=ways,
        steps=with_ways(ladder(placed(named)), ways),
        without_step=without_step(named),
        counted=False,
        named=slugs,
        similar=searcher.similar(profile.id, max(SIMILAR, len(profile.related))),
        description=summary_of(profile),
        json_ld=_json_ld(site, profile, named),
    )


def _json_ld(site: Site, profile: Profile, mentions: Sequence[Mention]) -> Markup:
    address = site.origin + site.profile(profile.id)
    described = occupation(profile, address=address, summary=summary_of(profile), mentions=mentions)
    return Markup(script(described))  # noqa: S704  script() escapes what could end the element


def _is_short_description(profile: Profile) -> bool:
    """Whether a profile begins by saying what the job is in a few words, which stand above its ways in."""
    first = next((section for section in profile.sections if section.text), None)
    told = first is not None and first.kind in (SectionKind.SUMMARY, SectionKind.DESCRIPTION)
    return first is not None and told and len(first.text) <= SHORT


def parts(
    searcher: Searcher, site: Site, profile: Profile, query: Query, mentions: Sequence[SectionMention]
) -> list[SectionView]:
    """The sections with text, as HTML."""
    nothing: tuple[tuple[tuple[int, int], ...], ...] = ((),) * len(profile.sections)
    found = searcher.highlight(profile.id, query.text) if query.text else nothing
    links: list[list[tuple[int, int, str]]] = [[] for _ in profile.sections]
    for section, mention in ((one.section, one.mention) for one in mentions):
        if section is not None:
            address = site.address(f"/qualifications/{mention.slug}")
            links[section].append((mention.start, mention.end, address))
    addresses = site.addresses(profile, searcher.get)
    return [
        SectionView(section.heading, anchor, prose(section, words, linked, anchor, addresses), len(words))
        for section, anchor, words, linked in zip(
            profile.sections, anchors(profile.sections), found, links, strict=True
        )
        if section.text or section.pictures
    ]
