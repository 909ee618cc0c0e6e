"""The service under load: searches a second over HTTP, driven by wrk, with the cache of answers off."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote

from benchmarks.results import Http, Load

CONNECTIONS = (1, 8, 32)
SECONDS = 8
PATIENCE = 60

SCRIPT = """
local paths = {%s}
local next = 0
request = function()
  next = next + 1
  return wrk.format("GET", paths[next %% #paths + 1])
end
done = function(summary, latency, requests)
  local errors = summary.errors
  local form = '\\n{"requests": %%d, "microseconds": %%d, "p50": %%f, "p99": %%f, "errors": %%d}\\n'
  io.write(string.format(form,
    summary.requests, summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""


def available() -> bool:
    """Whether wrk is installed."""
    return shutil.which("wrk") is not None


def measure(
    index: Path, profiles: int, questions: Sequence[str], workers: Sequence[int], seconds: int = SECONDS
) -> Http:
    """Load the service over an index with questions, by ever more connections, for each number of workers."""
    script = index.parent / "questions.lua"
    script.write_text(SCRIPT % ", ".join(json.dumps(f"/api/v1/search?q={quote(text)}") for text in questions))
    loads = []
    for count in workers:
        with served(index, count) as address:
            loads += [_load(address, script, connections, count, seconds) for connections in CONNECTIONS]
    return Http(profiles=profiles, seconds=seconds, loads=tuple(loads))


@contextmanager
def served(index: Path, workers: int) -> Iterator[str]:
    """The address of a service on a free port, which answers and caches nothing."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("profile-index")
    process = subprocess.Popen(
        [command, "serve", "--index", index, "--port", str(port), "--workers", str(workers)],
        env=os.environ | {"PROFILE_INDEX_ANSWER_CACHE": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, f"{address}/readyz")
        yield address
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise RuntimeError("the service did not end when it was asked to") from None


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=1) as response:
                if response.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the service did not become ready at {address}")


def _load(address: str, script: Path, connections: int, workers: int, seconds: int) -> Load:
    run = subprocess.run(
        ["wrk", f"-c{connections}", "-t1", f"-d{seconds}s", "--timeout", "10s", "-s", script, address],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(run.stdout.strip().splitlines()[-1])
    return Load(
        connections=connections,
        workers=workers,
        requests_per_second=round(found["requests"] / found["microseconds"] * 1e6, 1),
        p50=round(found["p50"], 2),
        p99=round(found["p99"], 2),
        errors=int(found["errors"]),
    )
