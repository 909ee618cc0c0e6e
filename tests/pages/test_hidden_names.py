"""Names that are searched and never shown, from the file to every page and every answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.site import indexed

FILES = {
    "plumber": "title: Plumber\nalternative_titles: [Plummer, Heating fitter]\nhidden_titles: [Lead worker]",
    "roofer": "title: Roofer\nalternative_titles: [Slater]\nhidden_titles: [Thackster]",
    "glazier": "title: Glazier\nalternative_titles: [Window fitter]",
}
HIDDEN = ("plummer", "lead worker", "thackster")
BODY = "\n## Job description\n\nThe work is out of doors, and in all weathers.\n"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    library = tmp_path_factory.mktemp("library")
    for name, front in FILES.items():
        (library / f"{name}.md").write_text(f"---\n{front}\n---\n{BODY}", "utf-8")
    engine = indexed(library, tmp_path_factory.mktemp("index"))
    yield TestClient(create_app(Settings(), engine))
    engine.close()


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/?q=plumber", "/?q=heating+fitter", "/?q=weathers", "/profiles"),
        *("/profiles/plumber", "/profiles/roofer", "/api/v1/profiles/plumber", "/api/v1/profiles/roofer"),
        *("/api/v1/search?q=plumber", "/api/v1/search?q=", "/api/v1/profiles/plumber/similar"),
        *("/api/v1/suggest?q=plumm", "/api/v1/suggest?q=lead", "/api/v1/suggest?q=thack"),
        *("/?q=plumer", "/?q=thakster", "/?q=plumming", "/api/v1/search?q=thacksters", "/?q=thack"),
    ],
)
def test_a_hidden_name_is_shown_nowhere(client: TestClient, address: str) -> None:
    text = client.get(address).text.lower().replace("thacksters", "what was typed")
    assert [name for name in HIDDEN if name in text] == []


@pytest.mark.parametrize(
    ("typed", "profile"), [("plummer", "Plumber"), ("Lead worker", "Plumber"), ("thackster", "Roofer")]
)
def test_a_search_by_a_hidden_name_finds_its_profile_first(
    client: TestClient, typed: str, profile: str
) -> None:
    answer = client.get("/api/v1/search", params={"q": typed}).json()
    assert answer["hits"][0]["title"] == profile
    assert answer["query"]["corrected"] is None
    assert {tuple(match["sections"]) for match in answer["hits"][0]["matched"]} == {("hidden_titles",)}


def test_its_reason_claims_no_name_and_no_correction(client: TestClient) -> None:
    page = client.get("/?q=thackster").text
    assert "“thackster” also leads to this job" in page
    assert not any(claim in page for claim in ("Also called", "Matched", "Did you mean"))


def test_other_names_that_are_right_are_shown_as_ever(client: TestClient) -> None:
    assert "Heating fitter" in client.get("/profiles/plumber").text
    assert client.get("/api/v1/profiles/plumber").json()["alternative_titles"] == ["Heating fitter"]
    assert "Also called Heating fitter" in client.get("/?q=heating").text


def test_what_a_hidden_name_begins_suggests_the_title(client: TestClient) -> None:
    found = client.get("/api/v1/suggest?q=thack").json()["suggestions"]
    assert [(one["text"], one["kind"], one["leads_to"]) for one in found] == [("Roofer", "title", None)]
