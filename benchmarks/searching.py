"""A worker that searches: how long answers take, and what it holds in memory.

`python -m benchmarks.searching ADDRESS` reads questions as lines, and writes the figures as JSON.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from contextlib import closing

import msgspec

from benchmarks import memory
from indexer.engines import open_engine
from indexer.query import Query


class Searching(msgspec.Struct):
    """Milliseconds of every answer, and the worker's megabytes."""

    times: list[float]
    megabytes: float


def search(url: str, questions: Sequence[str]) -> Searching:
    """Ask every question once; the first tenth is not counted, as every process starts slowly."""
    with closing(open_engine(url)) as engine:
        times = []
        for question in questions:
            start = time.perf_counter()
            engine.searcher().search(Query(text=question))
            times.append(1000 * (time.perf_counter() - start))
        return Searching(times[len(times) // 10 :], memory.megabytes(os.getpid()))


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(search(sys.argv[1], sys.stdin.read().splitlines())).decode())
