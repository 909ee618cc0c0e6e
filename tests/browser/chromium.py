"""Debian's Chromium, and the site served to it on a port of its own."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from indexer.engine import Engine
from service.app import create_app
from service.settings import Settings

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    *("--no-sandbox", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def served(engine: Engine, site_name: str) -> Iterator[str]:
    """The site's address while it is served from a thread."""
    with served_with(Settings(site_name=site_name), engine) as address:
        yield address


@contextmanager
def served_with(settings: Settings, engine: Engine) -> Iterator[str]:
    """The address of a site with some settings while it is served from a thread."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = create_app(msgspec.structs.replace(settings, base_url=address), engine)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield address
        server.should_exit = True
        thread.join()
