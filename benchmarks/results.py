"""What a run leaves behind: figures, machine and versions, as one file of JSON."""

from __future__ import annotations

import datetime as dt
import math
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.measure import Run


class Machine(msgspec.Struct, frozen=True):
    """Where it was measured."""

    processor: str
    cores: int
    gigabytes: float
    system: str
    python: str


class Load(msgspec.Struct, frozen=True):
    """Requests over HTTP by so many connections at a time; times in milliseconds."""

    connections: int
    workers: int
    requests_per_second: float
    p50: float
    p99: float
    errors: int


class Http(msgspec.Struct, frozen=True):
    """What the service did under load, with its cache of answers off."""

    profiles: int
    seconds: int
    loads: tuple[Load, ...]


class RealWork(msgspec.Struct, frozen=True):
    """Milliseconds for each question of real work; those over HTTP are less an empty request."""

    profiles: int
    api: tuple[float, ...]
    engine: tuple[float, ...]
    page: tuple[float, ...]
    fts5: tuple[float, ...]
    update: tuple[float, ...]

    @property
    def service(self) -> tuple[float, ...]:
        """What the service adds to the engine for an answer in JSON."""
        return tuple(whole - engine for whole, engine in zip(self.api, self.engine, strict=True))


class Results(msgspec.Struct, frozen=True):
    """One run of the benchmark."""

    date: dt.date
    machine: Machine
    content: str
    rounds: int
    questions: int
    runs: tuple[Run, ...]
    http: Http | None = None
    real: RealWork | None = None
    skipped: tuple[str, ...] = ()


def p50(times: Sequence[float]) -> float:
    """The median."""
    return median(times)


def p95(times: Sequence[float]) -> float:
    """The time that nineteen in twenty keep below."""
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


def machine() -> Machine:
    """The machine that this runs on."""
    model = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return Machine(
        processor=model[0] if model else platform.machine(),
        cores=len(os.sched_getaffinity(0)),
        gigabytes=round(pages * page / 1e9, 1),
        system=f"{platform.system()} {platform.release().partition('-')[0]}",
        python=platform.python_version(),
    )


def save(path: Path, results: Results) -> None:
    """Write results where the page is made from them; times to the microsecond."""
    for run in results.runs:
        for figures in run.figures.values():
            figures.update = [round(time, 3) for time in figures.update]
            figures.times = {
                name: [round(time, 3) for time in times] for name, times in figures.times.items()
            }
    path.write_bytes(msgspec.json.encode(results) + b"\n")


def load(path: Path) -> Results:
    """Read the results of the last run."""
    return msgspec.json.decode(path.read_bytes(), type=Results)
