from xml.etree import ElementTree

from starlette.testclient import TestClient

from indexer.engine import Engine
from service.pages.machines import description
from service.pages.site import Site
from service.settings import Settings
from tests.pages.conftest import PUBLIC

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
OPENSEARCH = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def parsed(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314  the document is our own


def test_the_sitemap_names_every_page_with_the_day_it_changed(client: TestClient, engine: Engine) -> None:
    response = client.get("/sitemap.xml")
    assert response.headers["content-type"] == "application/xml"
    root = parsed(response.content)
    days = {
        url.findtext("s:loc", namespaces=SITEMAP): url.findtext("s:lastmod", namespaces=SITEMAP)
        for url in root.findall("s:url", SITEMAP)
    }
    assert {f"{PUBLIC}/profiles/{entry.id}" for entry in engine.searcher().catalogue()} < set(days)
    assert days[f"{PUBLIC}/profiles/nurse"] == "2026-02-02"
    assert days[f"{PUBLIC}/profiles/baker"] is None
    for address in days:
        assert client.get((address or "").removeprefix(PUBLIC)).status_code == 200


def test_crawlers_are_led_to_the_sitemap_and_away_from_the_api(client: TestClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in lines
    assert "Disallow: /jobs/api/" in lines


def test_a_browser_learns_how_to_search_and_how_to_suggest(client: TestClient) -> None:
    response = client.get("/opensearch.xml")
    assert response.headers["content-type"] == "application/opensearchdescription+xml"
    root = parsed(response.content)
    templates = {url.get("type"): url.get("template") for url in root.findall("o:Url", OPENSEARCH)}
    assert templates["text/html"] == f"{PUBLIC}/?q={{searchTerms}}"
    suggest = templates["application/x-suggestions+json"] or ""
    typed, found = client.get(suggest.removeprefix(PUBLIC).replace("{searchTerms}", "prod")).json()
    assert (typed, found[0]) == ("prod", "Production manager")


def test_a_browser_is_given_a_name_once_however_many_jobs_have_it(client: TestClient) -> None:
    choice = [each["text"] for each in client.get("/api/v1/suggest?q=programmer").json()["suggestions"]]
    _, found = client.get("/opensearch/suggest?q=programmer").json()
    assert found == list(dict.fromkeys(choice))


def test_a_long_name_is_cut_to_what_the_format_allows() -> None:
    root = parsed(description(Site(Settings(site_name="The county's own job profiles"))))
    assert root.findtext("o:ShortName", namespaces=OPENSEARCH) == "The county's own"


def test_nothing_typed_suggests_nothing(client: TestClient) -> None:
    assert client.get("/opensearch/suggest?q=").json() == ["", []]
