"""The site: its addresses, its templates, and pages rendered from them."""

from __future__ import annotations

import re
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
from service.view.words import day, jobs, level, only_pages, profiles, variants

SERVICE = Path(__file__).resolve().parent.parent
TEMPLATES = (SERVICE / "templates", SERVICE.parent / "templates")
"""The template folders of a wheel and of a checkout."""

QUALIFICATIONS = {qualification.slug: qualification for qualification in TAXONOMY}

INDENT = re.compile(r"(<pre\b.*?</pre>)|\n\s+", re.DOTALL)
"""Preformatted text, or the space that begins a line."""

NOTHING = Query()
"""A question that asks for everything."""


class Site:
    """Addresses and pages under one set of settings."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.site_name
        self.root = settings.root
        self.origin = settings.site.removesuffix(settings.root)

    def address(self, path: str) -> str:
        """A path of the site as an address on its host."""
        return self.root + path

    def public(self, path: str) -> str:
        """A path of the site as its public address."""
        return self.origin + self.address(path)

    def static(self, name: str) -> str:
        """The address of a static file; it has a digest, so it changes with the content."""
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
        """The address of a profile, with the query so that it can link back."""
        asked = query_string(query) if query else ""
        words = f"?{asked}" if asked else ""
        section = f"#{quote(anchor)}" if anchor else ""
        return self.address(f"/profiles/{quote(profile_id)}{words}{section}")

    def render(self, request: Request, template: str, **context: Any) -> Rendered:
        """A page from a template; `query` in the context fills the search box."""
        shared = {"site": self, "here": request.scope["path"].removeprefix(self.root), "query": Query()}
        html = _environment().get_template(template).render(shared | context)
        return Rendered(unindented(html).encode(), "text/html")


def unindented(html: str) -> str:
    r"""A page without empty lines and indents, except in preformatted text.

    >>> unindented("<ul>\n\n  <li>One</li>\n</ul>\n<pre>a\n  b</pre>")
    '<ul>\n<li>One</li>\n</ul>\n<pre>a\n  b</pre>'
    """
    return INDENT.sub(lambda found: found[1] or "\n", html)


@cache
def _environment() -> jinja2.Environment:
    """The template environment; an undefined name in a template is an error."""
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
        "only_pages": only_pages,
        "profiles": profiles,
        "shortened": shortened,
        "variants": variants,
    }
    return made
