"""Beginning with what you have: on the front page, among the filters, at the start, and on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_without_a_script_both_questions_are_answered_at_once(opened: Open) -> None:
    page = opened("/", java_script_enabled=False)
    page.get_by_label("What interests you?").fill("control")
    page.get_by_role("button", name="A levels or level 3").click()
    expect(page).to_have_url(re.compile(r"\?q=control&have=3$"))
    expect(page.get_by_role("radio", name="A levels or level 3")).to_be_checked()


def test_pressing_what_you_have_lists_what_you_could_start(opened: Open) -> None:
    page = opened("/")
    page.get_by_role("button", name="GCSEs at 9 to 4").press("Enter")
    expect(page).to_have_url(re.compile(r"/\?have=2$"))
    expect(page.locator(".could-start").first).to_contain_text("You could start:")
    assert page.evaluate("document.activeElement.id") == "main"
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you have?")


def test_what_you_have_is_chosen_by_the_arrow_keys_and_taken_back(opened: Open) -> None:
    page = opened("/?q=work")
    everything = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("radio", name="Anything").focus()
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile(r"\?q=work&have=0$"))
    expect(page.get_by_role("radio", name="Nothing yet")).to_be_focused()
    expect(page.get_by_role("radio", name="Nothing yet")).to_be_checked()
    page.get_by_role("radio", name="Anything").check()
    expect(page).to_have_url(re.compile(r"\?q=work$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(everything)
    page.go_back()
    expect(page.get_by_role("radio", name="Nothing yet")).to_be_checked()


def test_the_start_works_without_a_script_down_to_the_card(opened: Open) -> None:
    page = opened("/start", java_script_enabled=False)
    page.get_by_role("link", name="A levels or level 3").click()
    expect(page).to_have_url(re.compile(r"/start\?have=3$"))
    page.locator("#university").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("#way_university$"))
    expect(page.locator("#way_university")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_step_of_the_ladder_leads_to_its_card_and_the_card_to_the_text(opened: Open, width: int) -> None:
    page = opened("/profiles/nurse", viewport={"width": width, "height": 740})
    page.locator(".ladder").get_by_role("link", name="University").click()
    expect(page.locator("#way_university")).to_be_in_viewport()
    page.locator("#way_university").get_by_role("link", name="Read it in the profile").click()
    expect(page.locator("#job-requirements")).to_be_in_viewport()


def test_paper_gets_the_ways_in(opened: Open) -> None:
    page = opened("/profiles/nurse")
    page.emulate_media(media="print")
    assert page.locator(".ladder").is_visible()
    assert page.locator("#way_university blockquote").first.is_visible()
    assert not page.locator(".card .from").first.is_visible()


def test_cards_stand_side_by_side_where_there_is_room(opened: Open) -> None:
    page = opened("/profiles/nurse", viewport={"width": 1280, "height": 900})
    first, second = page.locator(".card").nth(0).bounding_box(), page.locator(".card").nth(1).bounding_box()
    assert first
    assert second
    assert first["y"] == second["y"]
