"""The service over a cluster: it answers, says when the cluster is gone, and recovers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from indexer.engines import open_engine
from service.app import create_app
from service.settings import Settings
from tests.contract.library import LIBRARY
from tests.opensearch.cluster import Cluster

pytestmark = pytest.mark.cluster


@pytest.fixture
def client(whole: Cluster) -> Iterator[TestClient]:
    url = whole.address("served")
    with closing(open_engine(url)) as engine:
        engine.update(LIBRARY, ())
    with TestClient(create_app(Settings(engine=url)), raise_server_exceptions=False) as client:
        yield client
    whole.heal()
    whole.delete("served*")


def test_pages_and_the_api_answer_from_a_cluster(client: TestClient) -> None:
    assert "Lock keeper" in client.get("/?q=gates").text
    assert client.get("/api/v1/search?q=gates").json()["hits"][0]["title"] == "Lock keeper"
    assert client.get("/profiles/lock-keeper").status_code == 200
    assert client.get("/readyz").json()["ready"] is True


def test_a_service_says_that_its_cluster_is_gone_and_recovers(client: TestClient, whole: Cluster) -> None:
    for node in whole.nodes:
        node.kill()
    began = time.monotonic()
    ready = client.get("/readyz")
    assert time.monotonic() - began < 4
    assert (ready.status_code, ready.json()["ready"]) == (503, False)
    assert "does not answer" in ready.json()["problems"][0]
    assert client.get("/api/v1/search?q=gates").status_code == 503
    page = client.get("/?q=gates")
    assert page.status_code == 503
    assert "Traceback" not in page.text
    assert client.get("/healthz").status_code == 200
    whole.heal()
    assert _in_time(client, "/readyz").json()["ready"] is True
    answer = _in_time(client, "/api/v1/search?q=gates").json()
    assert answer["hits"][0]["title"] == "Lock keeper"


def _in_time(client: TestClient, path: str) -> Response:
    """The first answer that is no 503, within some seconds: nodes that have just started are slow."""
    for _ in range(20):
        if (answer := client.get(path)).status_code != 503:
            break
        time.sleep(0.5)
    return answer
