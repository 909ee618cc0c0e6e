"""Search as you type: answers in place, with the address, the history and the reader kept up to date."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def question(page: Page, text: str) -> None:
    page.locator("#q").press_sequentially(text, delay=20)
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"“{text}”")


def settle(page: Page) -> None:
    page.wait_for_timeout(1000)


def test_answers_come_while_typing_without_leaving_the_page_or_the_box(opened: Open) -> None:
    page = opened("/")
    page.evaluate("window.stayed = true")
    question(page, "nurse")
    expect(page.locator(".hit h2").first).to_have_text("Nurse")
    expect(page).to_have_url(re.compile(r"/\?q=nurse$"))
    expect(page).to_have_title("1 result for “nurse” – Ways to work")
    box = page.locator("#q")
    expect(box).to_be_focused()
    box.press("ArrowLeft")
    box.press("ArrowLeft")
    box.press("x")
    expect(page).to_have_url(re.compile(r"/\?q=nurxse$"))
    assert page.evaluate("[document.querySelector('#q').selectionStart, window.stayed]") == [4, True]


def test_the_number_of_results_is_announced_once_typing_pauses(opened: Open) -> None:
    page = opened("/")
    expect(page.locator("#status[role=status]")).to_have_count(1)
    question(page, "nurse")
    expect(page.locator("#status")).to_have_text("1 result for “nurse”")


def test_one_question_is_one_step_of_the_history(opened: Open) -> None:
    page = opened("/")
    before = page.evaluate("history.length")
    question(page, "nurse")
    settle(page)
    assert page.evaluate("history.length") == before + 1
    page.locator("#q").fill("chef")
    expect(page.locator(".hit h2").first).to_have_text("Chef")
    page.go_back()
    expect(page.locator(".hit h2").first).to_have_text("Nurse")
    expect(page.locator("#q")).to_have_value("nurse")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you have?")
    expect(page.locator("#q")).to_have_value("")
    page.go_forward()
    page.go_forward()
    expect(page.locator(".hit h2").first).to_have_text("Chef")
    expect(page).to_have_url(re.compile(r"/\?q=chef$"))


def test_an_answer_that_comes_late_never_replaces_a_newer_one(opened: Open) -> None:
    page = opened("/")

    def slowly(route: Route) -> None:
        page.wait_for_timeout(600)
        route.continue_()

    page.route("**/?q=nurse", slowly)
    box = page.locator("#q")
    box.fill("nurse")
    page.wait_for_timeout(200)
    box.fill("chef")
    expect(page.locator(".hit h2").first).to_have_text("Chef")
    page.wait_for_timeout(800)
    expect(page.locator(".hit h2").first).to_have_text("Chef")


def test_an_emptied_box_shows_the_front_page_again(opened: Open) -> None:
    page = opened("/?q=nurse")
    page.locator("#q").fill("")
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you have?")
    expect(page).to_have_url(re.compile(r"/$"))


def test_a_search_that_does_not_answer_says_so_and_keeps_what_was_there(opened: Open) -> None:
    page = opened("/?q=nurse")
    page.route("**/?q=chef", lambda route: route.fulfill(status=200, body="<p>not ours</p>"))
    page.locator("#q").fill("chef")
    expect(page.locator("#status")).to_have_text("Search is not responding. Press Enter to try again.")
    expect(page.locator("#status")).to_be_visible()
    expect(page.locator(".hit h2").first).to_have_text("Nurse")
    page.unroute("**/?q=chef")
    page.locator("#q").press("Enter")
    expect(page.locator(".hit h2").first).to_have_text("Chef")


def test_back_from_a_profile_shows_the_list_that_was_left(opened: Open) -> None:
    page = opened("/")
    question(page, "nurse")
    page.get_by_role("link", name="Nurse", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nurse")
    page.go_back()
    expect(page.locator(".hit h2").first).to_have_text("Nurse")
    expect(page.locator("#q")).to_have_value("nurse")
