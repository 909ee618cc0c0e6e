"""What a page weighs and how soon it is there."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.site import STATES

pytestmark = pytest.mark.browser

HEAVIEST = 50_000
TRIES = 12
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1.6e6 * 0.9 / 8,
    "uploadThroughput": 750e3 * 0.9 / 8,
}
"""Slow 4G as Chromium's own tools emulate it: latency in milliseconds, bytes a second."""

FIRST_PAINT = """() => new Promise(resolve => new PerformanceObserver(list => {
  const found = list.getEntriesByName('first-contentful-paint')[0]
  if (found) resolve(found.startTime)
}).observe({ type: "paint", buffered: true }))"""
SHIFTS = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value }))
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(sum), 200)
})"""


@pytest.mark.parametrize("path", [path for name, path in STATES.items() if name != "not found"])
def test_no_page_weighs_more_than_50_kb_even_uncompressed(opened: Open, path: str) -> None:
    page = opened("about:blank")
    sizes = {}
    page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
    page.goto(path, wait_until="networkidle")
    assert len(sizes) <= 4
    assert 0 < sum(sizes.values()) < HEAVIEST, sizes


def slowly(page: Page, path: str) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    page.goto(path, wait_until="load")


def first_paint(page: Page) -> float:
    slowly(page, "/?q=inventory+control+careers")
    assert page.locator(".hit h2").first.is_visible()
    return float(page.evaluate(FIRST_PAINT))


def test_the_first_result_is_there_within_a_second_and_a_half_on_slow_4g(opened: Open) -> None:
    # Two round trips take 1,125 ms. Other work on the machine is no part of the line, so the best counts.
    paints = [first_paint(opened("about:blank"))]
    while min(paints) >= 1500 and len(paints) < TRIES:
        paints.append(first_paint(opened("about:blank")))
    assert 500 < min(paints) < 1500, paints


@pytest.mark.parametrize("path", ["/", "/?q=inventory+control", "/profiles/production-manager?q=inventory"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_once_it_is_shown(opened: Open, path: str, width: int) -> None:
    page = opened("about:blank", viewport={"width": width, "height": 800})
    slowly(page, path)
    assert page.evaluate(SHIFTS) == 0
