"""The goals for speed and memory, and whether a run reaches them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.measure import Figures, Run
from benchmarks.results import Results, p50, p95


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
    ("tantivy", 3500, 0.8),
    ("tantivy", 35000, 1.0),
    ("fts5", 3500, 0.2),
    ("fts5", 35000, 0.1),
    ("whoosh", 3500, 1 / 30),
    ("whoosh", 35000, 1 / 300),
)
"""A full answer to a new question takes us at most this share of a peer's time, at a size."""


def goals(results: Results) -> Iterator[Goal]:
    """The goals that a run has figures for."""
    runs = {run.size: run for run in results.runs}
    for peer, size, share in ANSWER_SHARES:
        yield from _answer(runs.get(size), peer, share)
    if (run := runs.get(3500)) and "us" in run.figures:
        if "whoosh" in run.figures:
            yield _share("building takes at most half of stock Whoosh's time", run, "whoosh", _build, 0.5)
        changed = median(run.figures["us"].update)
        yield Goal("milliseconds until one changed profile of 3,500 is found", 1000, changed)
    if (run := runs.get(35000)) and {"us", "tantivy"} <= run.figures.keys():
        more = run.figures["us"].memory - run.figures["tantivy"].memory
        yield Goal("megabytes more memory than tantivy to answer from 35,000 profiles", 150, more)
    if results.http:
        for workers in sorted({load.workers for load in results.http.loads}):
            rate = max(one.requests_per_second for one in results.http.loads if one.workers == workers)
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
