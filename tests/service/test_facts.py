"""What jobs pay: on pages, in the API and on the command line, and sorted by."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient
from typer.testing import CliRunner

from indexer.errors import UsageError
from indexer.facts import Facts, Pay, Period
from service.cli import app
from tests.service.conftest import build, simple_profile

Client = Callable[..., TestClient]
PAID = {
    "Thatcher": Facts(Pay(21000, 34000), "40 to 44 a week", ("in daylight",)),
    "Bargee": Facts(Pay(14.5, 19, Period.HOUR)),
    "Hermit": Facts(),
}
NO_PAY = "no profile here says what the job pays; use one of relevance, title, updated"


@pytest.fixture(scope="module")
def paid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index in which two jobs of three say what they pay."""
    folder = tmp_path_factory.mktemp("paid") / "index"
    plain = (simple_profile(title, "None.") for title in PAID)
    build(folder, [msgspec.structs.replace(one, facts=PAID[one.title]) for one in plain])
    return folder


@pytest.fixture
def client(serve: Client, paid: Path) -> TestClient:
    return serve(index=str(paid))


def page(client: TestClient, address: str) -> LexborHTMLParser:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == 200
    return LexborHTMLParser(response.text)


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def test_the_api_sorts_by_pay_and_says_it(client: TestClient) -> None:
    hits = client.get("/api/v1/search?sort=pay").json()["hits"]
    assert [hit["id"] for hit in hits] == ["bargee", "thatcher", "hermit"]
    assert hits[1]["facts"] == {
        "pay": {"from": 21000, "to": 34000, "period": "year", "currency": "GBP", "median": False},
        "hours": "40 to 44 a week",
        "pattern": ["in daylight"],
    }
    assert hits[2]["facts"] == {"pay": None, "hours": "", "pattern": []}
    assert client.get("/api/v1/profiles/thatcher").json()["facts"] == hits[1]["facts"]


def test_a_list_shows_what_is_known_and_offers_the_order(client: TestClient) -> None:
    shown = page(client, "/?q=&sort=pay")
    assert texts(shown, ".hit h2") == ["Bargee", "Thatcher", "Hermit"]
    assert [line.split(" · ")[0] for line in texts(shown, ".hit .outline")][:2] == [
        "£14.50 to £19 an hour",
        "£21,000 to £34,000 a year",
    ]
    assert texts(shown, ".sorts [aria-current]") == ["Pay"]
    assert texts(shown, "#order") == ["The best paid come first. Jobs whose pay we don't know come last."]
    assert texts(page(client, "/?q="), "#order") == []


def test_a_profile_shows_its_facts_and_tells_search_engines(client: TestClient) -> None:
    shown = page(client, "/profiles/thatcher")
    assert [name for name in texts(shown, ".glance dt") if name in {"Pay", "Hours", "When"}] == [
        "Pay",
        "Hours",
        "When",
    ]
    told = shown.css_first("script[type='application/ld+json']")
    assert told is not None
    assert json.loads(told.text())["estimatedSalary"]["value"]["maxValue"] == 34000
    assert "Pay" not in texts(page(client, "/profiles/hermit"), ".glance dt")


def test_a_question_about_pay_is_answered_with_it(client: TestClient) -> None:
    asked = "what does a thatcher earn"
    answer = client.get("/api/v1/search", params={"q": asked}).json()
    assert answer["answer"]["facts"]["pay"]["to"] == 34000
    assert answer["answer"]["facts"]["hours"] == ""
    assert answer["query"]["unsupported"] == [], "most profiles say what they pay"
    assert "£21,000 to £34,000 a year" in texts(page(client, f"/?q={asked}"), ".plain-answer dd")


def test_a_library_without_pay_does_not_offer_to_sort_by_it(serve: Client) -> None:
    client = serve()
    refused = client.get("/api/v1/search?sort=pay")
    assert (refused.status_code, refused.json()["errors"]) == (400, [{"parameter": "sort", "detail": NO_PAY}])
    shown = page(client, "/?q=&sort=pay")
    assert texts(shown, "#order") == ["No profile here says what the job pays, so we can't sort by pay."]
    assert "Pay" not in texts(shown, ".sorts a")
    assert texts(shown, ".sorts [aria-current]") == ["A to Z"]


def test_the_command_line_sorts_by_pay_and_refuses_likewise(paid: Path, index: Path) -> None:
    found = CliRunner().invoke(app, ["search", "--sort", "pay", "--index", str(paid)])
    assert found.exit_code == 0, found.output
    assert found.output.index("£14.50 to £19 an hour") < found.output.index("£21,000 to £34,000 a year")
    refused = CliRunner().invoke(app, ["search", "--sort", "pay", "--index", str(index)])
    assert isinstance(refused.exception, UsageError)
    assert str(refused.exception) == f"sort: {NO_PAY}"
