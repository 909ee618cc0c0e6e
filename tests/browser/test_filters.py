"""Ticking filters: counts and results in place, with focus and place kept."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_a_tick_applies_at_once_and_keeps_the_focus_and_its_place(opened: Open) -> None:
    page = opened("/?q=control")
    expect(page.get_by_role("button", name="Apply filters")).to_be_hidden()
    box = page.get_by_role("checkbox", name="Level 6")
    box.scroll_into_view_if_needed()
    box.focus()
    top = box.bounding_box()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?q=control&level=6$"))
    expect(page.get_by_role("link", name="Remove filter: Level 6")).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_be_checked()
    after = box.bounding_box()
    assert top
    assert after
    assert abs(after["y"] - top["y"]) < 2


def test_ticks_are_steps_of_the_history(opened: Open) -> None:
    page = opened("/?q=control")
    many = page.locator(".hit").count()
    page.get_by_role("checkbox", name="HND").check()
    expect(page.locator(".hit")).to_have_count(1)
    page.get_by_role("checkbox", name="GCSE").check()
    expect(page.locator(".hit")).to_have_count(2)
    page.go_back()
    expect(page.get_by_role("checkbox", name="GCSE")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="HND")).to_be_checked()
    page.go_back()
    expect(page.locator(".hit")).to_have_count(many)
    expect(page.get_by_role("checkbox", name="HND")).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("checkbox", name="HND")).to_be_checked()


def test_two_quick_ticks_both_count(opened: Open) -> None:
    page = opened("/?q=control")
    page.evaluate(
        "for (const slug of ['hnd', 'gcse']) document.querySelector(`#tick-qualification-${slug}`).click()"
    )
    expect(page).to_have_url(
        re.compile(r"qualification=gcse&qualification=hnd|qualification=hnd&qualification=gcse")
    )
    expect(page.locator(".active a")).to_have_count(2)


def test_filters_stay_open_on_a_phone_while_they_are_ticked(opened: Open) -> None:
    page = opened("/?q=control", viewport={"width": 360, "height": 700})
    page.locator(".filters > summary").click()
    page.get_by_role("checkbox", name="HND").check()
    expect(page.locator(".filters > summary")).to_have_text("Filter and sort (1 on)")
    expect(page.get_by_role("checkbox", name="HND")).to_be_visible()
    expect(page.get_by_role("checkbox", name="HND")).to_be_focused()


def test_a_filter_holds_while_another_question_is_typed(opened: Open) -> None:
    page = opened("/?q=control&qualification=hnd")
    page.locator("#q").fill("animal")
    expect(page.locator(".hit h2").first).to_have_text("Zoo keeper")
    expect(page).to_have_url(re.compile(r"\?q=animal&qualification=hnd$"))
