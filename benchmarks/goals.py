"""The goals for speed and memory, and whether a run reaches them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.measure import Figures, Run
from benchmarks.results import Http, RealWork, Results, p50, p95


class Goal(NamedTuple):
    """A sentence, the limit, what was measured, and whether more is better."""

    sentence: str
    limit: float
    measured: float
    more: bool = False

    @property
    def reached(self) -> bool:
        """Whether the measured value keeps the limit."""
        return self.measured >= self.limit if self.more else self.measured <= self.limit


ANSWER_SHARES = (
    ("tantivy", 342, 0.8),
    ("tantivy", 3500, 0.45),
    ("tantivy", 35000, 0.45),
    ("fts5", 3500, 0.2),
    ("fts5", 35000, 0.1),
    ("whoosh", 3500, 1 / 30),
    ("whoosh", 35000, 1 / 300),
)
"""A full answer to a new question takes us at most this share of a peer's time, at a size."""


def goals(results: Results) -> Iterator[Goal]:
    """The goals that a run has figures for."""
    runs = {run.size: run for run in results.runs if "us" in run.figures}
    if results.real:
        yield from _real(results.real)
    for peer, size, share in ANSWER_SHARES:
        yield from _answer(runs.get(size), peer, share)
    if run := runs.get(3500):
        yield from _middle(run)
    if run := runs.get(35000):
        yield from _large(run.figures["us"])
    if results.http:
        yield from _loaded(results.http)


def _real(real: RealWork) -> Iterator[Goal]:
    share = p50(real.api) / p50(real.fts5)
    yield Goal("a first answer to real work over HTTP, median, takes this share of FTS5's time", 1, share)
    changed = median(real.update)
    yield Goal(f"milliseconds until one changed profile of {real.profiles:,} is found", 300, changed)


def _middle(run: Run) -> Iterator[Goal]:
    if "whoosh" in run.figures:
        yield _share("building takes at most half of stock Whoosh's time", run, "whoosh", _build, 0.5)
    if "fts5" in run.figures:
        yield _share("an index of 3,500 profiles takes this share of FTS5's", run, "fts5", _disk, 1.4)
    changed = median(run.figures["us"].update)
    yield Goal("milliseconds until one changed profile of 3,500 is found", 1000, changed)


def _large(ours: Figures) -> Iterator[Goal]:
    yield Goal("milliseconds until one changed profile of 35,000 is found", 1000, median(ours.update))
    yield Goal("megabytes of memory to build from 35,000 profiles", 700, ours.build_memory)
    yield Goal("megabytes of memory to answer from 35,000 profiles", 400, ours.memory)


def _loaded(http: Http) -> Iterator[Goal]:
    for workers in sorted({load.workers for load in http.loads}):
        rate = max(one.requests_per_second for one in http.loads if one.workers == workers)
        sentence = f"searches a second over HTTP for each of {workers} workers"
        yield Goal(sentence.replace("each of 1 workers", "one worker"), 400, rate / workers, more=True)


def _answer(run: Run | None, peer: str, share: float) -> Iterator[Goal]:
    if run is None or not {"us", peer} <= run.figures.keys():
        return
    for name, of in (("median", p50), ("95 %", p95)):
        sentence = f"a full answer from {run.size:,} profiles, {name}, takes this share of {peer}'s time"
        yield _share(sentence, run, peer, _first(of), share)


def _share(sentence: str, run: Run, peer: str, of: Callable[[Figures], float], limit: float) -> Goal:
    return Goal(sentence, limit, of(run.figures["us"]) / of(run.figures[peer]))


def _first(of: Callable[[Sequence[float]], float]) -> Callable[[Figures], float]:
    return lambda figures: of(figures.times["first"])


def _build(figures: Figures) -> float:
    return figures.build


def _disk(figures: Figures) -> float:
    return figures.disk
