"""Files for machines: robots.txt, the sitemap and OpenSearch."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from indexer.engine import Searcher
from indexer.qualification import TAXONOMY
from service.app_state import AppState
from service.pages.qualifications import profile_counts
from service.pages.site import Site
from service.pages.static import static_file
from service.querystring import LONGEST_TEXT
from service.response_cache import Rendered

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
OPENSEARCH_TYPE = "application/opensearchdescription+xml"
SUGGESTIONS_TYPE = "application/x-suggestions+json"
LONGEST_NAME = 16
"""The most characters of a short name in OpenSearch."""


def machine_routes(state: AppState, site: Site) -> list[Route]:
    """The routes of files for browsers and crawlers."""

    async def robots_txt(request: Request) -> Response:
        return await state.respond(request, "/robots.txt", lambda _: Rendered(robots(site), "text/plain"))

    async def sitemap_xml(request: Request) -> Response:
        return await state.respond(
            request, "/sitemap.xml", lambda searcher: Rendered(sitemap(searcher, site), "application/xml")
        )

    async def opensearch_xml(request: Request) -> Response:
        return await state.respond(
            request, "/opensearch.xml", lambda _: Rendered(description(site), OPENSEARCH_TYPE)
        )

    async def favicon(_request: Request) -> Response:
        return RedirectResponse(site.static("favicon.svg"))

    return [
        Route("/favicon.ico", favicon, name="favicon"),
        Route("/robots.txt", robots_txt, name="robots"),
        Route("/sitemap.xml", sitemap_xml, name="sitemap"),
        Route("/opensearch.xml", opensearch_xml, name="opensearch"),
        suggest_route(state),
        Route("/static/{name}", static_file, name="static"),
    ]


def suggest_route(state: AppState) -> Route:
    """The route by which a browser's search box completes what is typed."""

    async def completions(request: Request) -> Response:
        typed = request.query_params.get("q", "")[:LONGEST_TEXT]
        return await state.respond(
            request,
            f"/opensearch/suggest?{typed}",
            lambda searcher: Rendered(suggestions(searcher, typed), SUGGESTIONS_TYPE),
        )

    return Route("/opensearch/suggest", completions, name="opensearch-suggest")


def robots(site: Site) -> bytes:
    """The robots.txt: crawlers may read the pages but not the API."""
    lines = ("User-agent: *", f"Disallow: {site.address('/api/')}", f"Sitemap: {site.public('/sitemap.xml')}")
    return "\n".join((*lines, "")).encode()


def sitemap(searcher: Searcher, site: Site) -> bytes:
    """The sitemap, with the day of the last change of each page if it is known."""
    root = ElementTree.Element("urlset", xmlns=SITEMAP)
    paths = [
        "/",
        "/start",
        "/profiles",
        "/like",
        "/qualifications",
        *(f"/qualifications/{one.slug}" for one in TAXONOMY),
        *(f"/like/{name}" for name in profile_counts(searcher, "environment")),
    ]
    for path in paths:
        _line(ElementTree.SubElement(root, "url"), "loc", site.public(path))
    for entry in searcher.catalogue():
        url = ElementTree.SubElement(root, "url")
        _line(url, "loc", site.origin + site.profile(entry.id))
        if entry.updated:
            _line(url, "lastmod", entry.updated.isoformat())
    return _document(root)


def description(site: Site) -> bytes:
    """The OpenSearch description, with which browsers add the site to their search."""
    root = ElementTree.Element("OpenSearchDescription", xmlns=OPENSEARCH)
    _line(root, "ShortName", site.name[:LONGEST_NAME].strip())
    _line(root, "Description", f"Search the job profiles of {site.name}")
    _line(root, "InputEncoding", "UTF-8")
    _line(root, "Image", site.origin + site.static("favicon.svg"), type="image/svg+xml")
    for media_type, path in (("text/html", "/"), (SUGGESTIONS_TYPE, "/opensearch/suggest")):
        template = f"{site.public(path)}?q={{searchTerms}}"
        ElementTree.SubElement(root, "Url", type=media_type, template=template)
    return _document(root)


def suggestions(searcher: Searcher, typed: str) -> bytes:
    """Completions in the format of OpenSearch: the text and the list, each text once."""
    found = searcher.suggest(typed, 8) if typed.strip() else []
    return msgspec.json.encode([typed, list(dict.fromkeys(suggestion.text for suggestion in found))])


def _line(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = text


def _document(root: ElementTree.Element) -> bytes:
    written = BytesIO()
    ElementTree.ElementTree(root).write(written, encoding="utf-8", xml_declaration=True)
    return written.getvalue()
