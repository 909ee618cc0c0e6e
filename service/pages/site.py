"""The site: its addresses, its templates, and pages rendered from them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from msgspec.structs import replace
from starlette.requests import Request

from indexer.library.links import FindProfile
from indexer.profile import Profile
from indexer.query import Query
from service.link_targets import Addresses, addresses_for
from service.pages.static import static_files
from service.pages.templates import environment
from service.querystring import query_string
from service.response_cache import Rendered
from service.settings import Settings

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

    def addresses(self, profile: Profile, find: FindProfile) -> Addresses:
        """What the links and pictures of a profile lead to."""
        return addresses_for(profile, find, self.root)

    def render(self, request: Request, template: str, **context: Any) -> Rendered:
        """A page from a template; `query` in the context fills the search box."""
        shared = {"site": self, "here": request.scope["path"].removeprefix(self.root), "query": Query()}
        html = environment().get_template(template).render(shared | context)
        return Rendered(html.encode(), "text/html")
