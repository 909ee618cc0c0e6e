"""WCAG 2.2 A and AA by axe-core on every page and state, and what a keyboard alone can do."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.site import STATES

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READABLE = {name: path for name, path in STATES.items() if name != "not found"}


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("path", READABLE.values(), ids=READABLE.keys())
def test_no_page_breaks_a_rule_in_light_or_dark(opened: Open, path: str) -> None:
    page = opened(path, color_scheme="light")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, ["cat.color"]) == []


def test_open_suggestions_break_no_rule(opened: Open) -> None:
    page = opened("/", color_scheme="dark")
    page.get_by_role("combobox").press_sequentially("st")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


def test_a_narrow_page_with_open_filters_breaks_no_rule(opened: Open) -> None:
    page = opened("/?q=control&qualification=hnd", viewport={"width": 320, "height": 640})
    page.locator(".filters > summary").click()
    assert violations(page) == []


def test_axe_is_awake(opened: Open) -> None:
    page = opened("/")
    page.evaluate("document.querySelector('label[for=q]').remove()")
    assert any(found.startswith("label") for found in violations(page))


def test_the_whole_journey_by_keyboard_alone(opened: Open) -> None:
    page = opened("/")
    press = page.keyboard.press
    press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    for _ in range(5):
        press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("inventory control")
    expect(page.get_by_role("heading", level=1)).to_contain_text("“inventory control”")
    tab_to(page, "#tick-qualification-hnd")
    press("Space")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 result for “inventory control”")
    tab_to(page, ".hit h2 a")
    press("Enter")
    expect(page).to_have_url(re.compile("/profiles/production-manager"))
    tab_to(page, ".found a")
    press("Enter")
    expect(page.locator("#opportunities mark").first).to_be_in_viewport()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus, which it must show."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outline")
            assert "3px" in outline
            return
    pytest.fail(f"{selector} cannot be reached")


def test_the_skip_link_leads_into_the_content(opened: Open) -> None:
    page = opened("/?q=nurse")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
