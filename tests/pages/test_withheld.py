"""What an author keeps back in a file: no page, no answer of the API and no snippet has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.pages.nodes import one, texts
from tests.site import indexed

PROFILE = """\
---
title: Glass blower
summary: Glass blowers make vases. <!-- zzsummary -->
---

## Typical duties

Gather the glass<!-- zzinline --> and turn the pipe.<br>Anneal it <i>slowly</i>.

<section><h2>Kilns</h2><p hidden>zzhidden</p><p>Charge the furnace.</p></section>

## Job requirements

You need ~~a degree (zzstruck)~~ an NVQ, and <del>an HND</del> patience.

<!--
## Zzsection

zzblock
-->
"""
WORDS = ("zzsummary", "zzinline", "zzhidden", "zzstruck", "zzsection", "zzblock")


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    library = tmp_path / "library"
    library.mkdir()
    (library / "glass-blower.md").write_text(PROFILE)
    engine = indexed(library, tmp_path / "index")
    return TestClient(create_app(Settings(), engine))


@pytest.mark.parametrize(
    "address",
    ["/profiles/glass-blower", "/api/v1/profiles/glass-blower", "/?q=glass", "/api/v1/search?q=nvq"],
)
def test_what_is_kept_back_is_in_no_answer(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert "glass-blower" in response.text
    assert "zz" not in response.text.lower()


@pytest.mark.parametrize("word", [*WORDS, "degree", "hnd"])
def test_what_is_kept_back_finds_nothing(client: TestClient, word: str) -> None:
    assert client.get("/api/v1/search", params={"q": word, "exact": 1}).json()["hits"] == []


def test_what_is_struck_out_counts_for_no_qualification(client: TestClient) -> None:
    found = client.get("/api/v1/profiles/glass-blower").json()["qualifications"]
    assert [each["slug"] for each in found] == ["nvq"]


def test_raw_html_is_shown_as_text_and_found_as_it_is_shown(client: TestClient) -> None:
    page = LexborHTMLParser(client.get("/profiles/glass-blower?q=furnace").text)
    section = one(page, "#typical-duties")
    assert texts(section, "mark") == ["furnace"]
    assert texts(section, "em") == ["slowly"]
    assert texts(section, "h3") == ["Kilns"]
    assert "<" not in section.text()
    (duties,) = (
        each["text"]
        for each in client.get("/api/v1/profiles/glass-blower").json()["sections"]
        if each["kind"] == "duties"
    )
    assert duties.splitlines()[:2] == ["Gather the glass and turn the pipe.", "Anneal it slowly."]
    assert duties.endswith("Kilns\n\nCharge the furnace.")
