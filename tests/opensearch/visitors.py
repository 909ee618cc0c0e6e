"""Visitors of a cluster: clients that search at a steady rate, and what they saw."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from itertools import count
from typing import NamedTuple

import msgspec

from indexer.engine import Searcher
from indexer.engines import open_engine
from indexer.errors import IndexFailure
from indexer.query import Query
from indexer.results import Results
from tests.opensearch.library import QUESTIONS

CLIENTS = 4
"""With one client, an answer that misses a part of the index is hardly ever seen."""
RATE = 25.0
"""Searches a second, of all clients together."""


class Answer(NamedTuple):
    """What an answer says, apart from its generation and its time."""

    total: int
    ids: tuple[str, ...]
    counts: tuple[tuple[str, str, int], ...]

    @classmethod
    def of(cls, results: Results) -> Answer:
        """The answer in these results."""
        counts = tuple(
            (facet.name, value.value, value.count) for facet in results.facets for value in facet.values
        )
        return cls(results.total, tuple(hit.id for hit in results.hits), counts)


class Outcome(msgspec.Struct):
    """What visitors saw: seconds of every search, and what was wrong."""

    seconds: list[float] = []
    failed: list[str] = []
    partial: list[str] = []
    wrong: list[str] = []

    @property
    def slowest(self) -> float:
        """The longest search, in seconds."""
        return max(self.seconds, default=0.0)

    @property
    def median(self) -> float:
        """The search in the middle, in seconds."""
        return sorted(self.seconds)[len(self.seconds) // 2]

    @property
    def faults(self) -> list[str]:
        """All that was wrong, as sentences."""
        return [*self.failed, *self.partial, *self.wrong]


Check = Callable[[str, Results, Outcome], None]
"""Looks at the results of a question, and notes in the outcome what is wrong with them."""


def ask(searcher: Searcher, question: str) -> Results:
    """The results of a question."""
    return searcher.search(Query(text=question))


def expected(url: str) -> dict[str, Answer]:
    """The answers of a cluster that nothing is wrong with."""
    with closing(open_engine(url)) as engine:
        searcher = engine.searcher()
        return {question: Answer.of(ask(searcher, question)) for question in QUESTIONS}


def compare(answers: Mapping[str, Answer]) -> Check:
    """A check that every answer is the expected one."""

    def check(question: str, results: Results, outcome: Outcome) -> None:
        got, wanted = Answer.of(results), answers[question]
        if got.total < wanted.total:
            outcome.partial.append(f"{question!r} found {got.total} instead of {wanted.total}")
        elif got != wanted:
            outcome.wrong.append(f"{question!r} gave {got} instead of {wanted}")

    return check


class Visitors:
    """Clients with an engine each, which search from entering to leaving the context."""

    def __init__(self, url: str, check: Check, questions: Sequence[str] = QUESTIONS) -> None:
        self._url = url
        self._check = check
        self._questions = questions
        self._numbers = count()
        self._stop = threading.Event()
        self._one = threading.Lock()
        self.outcome = Outcome()

    def __enter__(self) -> Visitors:
        self._began = time.monotonic()
        self._threads = [threading.Thread(target=self._visit) for _ in range(CLIENTS)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def wait(self, searches: int) -> None:
        """Wait until so many searches were answered, or failed."""
        while len(self.outcome.seconds) < searches:
            if not any(thread.is_alive() for thread in self._threads):
                raise AssertionError("no visitor is left")
            time.sleep(0.01)

    def _visit(self) -> None:
        with closing(open_engine(self._url)) as engine:
            while not self._stop.is_set():
                with self._one:
                    number = next(self._numbers)
                self._stop.wait(max(0.0, self._began + number / RATE - time.monotonic()))
                self._search(engine.searcher, self._questions[number % len(self._questions)])

    def _search(self, searcher: Callable[[], Searcher], question: str) -> None:
        began, results, error = time.monotonic(), None, ""
        try:
            results = ask(searcher(), question)
        except IndexFailure as failure:
            error = f"{question!r} failed: {failure}"
        seconds = time.monotonic() - began
        with self._one:
            self.outcome.seconds.append(seconds)
            if results is not None:
                self._check(question, results, self.outcome)
            else:
                self.outcome.failed.append(error)
