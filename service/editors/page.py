"""The page for editors: what the library has and lacks, and what visitors couldn't find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.profile import Profile
from indexer.query import Query
from service.app_state import AppState
from service.editors.coverage import SHADES, Coverage, coverage
from service.editors.findings import Checks
from service.editors.missed import MissedSearch, MissedSearches, place_of
from service.pages.site import Site
from service.settings import LibraryPage, Settings

MOST_MISSED = 50
"""The most missed searches that are shown."""

CHALLENGE = {"WWW-Authenticate": 'Basic realm="profile-index", charset="UTF-8"'}
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


class MissedView(NamedTuple):
    """A missed search, how many profiles it finds now, and the line that would make it a synonym."""

    search: MissedSearch
    finds: int
    synonym: str


class _Coverages:
    """The coverage of the generation that serves, computed once for each."""

    def __init__(self) -> None:
        self._last: tuple[str, Coverage] | None = None

    async def of(self, searcher: Searcher) -> Coverage:
        if self._last is None or self._last[0] != searcher.generation:
            found = await run_in_threadpool(lambda: coverage(all_profiles(searcher)))
            self._last = (searcher.generation, found)
        return self._last[1]


def routes(state: AppState, settings: Settings) -> list[Route]:
    """The route of /library; none if it is switched off."""
    if settings.library_page is LibraryPage.OFF:
        return []
    site, checks, coverages = Site(settings), Checks(settings), _Coverages()
    place = place_of(settings.index, settings.run_folder)
    missed = MissedSearches(place) if place else None
    state.keep_missed = missed.note if missed else None
    state.closing.append(checks.close)

    async def library(request: Request) -> Response:
        _permit(state, request)
        searcher = await state.apart(state.engine.searcher)
        searches = missed.most(MOST_MISSED) if missed else ()
        page = site.render(
            request,
            "library.html",
            status=await state.apart(state.engine.status),
            coverage=await coverages.of(searcher),
            shades=len(SHADES),
            checked=await checks.latest(),
            missed=await state.apart(_missed, searcher, searches),
            counting=missed is not None,
        )
        return Response(page.body, media_type=page.media_type, headers=HEADERS)

    return [Route("/library", library, name="library")]


def all_profiles(searcher: Searcher) -> Iterator[Profile]:
    """All profiles of a generation, in the order of their titles."""
    return filter(None, (searcher.get(entry.id) for entry in searcher.catalogue()))


def synonym_line(text: str) -> str:
    """The line of synonyms.toml that a missed search needs, but for the words of the profiles."""
    plain = text.replace("\\", " ").replace('"', " ")
    return f'"{" ".join(plain.split())}" = ["WORDS IN YOUR PROFILES"]'


def _missed(searcher: Searcher, searches: Sequence[MissedSearch]) -> list[MissedView]:
    return [
        MissedView(each, searcher.search(Query(text=each.text, page_size=1)).total, synonym_line(each.text))
        for each in searches
    ]


def _permit(state: AppState, request: Request) -> None:
    """Raise HTTPException if this client may not see the page."""
    if state.settings.library_page is LibraryPage.OPEN:
        return
    if not state.settings.rebuild_token:
        raise HTTPException(
            404, "This page is for editors. To turn it on, set a token (see docs/operating.md)."
        )
    try:
        admitted = state.guard.admits(request)
    except HTTPException as error:
        if error.status_code == 401:
            raise HTTPException(401, error.detail, headers=CHALLENGE) from error
        raise
    if not admitted:
        detail = "This page is for editors. Enter the token as the password, with any user name."
        raise HTTPException(401, detail, headers=CHALLENGE)
