"""Suggestions: a combobox after the ARIA pattern, worked by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def typed(page: Page, text: str) -> None:
    page.get_by_role("combobox").press_sequentially(text, delay=20)
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()


def test_the_box_says_whether_suggestions_are_open(opened: Open) -> None:
    page = opened("/profiles")
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    typed(page, "prod")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(f"#{box.get_attribute('aria-controls')}")).to_be_visible()


def test_arrows_choose_and_enter_follows(opened: Open) -> None:
    page = opened("/")
    typed(page, "buy")
    box = page.get_by_role("combobox")
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_text("Buyer")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Buyer")


def test_another_name_shows_where_it_leads(opened: Open) -> None:
    page = opened("/")
    typed(page, "joi")
    expect(page.get_by_role("option").nth(1)).to_have_text(re.compile(r"Joiner\s+→ Carpenter"))
    page.get_by_role("option").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Carpenter")


def test_past_either_end_nothing_is_chosen_and_enter_searches(opened: Open) -> None:
    page = opened("/profiles")
    typed(page, "buy")
    box = page.get_by_role("combobox")
    box.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=buy$"))


def test_escape_closes_and_keeps_what_was_typed(opened: Open) -> None:
    page = opened("/")
    typed(page, "prod")
    box = page.get_by_role("combobox")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("prod")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_suggestions_go_when_the_box_is_left(opened: Open) -> None:
    page = opened("/")
    typed(page, "prod")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_first_row_searches_for_what_is_typed(opened: Open) -> None:
    page = opened("/profiles")
    typed(page, "buy")
    first = page.get_by_role("option").first
    expect(first).to_have_text("Search for buy")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=buy$"))


def test_the_first_row_keeps_the_filters_of_a_list(opened: Open) -> None:
    page = opened("/?q=control&qualification=hnd")
    page.locator("#q").fill("")
    typed(page, "prod")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/\?q=prod&qualification=hnd$"))


def test_what_is_typed_is_marked_in_each_suggestion(opened: Open) -> None:
    page = opened("/")
    typed(page, "man prod")
    option = page.get_by_role("option", name="Production manager")
    assert option.locator("b").all_inner_texts() == ["Prod", "man"]
    expect(option).to_have_text("Production manager")


def test_an_abbreviation_suggests_its_qualification_as_a_filter(opened: Open) -> None:
    page = opened("/")
    typed(page, "hnd")
    page.get_by_role("option", name="Higher National Diploma").click()
    expect(page).to_have_url(re.compile(r"/\?qualification=hnd$"))


def test_how_many_suggestions_there_are_is_announced(opened: Open) -> None:
    page = opened("/profiles")
    typed(page, "buy")
    many = page.get_by_role("option").count() - 1
    expect(page.get_by_role("status").filter(has_text="suggestion")).to_have_text(
        f"{many} suggestion{'' if many == 1 else 's'}"
    )
    page.keyboard.press("Escape")
    expect(page.get_by_role("status").filter(has_text="suggestion")).to_have_count(0)
