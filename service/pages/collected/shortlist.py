"""The shortlist: jobs that a visitor keeps, as an address that can be shared and a set that prints."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.results import Entry, HitWay
from service.app_state import AppState
from service.pages.collected.chosen import MOST_CHOSEN, ChosenJobs, chosen, ids_of, key_of
from service.pages.site import Site
from service.response_cache import Rendered
from service.view.hits.glance import outline
from service.view.job.facts import pay_line


def shortlist_routes(state: AppState, site: Site) -> list[Route]:
    """The shortlist's route."""

    async def shortlist(request: Request) -> Response:
        asked = ids_of(request)
        ids = asked[:MOST_CHOSEN]
        note = f"A shortlist has up to {MOST_CHOSEN} jobs, so we left out the rest." if asked != ids else ""
        return await state.respond(
            request,
            key_of("/shortlist", asked[: MOST_CHOSEN + 1]),
            lambda searcher: shortlist_page(request, searcher, site, chosen(searcher, ids), note),
        )

    return [Route("/shortlist", shortlist, name="shortlist")]


def shortlist_page(request: Request, searcher: Searcher, site: Site, jobs: ChosenJobs, note: str) -> Rendered:
    """The jobs of a shortlist, each with its summary, pay and how to start."""
    return site.render(
        request,
        "shortlist.html",
        jobs=jobs,
        notes=[each for each in (jobs.unknown, note) if each],
        outlines={entry.id: _outline(searcher, entry) for entry in jobs.entries},
    )


def _outline(searcher: Searcher, entry: Entry) -> str:
    ways = [*map(HitWay.of, searcher.ways(entry.id))]
    return outline(ways, pay_line(entry.facts))
