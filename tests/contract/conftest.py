"""An engine of every kind, over the library that was written for these tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.engine import Engine
from indexer.engines import open_engine
from tests.contract.library import LIBRARY, TOWN

ADDRESSES = {"whoosh": "whoosh:{folder}"}
"""How each kind of engine is addressed; whoever adds one adds it here, and it must keep the contract."""


@pytest.fixture(params=ADDRESSES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine with nothing in it."""
    engine = open_engine(ADDRESSES[request.param].format(folder=tmp_path / "index"))
    yield engine
    engine.close()


@pytest.fixture(scope="session", params=ADDRESSES)
def canal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine that has the library, and is only asked."""
    folder = tmp_path_factory.mktemp("canal") / "index"
    engine = open_engine(ADDRESSES[request.param].format(folder=folder))
    engine.update(LIBRARY, ())
    yield engine
    engine.close()


@pytest.fixture(scope="session", params=ADDRESSES)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine that has a hundred profiles, most of them of another kind."""
    engine = open_engine(ADDRESSES[request.param].format(folder=tmp_path_factory.mktemp("town") / "index"))
    engine.update(TOWN, ())
    yield engine
    engine.close()
