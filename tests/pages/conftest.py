"""The site over an index of the small library that is written for these tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from indexer.engine import Engine
from service.app import create_app
from service.settings import Settings
from tests.site import LIBRARY, indexed

PUBLIC = "https://careers.example.org/jobs"

Read = Callable[[str], LexborHTMLParser]


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = indexed(LIBRARY, tmp_path_factory.mktemp("site"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def client(engine: Engine) -> TestClient:
    settings = Settings(site_name="Ways to work", base_url=PUBLIC)
    return TestClient(create_app(settings, engine), base_url="http://inside.example")


@pytest.fixture(scope="session")
def read(client: TestClient) -> Read:
    """A page as it is served, by its address from the front page."""

    def read(address: str) -> LexborHTMLParser:
        response = client.get(address)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        return LexborHTMLParser(response.text)

    return read
