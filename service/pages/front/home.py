"""The front page: the ways into the library."""

from __future__ import annotations

import datetime as dt

from starlette.requests import Request

from indexer.engine import Searcher
from indexer.query import Query
from indexer.results import FacetValue
from service.pages.front.examples import Examples
from service.pages.site import Site
from service.response_cache import Rendered


class FrontPage:
    """The front page: the two questions, example searches, and ways to browse."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._examples = Examples()

    def page(self, request: Request, searcher: Searcher, built: dt.datetime | None) -> Rendered:
        """The page over one generation."""
        examples = self._examples(searcher)
        asked = {"query": Query(), "examples": examples, "built": built}
        return self._site.render(request, "home.html", **asked, **browse(searcher))


def browse(searcher: Searcher) -> dict[str, object]:
    """The categories and qualifications of the whole library, with their counts."""
    facets = searcher.counts()
    values = {facet.name: facet.values for facet in facets}
    empty: tuple[FacetValue, ...] = ()
    return {
        "categories": values.get("category", empty),
        "categories_derived": any(facet.derived for facet in facets),
        "by_qualification": values.get("qualification", empty),
        "by_have": values.get("have", empty),
        "fresh": Query(),
    }
