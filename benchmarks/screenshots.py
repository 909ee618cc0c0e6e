"""Remakes docs/screenshots from the library that ships: `make screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser

from tests.browser.chromium import chromium, served
from tests.site import indexed

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
WIDE, NARROW = (1280, 900), (360, 740)


class Shot(NamedTuple):
    """A picture: its name, the page, the window and the colours."""

    name: str
    path: str
    window: tuple[int, int] = WIDE
    scheme: str = "light"


SHOTS = (
    Shot("search", "/?q=inventory+control+careers"),
    Shot("search-dark", "/?q=inventory+control+careers", scheme="dark"),
    Shot("search-narrow", "/?q=inventory+control+careers", NARROW),
    Shot("front-page", "/"),
    Shot("start", "/start?have=2"),
    Shot("profile", "/profiles/production-manager?q=inventory+control#job-requirements"),
    Shot("profile-narrow-dark", "/profiles/production-manager?q=inventory+control", NARROW, "dark"),
    Shot("qualifications", "/qualifications"),
)


def shoot(browser: Browser, site: str, shot: Shot) -> None:
    """Take one picture."""
    width, height = shot.window
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.scheme == "dark" else "light",
        base_url=site,
    )
    page.goto(shot.path, wait_until="networkidle")
    page.screenshot(path=FOLDER / f"{shot.name}.png")
    page.close()


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        engine = indexed(ROOT / "profiles", Path(folder))
        with served(engine, "Careers") as site, chromium() as browser:
            for shot in SHOTS:
                shoot(browser, site, shot)
        engine.close()


if __name__ == "__main__":
    main()
