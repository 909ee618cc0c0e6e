"""One peer in a process of its own: asked in lines of JSON, it answers in lines of JSON and times itself.

Run as `python -m benchmarks.worker PEER`. Only the work of the engine is inside the clock, not the asking.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import document
from benchmarks.peers import Peer, peer


class Worker:
    """The verbs a driver may ask for; each answers with plain values."""

    def __init__(self, name: str) -> None:
        self._peer: Peer = peer(name)
        self._documents: list[document.Document] = []

    def version(self) -> str:
        """What is measured."""
        return self._peer.version()

    def load(self, library: str) -> int:
        """Read a library, so that building is not timed with the reading."""
        self._documents = list(document.read(Path(library)))
        return len(self._documents)

    def build(self, folder: str) -> float:
        """Seconds to build an index of the library."""
        return _clock(lambda: self._peer.build(Path(folder), self._documents))[0]

    def open(self, folder: str) -> tuple[float, float]:
        """Milliseconds to open an index, and how much of that is checking it.

        Afterwards no garbage collection looks at what was opened.
        """
        checking, checks = _clock(lambda: self._peer.check(Path(folder)))
        opening = _clock(lambda: self._peer.open(Path(folder)))[0]
        gc.collect()
        gc.freeze()
        return 1000 * opening, 1000 * checking if checks else 0.0

    def time(self, verb: str, questions: list[str], words: str) -> list[float]:
        """Milliseconds for each question, by answer, match or facets."""
        ask: Callable[[str, str], Any] = getattr(self._peer, verb)
        gc.collect()
        return [1000 * _clock(lambda text=text: ask(text, words))[0] for text in questions]  # type: ignore[misc]

    def answers(self, questions: list[str], words: str) -> list[Any]:
        """The answers themselves."""
        return [self._peer.answer(text, words) for text in questions]

    def update(self, values: list[Any], word: str) -> float:
        """Milliseconds until a changed document is the first that is found by a word that it alone has."""
        changed = document.document(values)

        def run() -> list[str]:
            self._peer.update(changed)
            return self._peer.match(word, "any")

        seconds, found = _clock(run)
        if found[:1] != [changed.id]:  # behind it may stand what is like it
            raise RuntimeError(f"after the update {word!r} finds {found} instead of {changed.id}")
        return 1000 * seconds


def _clock(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


def main() -> None:
    """Answer one line after the other until there are no more."""
    worker = Worker(sys.argv[1])
    for line in sys.stdin:
        verb, arguments = json.loads(line)
        try:
            reply = {"value": getattr(worker, verb)(*arguments)}
        except Exception as error:  # noqa: BLE001  # the driver raises it
            reply = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
