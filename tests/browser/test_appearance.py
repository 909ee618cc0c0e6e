"""How pages fit: narrow, enlarged, dark, in forced colours, on paper; targets that a thumb can hit."""

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.conftest import Open
from tests.site import STATES

pytestmark = pytest.mark.browser

READABLE = {name: path for name, path in STATES.items() if name != "not found"}
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """() => {
  const running = "p a, .prose a, .ladder a, .kinds h3 a, dl a, .unseen, .skip"
  const pressed = "a, button, summary, input:not([type=hidden], .choice *), select, label.choice"
  return [...document.querySelectorAll(pressed)]
    .filter(node => !node.matches(running) || node.matches(".where, .back a"))
    .map(node => [node, (node.matches(".where") ? node.parentElement : node).getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.height < 44 || box.width < 44 && box.height < 44))
    .map(([node, box]) => `${node.outerHTML.slice(0, 90)} ${box.width} x ${box.height}`)
}"""


@pytest.mark.parametrize("path", READABLE.values(), ids=READABLE.keys())
def test_no_page_scrolls_sideways_at_320_pixels_or_with_text_twice_as_large(opened: Open, path: str) -> None:
    narrow = opened(path, viewport={"width": 320, "height": 640})
    assert narrow.evaluate(BEYOND) <= 0
    assert narrow.evaluate(SMALL_TARGETS) == []
    enlarged = opened(path, viewport={"width": 640, "height": 450}, device_scale_factor=2)
    assert enlarged.evaluate(BEYOND) <= 0
    enlarged.evaluate("document.documentElement.style.fontSize = '200%'")
    assert enlarged.evaluate(BEYOND) <= 0


def test_dark_is_dark(opened: Open) -> None:
    page = opened("/profiles/nurse?q=ward", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(18, 22, 27)"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('mark')).backgroundColor") == "rgb(91, 75, 0)"
    )


def test_the_ladder_can_be_told_apart_in_forced_colours(opened: Open) -> None:
    page = opened("/profiles/production-manager", forced_colors="active")
    outlines = "[...document.querySelectorAll('.ladder .level')].map(e => getComputedStyle(e).outlineStyle)"
    assert set(page.evaluate(outlines)) == {"solid"}
    bars = opened("/qualifications", forced_colors="active")
    fills = bars.evaluate("[...document.querySelectorAll('.ladder rect')].map(r => getComputedStyle(r).fill)")
    assert set(fills) == {bars.evaluate("getComputedStyle(document.body).color")}


def test_paper_gets_the_text_and_nothing_to_press(opened: Open) -> None:
    page = opened("/profiles/production-manager?q=inventory")
    page.emulate_media(media="print")
    for gone in (".search", ".contents", ".back", "body > footer"):
        assert not page.locator(gone).is_visible()
    assert page.locator("#opportunities").is_visible()


def test_filters_stand_beside_the_results_where_there_is_room(opened: Open) -> None:
    page = opened("/?q=control", viewport={"width": 1280, "height": 900})
    filters, results = page.locator("aside").bounding_box(), page.locator(".hits").bounding_box()
    assert filters
    assert results
    assert filters["x"] + filters["width"] < results["x"]
    assert page.get_by_role("checkbox", name="HND").is_visible()
    assert not page.locator(".filters > summary").is_visible()


def test_on_a_small_phone_a_field_has_the_width_and_the_footer_one_line(opened: Open) -> None:
    page = opened("/api", viewport={"width": 320, "height": 640})
    field = page.locator("main input").first.bounding_box()
    assert field
    assert field["width"] > 250
    links = page.locator("body > footer a").all()
    assert len({box["y"] for link in links if (box := link.bounding_box())}) == 1


def test_a_number_never_stands_on_a_line_of_its_own(opened: Open) -> None:
    page = opened("/?q=", viewport={"width": 1280, "height": 900})
    alone = page.evaluate("""() => [...document.querySelectorAll('.choice')]
      .filter(choice => {
        const name = [...choice.querySelector('.name').getClientRects()].pop()
        const number = choice.querySelector('.number')
        return number && number.getBoundingClientRect().top > name.bottom
      })
      .map(choice => choice.innerText)""")
    assert alone == []


def test_paper_cuts_no_line_of_a_result_off(opened: Open) -> None:
    page = opened("/?q=control", viewport={"width": 200, "height": 900})
    page.emulate_media(media="print")
    cut = """() => [...document.querySelectorAll(".summary, .outline, .passage")]
      .filter(line => line.scrollHeight > line.clientHeight).map(line => line.className)"""
    assert page.evaluate(cut) == []


def test_no_line_of_a_profile_begins_with_a_comma(opened: Open) -> None:
    page = opened("/profiles/production-manager")
    wrapped = """() => [...document.querySelectorAll(".glance a, .ladder a")].filter(link => {
      const comma = link.nextSibling
      if (!comma?.data?.startsWith(",")) return false
      const place = document.createRange()
      place.setStart(comma, 0)
      place.setEnd(comma, 1)
      return place.getBoundingClientRect().top > [...link.getClientRects()].pop().bottom
    }).map(link => link.textContent)"""
    for width in range(240, 400, 8):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate(wrapped) == [], width


def test_a_phone_says_above_the_box_that_a_search_is_for_one_qualification(opened: Open) -> None:
    phone: ViewportSize = {"width": 360, "height": 740}
    label = opened("/qualifications/hnd", viewport=phone).locator(".search label").bounding_box()
    assert label
    assert label["height"] > 10
    assert label["width"] > 100
