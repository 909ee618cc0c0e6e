"""The paths of a profile: links, the map on every screen, and paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

LETTERS = """() => {
  const map = document.querySelector(".map")
  return 15 * map.getBoundingClientRect().width / map.viewBox.baseVal.width
}"""
"""The height of the map's letters in pixels."""

OUTSIDE = """() => {
  const edge = document.querySelector(".map").getBoundingClientRect().right
  const texts = [...document.querySelectorAll(".map text")]
  return texts.filter(text => text.getBoundingClientRect().right > edge).length
}"""


def test_a_visitor_walks_along_the_paths_without_a_script(opened: Open) -> None:
    page = opened("/profiles/zoo-keeper", java_script_enabled=False)
    page.locator(".glance").get_by_role("link", name="Marine biologist").click()
    expect(page).to_have_url(re.compile("/profiles/marine-biologist$"))
    page.locator("#opportunities").get_by_role("link", name="software developers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Software developer")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_map_can_be_read_on_every_screen(opened: Open, width: int) -> None:
    page = opened("/profiles/zoo-keeper", viewport={"width": width, "height": 740})
    expect(page.get_by_role("img", name=re.compile("^People come to Zoo keeper from: Chef"))).to_be_visible()
    assert page.evaluate(LETTERS) >= 12
    assert page.evaluate(OUTSIDE) == 0


def test_the_map_can_be_seen_in_forced_colours(opened: Open) -> None:
    page = opened("/profiles/zoo-keeper", forced_colors="active")
    stroke = page.evaluate("getComputedStyle(document.querySelector('.map .edge')).stroke")
    assert stroke == page.evaluate("getComputedStyle(document.body).color")


def test_folded_names_open_by_keyboard(opened: Open) -> None:
    page = opened("/profiles/zoo-keeper")
    names = page.get_by_text("Aquarist, Keeper of big cats")
    expect(names).not_to_be_visible()
    page.locator("details.also summary").press("Enter")
    expect(names).to_be_visible()


def test_paper_gets_the_address_the_date_and_all_the_names(opened: Open) -> None:
    page = opened("/profiles/zoo-keeper")
    expect(page.locator(".printed")).not_to_be_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".printed")).to_have_text(
        re.compile(r"/profiles/zoo-keeper, printed on \d{1,2} \w+ \d{4}$")
    )
    expect(page.get_by_text("Aquarist, Keeper of big cats")).to_be_visible()
    expect(page.locator(".map")).to_be_visible()
