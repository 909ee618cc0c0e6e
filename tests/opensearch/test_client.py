"""The client of a cluster: deadlines, and what a visitor's answer may take altogether."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from indexer.engine import Access
from indexer.engines.opensearch.address import ClusterAddress
from indexer.engines.opensearch.cluster.client import ANSWER, ANSWERING, Client, in_time
from indexer.errors import IndexFailure


@contextmanager
def silent() -> Iterator[str]:
    """A host that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def test_several_requests_for_one_answer_share_one_deadline() -> None:
    with silent() as host:
        client = Client(ClusterAddress.parse(f"opensearch+http://{host}/profiles"), Access())
        began = time.monotonic()
        with in_time():
            for _ in range(3):
                with pytest.raises(IndexFailure, match="cannot be reached in time"):
                    client.ask("GET", "/")
        client.close()
    assert ANSWERING.all - 0.5 < time.monotonic() - began < ANSWER + 0.5


def test_a_deadline_is_not_for_other_threads() -> None:
    seconds: list[float] = []

    def ask() -> None:
        began = time.monotonic()
        with pytest.raises(IndexFailure):
            client.ask("GET", "/")
        seconds.append(time.monotonic() - began)

    with silent() as host:
        client = Client(ClusterAddress.parse(f"opensearch+http://{host}/profiles"), Access())
        with in_time():
            time.sleep(ANSWER - 1)
            thread = threading.Thread(target=ask)
            thread.start()
            thread.join()
        client.close()
    assert seconds[0] > ANSWERING.all - 0.5
