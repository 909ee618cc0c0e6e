"""Links between the files of a library, and the pictures beside them, as visitors get them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from indexer.check import findings
from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.query import Query
from indexer.updating.sync import sync
from service.app import create_app
from service.settings import Settings
from tests.pages.nodes import attribute, one

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
OTHER = b"\x89PNG\r\n\x1a\n" + bytes(41)
SHEARER = """\
---
title: Shearer
---

## Typical duties

Shear, then call the [weaver](mill/weaver.html#typical-duties) or the [felter][f].
A [dyer](dyer.md "Gone") comes later, by [law](https://example.org/law) and [by form](form.pdf).
See [qualifications](/qualifications/nvq) and [below](#skills), and the [mill](mill/weaver.html#looms).

[f]: felter/index.md

![A fleece in one piece](images/fleece.png) ![Remote](https://example.org/a.png) ![Drawing](a.svg)

## Skills

Patience.
"""
WEAVER = """\
<html><head><title>Weaver</title></head><body><main><h1>Weaver</h1>
<p>Weavers make cloth of wool all day long, on looms of many kinds, at home and in mills.</p>
<h2>Typical duties</h2>
<p>Buy wool from the <a href="../shearer.html">shearer &amp; sons</a>, never from
<a href="#x">any</a> <a href="../shearer.html#x"></a><a href="thief.html">thieves</a>, and
read the <a href="/shop">shop</a>.</p>
<p><img src="loom.png" alt="A hand loom"></p>
<ul><li>weave</li><li>mend</li></ul>
</main></body></html>
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    for name, content in {
        "shearer.md": SHEARER.encode(),
        "mill/weaver.html": WEAVER.encode(),
        "felter/index.md": b"---\ntitle: Felter\n---\n\n## Typical duties\n\nFelt.\n",
        "images/fleece.png": PNG,
        "images/unused.png": PNG,
        "mill/loom.png": PNG,
        "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


Serve = Callable[[], TestClient]


@pytest.fixture
def serve(library: Path, tmp_path: Path) -> Iterator[Serve]:
    """Build the library, and serve it below a path."""
    with ExitStack() as stack:

        def made() -> TestClient:
            settings = Settings(
                index=str(tmp_path / "index"),
                profiles=(str(library),),
                base_url="https://example.org/careers",
            )
            with closing(open_engine(settings.engine_url)) as engine:
                sync(Corpus([library]), engine)
            return stack.enter_context(TestClient(create_app(settings)))

        yield made


def page(client: TestClient, name: str) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(f"/profiles/{name}").raise_for_status().text)


def links(client: TestClient, name: str) -> dict[str, str]:
    """The links in the sections of a profile, by their words."""
    return {
        node.text(): node.attributes["href"] or ""
        for node in page(client, name).css(".prose a:not(.qualification)")
    }


def test_links_between_files_lead_to_profiles_below_the_path_of_the_site(serve: Serve) -> None:
    assert links(serve(), "shearer") == {
        "weaver": "/careers/profiles/weaver#typical-duties",
        "felter": "/careers/profiles/felter",
        "law": "https://example.org/law",
        "qualifications": "/careers/qualifications/nvq",
        "below": "/careers/profiles/shearer#skills",
        "mill": "/careers/profiles/weaver",
    }


def test_dead_links_are_text_and_are_what_check_finds(serve: Serve, library: Path) -> None:
    shown = one(page(serve(), "shearer"), "#typical-duties").text()
    assert "A dyer comes later, by law and by form." in shown
    dead = [each.message for each in findings([library]) if each.rule in ("dead-link", "dead-anchor")]
    assert [message.split(" leads")[0] for message in dead] == [
        "the link to thief.html",
        "the link to dyer.md",
        "the link to form.pdf",
        "the link to mill/weaver.html#looms",
    ]


def test_links_of_a_page_lead_to_profiles_as_well(serve: Serve) -> None:
    assert links(serve(), "weaver") == {"shearer & sons": "/careers/profiles/shearer"}


def test_the_words_of_a_link_are_found_and_marked(serve: Serve) -> None:
    client = serve()
    marked = client.get("/profiles/weaver?q=shearer").text
    assert '<a href="/careers/profiles/shearer"><mark>shearer</mark> &amp; sons</a>' in marked


@pytest.mark.parametrize(
    ("name", "path", "text"),
    [("shearer", "images/fleece.png", "A fleece in one piece"), ("weaver", "mill/loom.png", "A hand loom")],
)
def test_a_picture_beside_a_file_is_shown_with_its_text(
    serve: Serve, name: str, path: str, text: str
) -> None:
    client = serve()
    (shown,) = page(client, name).css(".prose img")
    assert shown.attributes["alt"] == text
    address = shown.attributes["src"] or ""
    assert address == f"/careers/profiles/{name}/pictures/{path}"
    sent = client.get(address.removeprefix("/careers"))
    assert (sent.status_code, sent.content) == (200, PNG)
    assert sent.headers["Content-Type"] == "image/png"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Cache-Control"] == "no-cache"
    again = client.get(address.removeprefix("/careers"), headers={"If-None-Match": sent.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_picture_of_a_page_stands_where_it_stood(serve: Serve) -> None:
    html = serve().get("/profiles/weaver").text
    assert html.index("read the shop") < html.index("<img") < html.index("<li>weave")


def test_pictures_are_in_no_result(serve: Serve) -> None:
    client = serve()
    assert client.get("/api/v1/search?q=fleece&literal=1&exact=1").json()["total"] == 0
    assert "<img" not in client.get("/?q=shearer").text


def test_a_picture_that_is_replaced_needs_no_build(serve: Serve, library: Path) -> None:
    client = serve()
    address = "/profiles/shearer/pictures/images/fleece.png"
    before = client.get(address).headers["ETag"]
    (library / "images/fleece.png").write_bytes(OTHER)
    after = client.get(address, headers={"If-None-Match": before})
    assert (after.status_code, after.content) == (200, OTHER)
    serve()
    assert client.get(address).content == OTHER


@pytest.mark.parametrize(
    "path",
    [
        *("images/unused.png", "../shearer.md", "%2e%2e/index/lock"),
        *("a.svg", "shearer.md", "mill/loom.png", "", "images/fleece.png/", "%00"),
    ],
)
def test_only_the_pictures_that_a_profile_shows_are_sent(serve: Serve, path: str) -> None:
    answer = serve().get(f"/profiles/shearer/pictures/{path}")
    assert answer.status_code == 404
    assert "image" not in answer.headers["Content-Type"]


def test_a_picture_that_leads_out_of_the_library_is_not_sent(
    serve: Serve, library: Path, tmp_path: Path
) -> None:
    client = serve()
    (tmp_path / "secret.png").write_bytes(PNG)
    (library / "images/fleece.png").unlink()
    (library / "images/fleece.png").symlink_to(tmp_path / "secret.png")
    assert client.get("/profiles/shearer/pictures/images/fleece.png").status_code == 404


def test_what_is_not_shown_is_named_with_its_reason(library: Path) -> None:
    (library / "mill/loom.png").write_bytes(b"<svg/>")
    found = [each for each in findings([library]) if each.rule == "picture-left-out"]
    assert [(Path(each.path).name, each.line) for each in found] == [
        ("weaver.html", 7),
        ("shearer.md", 13),
        ("shearer.md", 13),
    ]
    assert "“A hand loom” (loom.png) is left out: it is not what its name says" in found[0].message
    assert "is on another site" in found[1].message
    assert "is SVG" in found[2].message


def test_a_draft_keeps_its_pictures_to_itself(serve: Serve, library: Path) -> None:
    text = SHEARER.replace("title: Shearer", "title: Shearer\ndraft: true")
    (library / "shearer.md").write_text(text)
    assert serve().get("/profiles/shearer/pictures/images/fleece.png").status_code == 404


def test_a_profile_that_begins_with_a_picture_shows_it(serve: Serve, library: Path) -> None:
    (library / "felter/hat.png").write_bytes(PNG)
    (library / "felter/index.md").write_text(
        "---\ntitle: Felter\n---\n\n![A hat](hat.png)\n\n## Typical duties\n\nFelt.\n"
    )
    client = serve()
    assert attribute(page(client, "felter"), "#typical-duties img", "src").endswith("/felter/hat.png")
    with closing(open_engine(f"whoosh:{library.parent / 'index'}")) as engine:
        first = engine.searcher().search(Query(text="felter")).hits[0]
        assert (first.id, "hat" in str(first.snippets)) == ("felter", False)
