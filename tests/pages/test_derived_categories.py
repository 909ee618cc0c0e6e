"""The pages of a library without categories: derived ones to browse by, and a mark beside each."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from indexer.engines import open_engine
from service.app import create_app
from service.settings import Settings
from tests.pages.conftest import Read
from tests.pages.nodes import one, texts
from tests.service.conftest import library

HINT = "We worked out these kinds of work from job titles."
DERIVED = {"Nurse": "Health", "Midwife": "Health", "Baker": "Hospitality and food"}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a site whose profiles have only derived categories."""
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('plain')}")
    profiles = [
        msgspec.structs.replace(each, category="", derived_category=DERIVED.get(each.title, ""))
        for each in library()
    ]
    engine.update(profiles, ())
    yield TestClient(create_app(Settings(), engine))
    engine.close()


def page(client: TestClient, address: str) -> LexborHTMLParser:
    response = client.get(address)
    assert response.status_code == 200
    return LexborHTMLParser(response.text)


def test_the_front_page_offers_them_and_says_where_they_come_from(plain: TestClient) -> None:
    front = page(plain, "/")
    kinds = one(front, "[aria-labelledby=by-category]")
    assert [node.text() for node in kinds.css("a")] == ["Health", "Hospitality and food"]
    assert HINT in kinds.text()


def test_the_filters_name_them_so(plain: TestClient) -> None:
    listed = page(plain, "/?q=&category=Health")
    assert texts(listed, "#filter-category legend") == ["Category (from job titles)"]
    assert set(texts(listed, ".hit h2")) == {"Nurse", "Midwife"}
    assert texts(listed, ".active a") == ["Remove filter: Health (from job titles)×"]


def test_a_search_without_results_says_it_too(plain: TestClient) -> None:
    assert HINT in one(page(plain, "/?q=zzyzx"), "main").text()


def test_a_profile_says_that_its_title_gave_it(plain: TestClient) -> None:
    nurse = plain.get("/profiles/nurse").text
    assert "(from job titles)" in one(LexborHTMLParser(nurse), "footer.facts").text()
    assert "occupationalCategory" not in nurse, "search engines would take it for the library's own"
    assert "Kind of work" not in plain.get("/profiles/roofer").text


def test_the_api_says_so(plain: TestClient) -> None:
    found = plain.get("/api/v1/search", params={"q": "nurse"}).json()
    assert (found["hits"][0]["category"], found["hits"][0]["category_derived"]) == ("Health", True)
    assert next(each for each in found["facets"] if each["name"] == "category")["derived"]
    nurse = plain.get("/api/v1/profiles/nurse").json()
    assert (nurse["category"], nurse["category_derived"]) == ("Health", True)


def test_categories_of_editors_have_no_mark(read: Read) -> None:
    assert HINT not in one(read("/"), "main").text()
    listed = read("/?q=")
    assert texts(listed, "#filter-category legend") == ["Category"]
    address = one(listed, ".hit a").attributes["href"]
    assert address is not None
    assert "from job titles" not in read(address.removeprefix("/jobs")).text()
