"""What is seen of a list without scrolling, and what a phone needs to use its filters."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import served
from tests.browser.conftest import Open
from tests.site import indexed

pytestmark = pytest.mark.browser

SHIPPED = Path(__file__).parents[2] / "profiles"
QUESTIONS = (
    "engineer",
    "accountant",
    "working with children",
    "inventory control careers",
    "jobs that don't need a degree",
    "apprenticeship in a hospital",
    "hnd",
    "polce",
    "maths",
    "customers",
)
SEEN = """[...document.querySelectorAll(".hit")]
  .filter(hit => hit.getBoundingClientRect().bottom <= innerHeight).length"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site over the library that ships."""
    engine = indexed(SHIPPED, tmp_path_factory.mktemp("shipped"))
    with served(engine, "Careers") as address:
        yield address
    engine.close()


@pytest.mark.parametrize(("width", "height", "least"), [(360, 740, 2), (1280, 900, 3)])
def test_results_are_seen_whole_without_scrolling(
    browser: Browser, shipped: str, width: int, height: int, least: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    seen = {}
    for question in QUESTIONS:
        page.goto(f"{shipped}/?{urlencode({'q': question})}")
        many = page.locator(".hit").count()
        assert many, question
        seen[question] = page.evaluate(SEEN) - min(many, least)
    page.close()
    assert [question for question, beyond in seen.items() if beyond < 0] == []


def test_the_filters_of_a_phone_end_in_a_live_count_that_leads_to_the_results(opened: Open) -> None:
    page = opened("/?q=control", viewport={"width": 360, "height": 700})
    page.locator(".filters > summary").click()
    show = page.locator(".show")
    before = show.inner_text()
    assert re.fullmatch(r"Show \d+ results", before)
    page.get_by_role("checkbox", name="HND").check()
    expect(show).to_have_text("Show 1 result")
    expect(show).to_be_in_viewport()
    show.click()
    expect(page.get_by_role("checkbox", name="HND")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_the_second_skip_link_leads_past_the_filters(opened: Open) -> None:
    page = opened("/?q=control")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to results")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.hit, .active, .understood') !== null")


def test_removing_a_chip_leaves_the_focus_on_the_next_and_says_what_went(opened: Open) -> None:
    page = opened("/?q=control&qualification=gcse&qualification=hnd")
    page.locator(".active a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".active a")).to_have_count(1)
    expect(page.locator(".active a")).to_be_focused()
    expect(page.locator("#status")).to_contain_text("Removed: ")
    page.keyboard.press("Enter")
    expect(page.locator(".active a")).to_have_count(0)
    expect(page.locator("#main")).to_be_focused()


def test_a_pupil_with_good_gcses_says_so_without_scrolling(browser: Browser, shipped: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{shipped}/")
    answer = page.get_by_role("button", name="GCSEs at 9 to 4")
    box = answer.bounding_box()
    page.close()
    assert box
    assert box["y"] + box["height"] <= 740
