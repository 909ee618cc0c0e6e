import re

import pytest
from starlette.testclient import TestClient

from indexer.engine import Engine
from indexer.query import Query
from tests.pages.conftest import PUBLIC, Read
from tests.pages.nodes import attribute, fragment, one, texts


def test_every_profile_stands_under_its_letter(read: Read, engine: Engine) -> None:
    page = read("/profiles")
    assert texts(page, ".letter li") == [entry.title for entry in engine.searcher().catalogue()]
    assert texts(one(page, "#letter-c"), "li") == ["Carpenter", "Chef"]
    for link in page.css(".letters a"):
        assert page.css_first(f"[id='{fragment(link)}']")


def test_a_page_that_the_list_does_not_have_is_not_found(client: TestClient) -> None:
    assert client.get("/profiles?page=2").status_code == 404


def test_every_qualification_says_what_it_is_and_how_many_name_it(read: Read, engine: Engine) -> None:
    page = read("/qualifications")
    hnd = one(page, "#hnd")
    count = engine.searcher().search(Query(qualification=("hnd",))).total
    assert attribute(hnd, "a", "href") == "/jobs/qualifications/hnd"
    assert texts(page, "#hnd .quiet")[0] == f"Level 5, {count} jobs"
    assert len(texts(page, ".ladder li")) == 8


def test_every_step_of_the_ladder_counts_its_profiles_and_leads_to_them(read: Read) -> None:
    page = read("/qualifications")
    for step in page.css(".ladder li"):
        level, count = step.attributes["value"], one(step, ".share").text().split()[0]
        if count == "No":
            assert step.css("svg") == []
        else:
            assert attribute(step, ".share a", "href") == f"/jobs/?level={level}"
            assert texts(read(f"/?level={level}"), "h1")[0].startswith(f"{count} job")
    widths = [int(bar.attributes["width"] or 0) for bar in page.css(".ladder rect")]
    assert max(widths) == 100
    assert len(set(widths)) > 1


def test_a_qualification_lists_its_profiles_and_its_search_box_keeps_to_them(
    read: Read, engine: Engine
) -> None:
    page = read("/qualifications/hnd")
    assert texts(page, ".hits a") == [
        hit.title for hit in engine.searcher().search(Query(qualification=("hnd",))).hits
    ]
    kept = one(page, "form[role=search] input[type=hidden]")
    assert (kept.attributes["name"], kept.attributes["value"]) == ("qualification", "hnd")


def test_an_unknown_qualification_is_not_found(client: TestClient) -> None:
    assert client.get("/qualifications/wizardry").status_code == 404


def test_every_call_of_the_api_is_described_with_a_form_to_try_it(client: TestClient, read: Read) -> None:
    described = client.get("/openapi.json").json()
    page = read("/api")
    headings = texts(page, ".call h2")
    assert headings == [
        f"{method.upper()} {path}" for path, item in described["paths"].items() for method in item
    ]
    for form in page.css(".call form"):
        action = (form.attributes["action"] or "").removeprefix("/jobs")
        assert client.get(action).status_code == 200
    for link in page.css("main a[href^='#']"):
        assert page.css_first(f"[id='{fragment(link)}']")


def test_no_address_in_any_page_comes_from_the_host_that_was_asked(client: TestClient) -> None:
    for path in ("/", "/?q=nurse", "/profiles/nurse", "/sitemap.xml", "/opensearch.xml", "/robots.txt"):
        text = client.get(path, headers={"Host": "evil.example"}).text
        assert "evil.example" not in text
        assert "inside.example" not in text
    assert f'href="{PUBLIC}/profiles/nurse"' in client.get("/profiles/nurse").text


def test_static_files_are_kept_for_good_under_the_address_that_pages_use(
    client: TestClient, read: Read
) -> None:
    address = attribute(read("/"), "link[rel=stylesheet]", "href")
    path = address.removeprefix("/jobs")
    assert re.search(r"\?v=[0-9a-f]{12}$", path)
    response = client.get(path)
    assert response.headers["content-type"].startswith("text/css")
    assert "immutable" in response.headers["cache-control"]
    assert client.get(path, headers={"If-None-Match": response.headers["etag"]}).status_code == 304
    assert "immutable" not in client.get("/static/site.css?v=old").headers["cache-control"]
    assert client.get("/favicon.ico", follow_redirects=False).headers["location"].startswith("/jobs/static/")
    assert client.get("/static/nothing.css").status_code == 404
    assert client.get("/static/..%2fapp.py").status_code == 404


def test_a_page_that_the_reader_has_is_not_sent_again(client: TestClient) -> None:
    for path in ("/", "/?q=nurse", "/profiles/nurse", "/profiles", "/qualifications", "/api", "/sitemap.xml"):
        etag = client.get(path).headers["etag"]
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/profiles/", "/jobs/profiles"),
        ("/profiles/?page=1", "/jobs/profiles?page=1"),
        ("/profiles/nurse/?q=a%26b", "/jobs/profiles/nurse?q=a%26b"),
        ("/qualifications/hnd//", "/jobs/qualifications/hnd"),
        ("/profiles/a%0ab/", "/jobs/profiles/a%0Ab"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_page_that_was_meant(
    client: TestClient, address: str, target: str
) -> None:
    answer = client.get(address, headers={"Host": "evil.example"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (308, target)


@pytest.mark.parametrize("address", ["//evil.example/", "/nothing/", "/profiles/a/b/", "//"])
def test_a_slash_at_the_end_of_no_page_leads_nowhere(client: TestClient, address: str) -> None:
    answer = client.get(f"http://inside.example{address}", follow_redirects=False)
    assert answer.status_code == 404


def test_a_page_that_is_sent_to_says_that_it_can_only_be_read(client: TestClient) -> None:
    answer = client.post("/profiles")
    assert answer.status_code == 405
    assert "You can only read this page" in answer.text
    assert "Only GET and HEAD are allowed here." in answer.text
