"""An engine of every kind, over the library that was written for these tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from indexer.engine import Engine
from indexer.engines import open_engine
from tests.contract.library import LIBRARY, TOWN
from tests.opensearch.cluster import Cluster

KINDS = ("whoosh", "opensearch")
"""The kinds of engine; whoever adds one adds it here, and it must keep the contract."""


def address_of(request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of an index that does not exist yet, of the kind that a fixture is asked for."""
    if request.param == "whoosh":
        return f"whoosh:{folder}"
    cluster: Cluster = request.getfixturevalue("cluster")
    hosts = ",".join(host.removeprefix("http://") for host in cluster.hosts)
    name = f"contract-{uuid4().hex}"
    request.addfinalizer(lambda: cluster.delete(f"{name}-*"))
    copies = "" if request.scope == "session" else "?replicas=0"  # what lasts outlives the loss of a node
    return f"opensearch+http://{hosts}/{name}{copies}"


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine with nothing in it."""
    engine = open_engine(address_of(request, tmp_path / "index"))
    yield engine
    engine.close()


@pytest.fixture(scope="session", params=KINDS)
def canal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine that has the library, and is only asked."""
    engine = open_engine(address_of(request, tmp_path_factory.mktemp("canal") / "index"))
    engine.update(LIBRARY, ())
    yield engine
    engine.close()


@pytest.fixture(scope="session", params=KINDS)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine that has a hundred profiles, most of them of another kind."""
    engine = open_engine(address_of(request, tmp_path_factory.mktemp("town") / "index"))
    engine.update(TOWN, ())
    yield engine
    engine.close()
