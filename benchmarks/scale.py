"""Size: both engines with more and more profiles, up to what one machine carries.

`python -m benchmarks.scale` replaces the figures in docs/scaling.md, keeps them in docs/scaling.json, and
draws docs/scaling-*.svg. The library is invented (benchmarks/invented.py). Sizes can be measured apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
import typer

from benchmarks import page
from benchmarks.content import ROOT
from benchmarks.invented import Library
from benchmarks.lines import chart
from benchmarks.memory import Peak
from benchmarks.results import p50, p95
from benchmarks.scaling import ORDER, PAGE
from benchmarks.searching import Searching
from indexer.engines import open_engine
from tests.opensearch.cluster import Cluster

NAME = "Size"
FIGURES = ROOT / "docs" / "scaling.json"
QUESTIONS = 300
HEADING = (
    "| profiles | engine | build, s | a second | build, MB | index, MB | p50, ms | p95, ms | worker, MB |",
    "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
)


class Measured(msgspec.Struct, frozen=True):
    """One engine at one size: seconds, megabytes, and milliseconds of each answer.

    `builder` is the memory of a build with all processes that it starts, so with the nodes of a cluster.
    """

    engine: str
    profiles: int
    build: float
    builder: float
    index: float
    worker: float
    times: list[float]

    @property
    def key(self) -> tuple[int, str]:
        """What is measured."""
        return self.profiles, self.engine

    def row(self) -> str:
        """The figures as a row of Markdown."""
        rate = self.profiles / self.build
        built = f"{self.build:,.0f} | {rate:,.0f} | {self.builder:,.0f} | {self.index:,.0f}"
        asked = f"{p50(self.times):.1f} | {p95(self.times):.1f} | {self.worker:,.0f}"
        return f"| {self.profiles:,} | {self.engine} | {built} | {asked} |"


class Place(NamedTuple):
    """Where an engine keeps its index: its address, and how many megabytes are there."""

    url: str
    megabytes: Callable[[], float]


@contextmanager
def one_machine() -> Iterator[Place]:
    """A folder for Whoosh."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)

        def megabytes() -> float:
            return sum(path.lstat().st_size for path in root.rglob("*") if path.is_file()) / 1e6

        yield Place(f"whoosh:{root / 'index'}", megabytes)


@contextmanager
def cluster(nodes: int, heap: str) -> Iterator[Place]:
    """A cluster, with both of Java's compilers."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Cluster(Path(folder), nodes, heap=heap, flags=()) as started,
    ):

        def megabytes() -> float:
            found = started.get("/_cat/indices?format=json&bytes=b&h=pri.store.size")
            return sum(float(each["pri.store.size"]) for each in found) / 1e6

        yield Place(started.address("profiles"), megabytes)


ENGINES = ("whoosh", "opensearch")


def measure(engine: str, place: Place, library: Library, profiles: int) -> Measured:
    """Build an index, and ask it in a process of its own."""
    with closing(open_engine(place.url)) as opened, Peak(os.getpid()) as peak:
        began = time.perf_counter()
        opened.update(library.profiles(profiles), ())
        seconds = time.perf_counter() - began
    found = _asked(place.url, library.questions(QUESTIONS))
    return Measured(
        engine=engine,
        profiles=profiles,
        build=seconds,
        builder=peak.megabytes,
        index=place.megabytes(),
        worker=found.megabytes,
        times=[round(each, 2) for each in found.times],
    )


def _asked(url: str, questions: Sequence[str]) -> Searching:
    command = [sys.executable, "-m", "benchmarks.searching", url]
    asked = "\n".join(questions).encode()
    done = subprocess.run(command, cwd=ROOT, input=asked, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout, type=Searching)


def load() -> list[Measured]:
    """The figures measured so far."""
    return msgspec.json.decode(FIGURES.read_bytes(), type=list[Measured]) if FIGURES.exists() else []


def save(measured: Measured) -> None:
    """Add figures to those measured so far, and put all of them into the page and its charts."""
    rows = {each.key: each for each in [*load(), measured]}
    found = [rows[key] for key in sorted(rows)]
    FIGURES.write_bytes(msgspec.json.encode(found) + b"\n")
    page.put(PAGE, NAME, [*HEADING, *(each.row() for each in found)], (), ORDER)
    draw(found)


def draw(found: Sequence[Measured]) -> None:
    """Draw how answers and builds grow."""
    charts: dict[str, tuple[str, Callable[[Measured], float]]] = {
        "answers": ("A full answer to a new question: 95th percentile, in milliseconds", _slow),
        "building": ("Building an index, in seconds", lambda each: each.build),
        "memory": ("Memory of one worker, in megabytes", lambda each: each.worker),
    }
    for name, (title, value) in charts.items():
        lines = {
            engine: [(each.profiles, value(each)) for each in found if each.engine == engine]
            for engine in ENGINES
        }
        drawn = {engine: points for engine, points in lines.items() if points}
        (PAGE.parent / f"scaling-{name}.svg").write_text(chart(title, drawn), encoding="utf-8")


def _slow(measured: Measured) -> float:
    return p95(measured.times)


def main(
    sizes: Annotated[str, typer.Option(help="How many profiles, with commas.")] = "2000,20000,200000",
    engines: Annotated[str, typer.Option(help="Which engines, with commas.")] = ",".join(ENGINES),
    nodes: Annotated[int, typer.Option(min=1, max=3, help="Nodes of the cluster.")] = 3,
    heap: Annotated[str, typer.Option(help="The heap of a node.")] = "1g",
) -> None:
    """Measure both engines at these sizes, and put the figures into docs/scaling.md."""
    library = Library()
    for size in map(int, sizes.split(",")):
        for engine in engines.split(","):
            with cluster(nodes, heap) if engine == "opensearch" else one_machine() as place:
                measured = measure(engine, place, library, size)
            save(measured)
            typer.echo(measured.row())


if __name__ == "__main__":
    typer.run(main)
