"""Load: visitors search while the index is built again and again.

Every build writes its number into some profiles. An answer names its generation; all it shows must be of
the build that made that generation.
"""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from tests.faults.library import name, title, write_before
from tests.faults.running import Answer, Client, build, running

CHANGED = 10
RATE = 50.0
CLIENTS = 8
MARK = re.compile(r"edition(\d+)x")


class Outcome(msgspec.Struct):
    """What the visitors saw; times in milliseconds."""

    rebuilds: int = 0
    requests: int = 0
    generations: int = 0
    median: float = 0
    p99: float = 0
    longest: float = 0
    wrong: list[str] = []


class Load:
    """Visitors with a steady rate, and the answers they got."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = count()
        self._began = time.monotonic()
        self._one = threading.Lock()
        self._stop = threading.Event()
        self.times: list[float] = []
        self.seen: dict[str, set[str]] = {}
        self.wrong: list[str] = []

    def __enter__(self) -> Load:
        self._threads = [threading.Thread(target=self._visit) for _ in range(CLIENTS)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _visit(self) -> None:
        """Ask one thing after the other, each at its time."""
        while not self._stop.is_set():
            with Client(self._port) as client:
                try:
                    self._visit_with(client)
                except (OSError, http.client.HTTPException) as error:
                    self.wrong.append(f"a request failed: {error!r}")

    def _visit_with(self, client: Client) -> None:
        while not self._stop.is_set():
            with self._one:
                number = next(self._numbers)
            self._stop.wait(max(0, self._began + number / RATE - time.monotonic()))
            path, look = PATHS[number % len(PATHS)]
            self._note(path, client.get(path), look)

    def _note(self, path: str, answer: Answer, look: Callable[[Answer], tuple[str, set[str]]]) -> None:
        if answer.status != 200:
            self.wrong.append(f"{path}: status {answer.status}: {answer.body[:200]!r}")
            return
        generation, marks = look(answer)
        with self._one:
            self.times.append(1000 * answer.seconds)
            known = self.seen.setdefault(generation, marks)
            if (marks and known and known != marks) or len(marks) > 1:
                self.wrong.append(f"{path}: {generation} shows {sorted(marks)} and {sorted(known)}")
            self.seen[generation] = known or marks


def _of_search(answer: Answer) -> tuple[str, set[str]]:
    results: Any = answer.json()
    return results["generation"], set(MARK.findall(answer.body.decode()))


def _of_page(answer: Answer) -> tuple[str, set[str]]:
    generation = answer.headers["etag"].removeprefix('W/"').split("-")[0]
    return generation, set(MARK.findall(answer.body.decode()))


PATHS: tuple[tuple[str, Callable[[Answer], tuple[str, set[str]]]], ...] = (
    ("/api/v1/search?q=lantern", _of_search),
    ("/?q=lantern", _of_page),
    (f"/profiles/{name(0)}", _of_page),
    ("/api/v1/search?q=copper+lathe&qualification=hnd", _of_search),
    (f"/api/v1/search?q={title(3).replace(' ', '+')}", _of_search),
    ("/profiles", _of_page),
)


def load(place: Path, size: int, rebuilds: int, workers: int = 2) -> Outcome:
    """Search while there are so many rebuilds."""
    content, index = place / "content", place / "index"
    write_before(content, size)
    _mark(content, 0)
    build(content, index)
    with running(content, index, "--workers", str(workers)) as port:
        with Load(port) as visitors:
            for number in range(1, rebuilds + 1):
                _mark(content, number)
                build(content, index)
            time.sleep(1)
        with Client(port) as client:
            last = client.search("lantern").json()
    wrong = visitors.wrong
    if MARK.findall(str(last["hits"]))[:1] != [str(rebuilds)]:
        wrong.append(f"after the last build it answers {last}")
    times = sorted(visitors.times)
    return Outcome(
        rebuilds=rebuilds,
        requests=len(times),
        generations=len(visitors.seen),
        median=times[len(times) // 2],
        p99=times[len(times) * 99 // 100],
        longest=times[-1],
        wrong=wrong,
    )


def _mark(content: Path, number: int) -> None:
    """Write a build's number into some profiles, under a word that they alone have."""
    for profile in range(CHANGED):
        path = content / f"{name(profile)}.md"
        lines = [line for line in path.read_text().splitlines() if "lantern" not in line]
        path.write_text("\n".join([*lines, "", f"A lantern of edition{number}x."]) + "\n")
