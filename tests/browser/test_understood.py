"""Chips of what was understood: removed in place, by keyboard, with the new count said."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_a_chip_is_removed_in_place_and_the_content_has_the_focus(opened: Open) -> None:
    page = opened("/?q=hnd+engineering&category=Making+things")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Remove: HND").press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=engineering&category=Making\+things$"))
    expect(page.locator("#q")).to_have_value("engineering")
    expect(page.locator("#status")).to_contain_text("Removed: HND. ")
    expect(page.locator("#status")).to_contain_text("“engineering”")
    expect(page.locator("main")).to_be_focused()
    assert page.evaluate("window.same")
    page.go_back()
    expect(page.get_by_role("link", name="Remove: HND")).to_be_visible()
    expect(page.locator("#q")).to_have_value("hnd engineering")


def test_the_next_chip_has_the_focus_where_there_is_one(opened: Open) -> None:
    page = opened("/?q=hnd+engineering+not+animals")
    page.get_by_role("link", name="Remove: HND").press("Enter")
    expect(page.locator(".understood .active a")).to_have_count(1)
    expect(page.get_by_role("link", name="Remove: Not animals")).to_be_focused()


def test_a_filter_is_removed_in_place(opened: Open) -> None:
    page = opened("/?q=control&qualification=hnd")
    page.get_by_role("link", name="Remove filter: Higher National Diploma").click()
    expect(page).to_have_url(re.compile(r"\?q=control$"))
    expect(page.get_by_role("checkbox", name="HND")).not_to_be_checked()
    expect(page.locator("#status")).to_contain_text("Removed: Higher National Diploma (HND). ")


def test_understanding_is_turned_off_and_on_in_place(opened: Open) -> None:
    page = opened("/?q=hnd+engineering")
    page.get_by_role("link", name="Search for the words instead").click()
    expect(page).to_have_url(re.compile(r"\?q=hnd\+engineering&literal=1$"))
    expect(page.locator(".understood .active")).to_have_count(0)
    page.get_by_role("link", name="Treat this as a question").click()
    expect(page.get_by_role("link", name="Remove: HND")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_a_chip_is_a_plain_link(opened: Open, width: int) -> None:
    page = opened("/?q=hnd+engineering", java_script_enabled=False, viewport={"width": width, "height": 740})
    page.get_by_role("link", name="Remove: HND").click()
    expect(page).to_have_url(re.compile(r"\?q=engineering$"))
