"""The main journey: a question, a filter, a passage in its section."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

QUESTION = "inventory control careers"


def first_passage(page: Page) -> None:
    """Follow the first passage of the first hit, and arrive at its words."""
    hit = page.locator(".hit").first
    expect(hit.get_by_role("link", name="Production manager", exact=True)).to_be_visible()
    expect(hit.locator("mark").first).to_have_text("inventory")
    hit.get_by_role("link", name=re.compile("^Opportunities")).click()
    expect(page).to_have_url(re.compile(r"/profiles/production-manager\?.*#opportunities$"))
    expect(page.locator("#opportunities mark").first).to_be_in_viewport()


def test_a_visitor_asks_ticks_a_qualification_and_reads_the_passage(opened: Open) -> None:
    page = opened("/")
    page.locator("#q").press_sequentially(QUESTION)
    page.get_by_role("checkbox", name="Higher National Diploma").check()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"1 result for “{QUESTION}”")
    first_passage(page)
    page.get_by_role("link", name="Back to results").click()
    expect(page).to_have_url(re.compile(r"\?q=inventory\+control\+careers&qualification=hnd$"))


def test_the_same_journey_without_javascript(opened: Open) -> None:
    page = opened("/", java_script_enabled=False)
    page.locator("#q").fill(QUESTION)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("checkbox", name="Higher National Diploma").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"1 result for “{QUESTION}”")
    expect(page.get_by_role("checkbox", name="Higher National Diploma")).to_be_checked()
    page.get_by_role("link", name="Remove filter: Higher National Diploma").click()
    expect(page.get_by_role("checkbox", name="Higher National Diploma")).not_to_be_checked()
    first_passage(page)
    page.get_by_role("link", name="Back to results").click()
    expect(page.locator("#q")).to_have_value(QUESTION)


def test_the_same_journey_on_a_phone_without_javascript(opened: Open) -> None:
    page = opened("/?q=inventory+control", java_script_enabled=False, viewport={"width": 320, "height": 640})
    expect(page.get_by_role("checkbox", name="HND")).to_be_hidden()
    page.locator(".filters > summary").click()
    page.get_by_role("checkbox", name="HND").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.locator(".filters > summary")).to_have_text("Filter and sort (1 on)")
    first_passage(page)


def test_browsing_leads_to_a_profile_too(opened: Open) -> None:
    page = opened("/")
    page.get_by_role("link", name="Building").click()
    expect(page.locator(".hit")).to_have_count(2)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Qualifications").click()
    page.get_by_role("link", name="Higher National Diploma (HND)").click()
    page.get_by_label("Search the jobs that accept it: HND").fill("zoo")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("checkbox", name="HND")).to_be_checked()
    expect(page.get_by_role("link", name="Zoo keeper", exact=True)).to_be_visible()


def test_a_long_section_is_opened_at_the_marked_word(opened: Open) -> None:
    page = opened("/profiles/production-manager?q=govuk+advanced", viewport={"width": 320, "height": 320})
    page.locator(".found a").first.click()
    expect(page.locator("section:target mark").first).to_be_in_viewport()
