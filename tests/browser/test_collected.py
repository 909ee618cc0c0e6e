"""Ticking jobs, keeping them in the browser, comparing and sharing them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_ticks_and_the_comparison_work_without_javascript(opened: Open) -> None:
    page = opened("/?q=control", java_script_enabled=False)
    page.get_by_role("checkbox", name="Shortlist Nurse").check()
    page.get_by_role("checkbox", name="Shortlist Buyer").check()
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"/compare\?id=nurse&id=buyer$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nurse, Buyer")
    page.go_back()
    page.get_by_role("button", name="Open shortlist").click()
    expect(page).to_have_url(re.compile(r"/shortlist\?"))


def test_a_shortlist_lives_in_the_browser_across_searches_and_pages(opened: Open) -> None:
    page = opened("/?q=control")
    page.get_by_role("checkbox", name="Shortlist Nurse").check()
    expect(page.locator("#status")).to_have_text("Added to your shortlist: 1 job.")
    expect(page).to_have_url(re.compile(r"/\?q=control$"))
    page.locator("#q").fill("baker")
    page.get_by_role("checkbox", name="Shortlist Baker").check()
    page.get_by_role("link", name="Shortlist (2)").click()
    expect(page).to_have_url(re.compile(r"/shortlist\?id=nurse&id=baker$"))
    expect(page.get_by_role("checkbox", name="Shortlist Nurse")).to_be_checked()
    page.goto("/profiles/nurse")
    expect(page.get_by_role("checkbox", name="Shortlist")).to_be_checked()
    page.get_by_role("checkbox", name="Shortlist").uncheck()
    expect(page.get_by_role("link", name="Shortlist (1)")).to_be_visible()
    page.goto("/shortlist")
    expect(page).to_have_url(re.compile(r"/shortlist\?id=baker$"))
    assert page.context.cookies() == []


def test_what_is_ticked_on_the_page_is_compared_before_what_is_kept(opened: Open) -> None:
    page = opened("/?q=baker")
    page.get_by_role("checkbox", name="Shortlist Baker").check()
    page.goto("/?q=control")
    page.get_by_role("checkbox", name="Shortlist Nurse").check()
    expect(page.locator(".ticked")).to_have_text("2 jobs in your shortlist.")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Baker, Nurse")


def test_a_shared_shortlist_is_compared_and_does_not_change_ones_own(opened: Open) -> None:
    page = opened("/shortlist?id=nurse&id=chef")
    expect(page.get_by_role("checkbox", name="Shortlist Nurse")).not_to_be_checked()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nurse, Chef")
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("kept", ["not json", '{"a": 1}', "[1, 2]", "null"])
def test_anything_else_in_the_storage_does_no_harm(opened: Open, kept: str) -> None:
    page = opened("/")
    page.evaluate("kept => localStorage.setItem('shortlist', kept)", kept)
    page.goto("/?q=control")
    page.get_by_role("checkbox", name="Shortlist Nurse").check()
    expect(page.get_by_role("link", name="Shortlist (1)")).to_be_visible()


def test_ticks_stay_where_the_same_results_are_put_in_place(opened: Open) -> None:
    page = opened("/?q=control")
    page.get_by_role("checkbox", name="Shortlist Nurse").check()
    page.get_by_role("checkbox", name="GCSE").check()
    expect(page).to_have_url(re.compile("qualification=gcse"))
    page.get_by_role("checkbox", name="GCSE").uncheck()
    expect(page.get_by_role("checkbox", name="Shortlist Nurse")).to_be_checked()


def test_a_comparison_prints_with_its_address_and_the_day(opened: Open) -> None:
    page = opened("/compare?id=nurse&id=chef")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_have_text(
        re.compile(r"/compare\?id=nurse&id=chef, printed on \d+ \w+ \d{4}$")
    )
    assert not page.get_by_role("button", name="Print").is_visible()


def test_jobs_are_ticked_and_compared_by_keyboard_alone(opened: Open) -> None:
    page = opened("/?q=control")
    for name in ("Shortlist Nurse", "Shortlist Buyer"):
        page.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nurse, Buyer")


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_a_shortlist_takes_no_room_from_the_results(opened: Open, width: int) -> None:
    page = opened("/?q=control", viewport={"width": width, "height": 640})
    before = page.locator("#search").bounding_box()
    page.get_by_role("checkbox", name="Shortlist Nurse").check()
    page.get_by_role("checkbox", name="Shortlist Buyer").check()
    brand, link = page.locator(".brand").bounding_box(), page.locator("#collected").bounding_box()
    after = page.locator("#search").bounding_box()
    assert before
    assert after
    assert brand
    assert link
    assert after["y"] - before["y"] <= 48
    assert brand["y"] == link["y"]
    assert link["x"] + link["width"] <= width
    buttons = [button.bounding_box() for button in page.locator(".collect button").all()]
    assert [box["height"] for box in buttons if box] == [buttons[0]["height"] if buttons[0] else 0] * 2
    assert len({box["y"] for box in buttons if box}) == 1
    bar = page.locator(".collect").bounding_box()
    assert bar
    assert bar["height"] < 70
