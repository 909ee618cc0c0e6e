"""The site: its addresses and templates, and how a page is made of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from msgspec.structs import replace
from starlette.requests import Request

from indexer.qualification import TAXONOMY
from indexer.query import Query
from service.pages.static import static_files
from service.querystring import query_string
from service.response_cache import Rendered
from service.settings import Settings
from service.view.marked import pieces
from service.view.reading import shortened
from service.view.words import day, jobs, level, profiles, variants

SERVICE = Path(__file__).resolve().parent.parent
TEMPLATES = (SERVICE / "templates", SERVICE.parent / "templates")
"""Where templates lie in a wheel, and in a checkout."""

QUALIFICATIONS = {qualification.slug: qualification for qualification in TAXONOMY}

NOTHING = Query()
"""A question that asks for everything."""


class Site:
    """Addresses and pages under one set of settings."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.site_name
        self.root = settings.root
        self.origin = settings.site.removesuffix(settings.root)

    def address(self, path: str) -> str:
        """A path from the site's front page as an address within the host."""
        return self.root + path

    def public(self, path: str) -> str:
        """A path as the address that the world sees."""
        return self.origin + self.address(path)

    def static(self, name: str) -> str:
        """The address of a static file, which changes with its content."""
        return self.address(f"/static/{name}?v={static_files()[name].digest}")

    def search(self, query: Query, **changes: Any) -> str:
        """The address of a list of results."""
        asked = query_string(query, **changes)
        return self.address(f"/?{asked}" if asked else "/?q=")

    def start(self, query: Query = NOTHING, **changes: Any) -> str:
        """The address of the page that begins with what a visitor has, and with the words of a query."""
        asked = query_string(replace(Query(text=query.text, have=query.have), **changes))
        return self.address(f"/start?{asked}" if asked else "/start")

    def profile(self, profile_id: str, query: Query | None = None, anchor: str = "") -> str:
        """The address of a profile; with the query that led there, so that the way back stays known."""
        asked = query_string(query) if query else ""
        words = f"?{asked}" if asked else ""
        section = f"#{quote(anchor)}" if anchor else ""
        return self.address(f"/profiles/{quote(profile_id)}{words}{section}")

    def render(self, request: Request, template: str, **context: Any) -> Rendered:
        """A page made from a template; `query` is what the search box holds."""
        shared = {"site": self, "here": request.scope["path"].removeprefix(self.root), "query": Query()}
        html = _environment().get_template(template).render(shared | context)
        return Rendered(html.encode(), "text/html")


@cache
def _environment() -> jinja2.Environment:
    """The templates, compiled once a process; a name that is not given is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"pieces": pieces, "qualifications": QUALIFICATIONS}
    made.filters |= {
        "count": "{:,}".format,
        "day": day,
        "jobs": jobs,
        "level": level,
        "profiles": profiles,
        "shortened": shortened,
        "variants": variants,
    }
    return made
