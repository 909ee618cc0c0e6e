"""A browser, the site over the small library, and pages that may not complain."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import CHROMIUM, chromium, served
from tests.site import LIBRARY, indexed

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium the browser tests are skipped, but never where everything has to run."""
    if CHROMIUM or os.environ.get("CI") == "true":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))


def elsewhere(address: str, site: str) -> list[str]:
    """An address that is not the site's."""
    return [] if address.startswith(site) else [f"asked for {address}"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site."""
    engine = indexed(LIBRARY, tmp_path_factory.mktemp("site"))
    with served(engine, "Ways to work") as address:
        yield address
    engine.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one file: its event loop must not outlive them."""
    with chromium() as started:
        yield started


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Open]:
    """Opens a page of the site; in the end nothing may have complained or asked another host."""
    contexts = []
    complaints: list[str] = []

    def open_page(path: str, **options: Any) -> Page:
        context = browser.new_context(base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("request", lambda request: complaints.extend(elsewhere(request.url, site)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
