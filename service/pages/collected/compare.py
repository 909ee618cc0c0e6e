"""The comparison: two to four jobs side by side."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.qualification import Role
from indexer.results import Entry
from service.app_state import AppState
from service.pages.collected.chosen import MOST_CHOSEN, ChosenJobs, chosen, ids_of, key_of
from service.pages.site import Site
from service.response_cache import Rendered
from service.view.collected.comparison import JobFacts, comparison

MOST_COMPARED = 4
"""How many jobs fit side by side."""


def compare_routes(state: AppState, site: Site) -> list[Route]:
    """The comparison's route."""

    async def compare(request: Request) -> Response:
        ids = ids_of(request)[:MOST_CHOSEN]
        key = key_of("/compare", ids)
        return await state.respond(
            request, key, lambda searcher: compare_page(request, searcher, site, chosen(searcher, ids))
        )

    return [Route("/compare", compare, name="compare")]


def compare_page(request: Request, searcher: Searcher, site: Site, jobs: ChosenJobs) -> Rendered:
    """Two to four jobs side by side; for any other number a sentence that says what to do."""
    fits = 2 <= len(jobs.entries) <= MOST_COMPARED
    return site.render(
        request,
        "compare.html",
        jobs=jobs,
        advice=advice(jobs.entries),
        compared=comparison([_facts(searcher, entry.id) for entry in jobs.entries]) if fits else None,
        choose=jobs.entries if len(jobs.entries) > MOST_COMPARED else (),
    )


def advice(entries: Sequence[Entry]) -> str:
    """What to do if there are too few or too many jobs to compare; empty if there are not."""
    if not entries:
        return "Tick two to four jobs in a list of results, then press Compare."
    if len(entries) == 1:
        return f"Tick another job in a list of results to compare it with {entries[0].title}."
    return "You can compare up to four jobs. Choose which." if len(entries) > MOST_COMPARED else ""


def _facts(searcher: Searcher, profile_id: str) -> JobFacts:
    profile = searcher.get(profile_id)
    if profile is None:
        raise LookupError(profile_id)
    mentions = [one.mention for one in searcher.mentions(profile_id)]
    asked = [mention for mention in mentions if mention.role is not Role.PROGRESSION]
    return JobFacts(profile, searcher.ways(profile_id), asked)
