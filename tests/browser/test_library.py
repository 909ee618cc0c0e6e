"""The page for editors in a browser: WCAG by axe, wide, narrow and dark, and everything by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.updating.sync import sync
from service.editors.missed import NAME, MissedSearches
from service.settings import LibraryPage, Settings
from tests.browser.chromium import served_with
from tests.browser.test_accessibility import violations
from tests.site import LIBRARY

pytestmark = pytest.mark.browser
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site over a library with something of everything that an editor has to know."""
    folder = tmp_path_factory.mktemp("editors")
    library = folder / "library"
    library.mkdir()
    for path in LIBRARY.glob("*.md"):
        (library / path.name).write_bytes(path.read_bytes())
    (library / "broken.md").write_text("---\ntitle: [\n---\n")
    (library / "waits.md").write_text("---\ntitle: Waits\ndraft: true\n---\n\n## Duties\n\n- wait\n")
    due = "---\ntitle: A job with a very long title, for narrow screens\nreview_by: 2020-01-01\n---\n"
    (library / "due.md").write_text(due)
    settings = Settings(
        index=str(folder / "index"),
        profiles=(str(library),),
        library_page=LibraryPage.OPEN,
        site_name="Ways to work",
    )
    engine = open_engine(settings.engine_url)
    with closing(engine):
        sync(Corpus([library]), engine)
        engine.rollback(str(engine.status().generation), hold=True)
        for text in ("lion tamer", "zz" * 40, "a search of many words that nobody has ever found"):
            MissedSearches(Path(settings.index, NAME)).note((text,))
        with served_with(settings, engine) as address:
            yield address


@pytest.fixture
def library_page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(base_url=address, viewport=WIDE)
    page.set_default_timeout(30_000)
    page.goto("/library")
    yield page
    page.close()


def unfold(page: Page) -> None:
    for summary in page.locator("main summary").all():
        summary.click()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_page_breaks_no_rule_and_never_scrolls_sideways(library_page: Page, size: ViewportSize) -> None:
    library_page.set_viewport_size(size)
    unfold(library_page)
    assert violations(library_page) == []
    library_page.emulate_media(color_scheme="dark")
    assert violations(library_page, ["cat.color"]) == []
    assert library_page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_loads_without_a_complaint(library_page: Page) -> None:
    complaints: list[str] = []
    library_page.on("console", lambda message: complaints.append(message.text))
    library_page.on("pageerror", lambda error: complaints.append(str(error)))
    library_page.reload(wait_until="networkidle")
    assert complaints == []


def test_a_missed_search_shows_its_synonym_by_keyboard(library_page: Page) -> None:
    line = library_page.get_by_text('"lion tamer" = ')
    expect(line).to_be_hidden()
    library_page.locator("summary", has_text="for lion tamer").focus()
    library_page.keyboard.press("Enter")
    expect(line).to_be_visible()


def test_the_picture_is_as_wide_as_the_page_and_shows_something(library_page: Page) -> None:
    box = library_page.locator(".map svg").bounding_box()
    assert box is not None
    assert box["width"] > 600
    assert box["height"] > 100
    drawn = library_page.locator(".map path.shade-1").first
    assert drawn.evaluate("node => getComputedStyle(node).fill") != "none"
