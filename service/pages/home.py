"""The front page: the ways into the library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from starlette.requests import Request

from indexer.engine import Searcher
from indexer.query import Query
from indexer.results import FacetValue
from service.pages.site import Site
from service.response_cache import Rendered


def front_page(
    request: Request, searcher: Searcher, site: Site, examples: Sequence[str], built: dt.datetime | None
) -> Rendered:
    """The front page: the two questions, example searches, and ways to browse."""
    return site.render(
        request,
        "home.html",
        query=Query(),
        examples=examples,
        built=built,
        **browse(searcher),
    )


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
