"""What holds for every page and every state of it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.pages.nodes import attribute, fragment, one
from tests.site import STATES


@pytest.fixture(params=STATES.values(), ids=list(STATES))
def page(request: pytest.FixtureRequest, client: TestClient) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(request.param).text)


def test_one_heading_of_the_first_order_and_none_left_out_below(page: LexborHTMLParser) -> None:
    orders = [int((node.tag or "h0")[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
    main = [int((node.tag or "h0")[1]) for node in page.css("main h1, main h2, main h3, main h4")]
    assert orders.count(1) == 1
    for above, below in pairwise(main):
        assert below <= above + 1


def test_no_id_is_given_twice(page: LexborHTMLParser) -> None:
    ids = Counter(node.attributes["id"] for node in page.css("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_field_has_a_label_and_every_link_a_name(page: LexborHTMLParser) -> None:
    for field in page.css("input:not([type=hidden]), select"):
        name = field.attributes["id"]
        within = field.parent is not None and field.parent.tag == "label"
        assert within or page.css_first(f"label[for='{name}']"), field.html
    assert [link.html for link in page.css("a, button") if not link.text().strip()] == []


def test_nothing_is_inline_and_nothing_comes_from_another_host(page: LexborHTMLParser) -> None:
    assert page.css("[style], style, script:not([src]):not([type='application/ld+json'])") == []
    assert [
        node.html for node in page.css("*") if any(name.startswith("on") for name in node.attributes)
    ] == []
    loaded = [
        node.attributes.get("src") or node.attributes.get("href")
        for node in page.css("script[src], link[rel=stylesheet], link[rel=icon], img")
    ]
    assert all((address or "").startswith("/jobs/static/") for address in loaded)


def test_every_place_that_the_page_points_at_exists(page: LexborHTMLParser) -> None:
    for link in page.css("a[href^='#']"):
        assert page.css_first(f"[id='{fragment(link)}']"), link.html
    for node in page.css("[aria-labelledby]"):
        assert page.css_first(f"[id='{node.attributes['aria-labelledby']}']"), node.html


def test_every_page_has_its_landmarks_a_title_and_a_language(page: LexborHTMLParser) -> None:
    assert attribute(page, "html", "lang") == "en-GB"
    assert one(page, "title").text().endswith("Ways to work")
    assert all(len(page.css(landmark)) == 1 for landmark in ("main", "form[role=search]", "body > footer"))
    assert one(page, "p[role=status]").text() == ""
