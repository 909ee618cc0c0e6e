"""A running service: started as anybody starts it, and asked over HTTP."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

COMMAND = (sys.executable, "-m", "service.cli")
PATIENCE = 120.0


class Answer(NamedTuple):
    """A response, and how long it took in seconds."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    def json(self) -> Any:
        """The body as data."""
        return json.loads(self.body)


class Client:
    """One visitor, over one connection that is kept."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, path: str) -> Answer:
        """Ask for a path."""
        began = time.perf_counter()
        self._connection.request("GET", path)
        response = self._connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - began
        return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, body, seconds)

    def search(self, text: str) -> Answer:
        """Ask the API."""
        return self.get(f"/api/v1/search?q={quote(text)}")


@contextmanager
def running(profiles: Path, index: Path, *options: str) -> Iterator[int]:
    """A service over some profiles, on a port of its own, until the end."""
    port = _free_port()
    places = ("--profiles", str(profiles), "--index", str(index))
    command = [*COMMAND, "serve", *places, "--port", str(port), *options]
    log = index.with_suffix(".log")
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as service:
        try:
            _wait_until_ready(service, port, log)
            yield port
        finally:
            service.terminate()


def build(profiles: Path, index: Path) -> None:
    """Bring the index up to date, in a process of its own."""
    places = ("--profiles", str(profiles), "--index", str(index))
    subprocess.run([*COMMAND, "build", *places], check=True, capture_output=True, env=os.environ)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(service: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and service.poll() is None:
        try:
            with Client(port) as client:
                if client.get("/readyz").status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the service did not start: {log.read_text()}")
