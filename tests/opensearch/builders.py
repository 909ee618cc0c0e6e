"""Builders: two of them update one index at the same time, and the manager of the cluster is killed."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from contextlib import closing

import msgspec

from indexer.engine import Engine
from indexer.engines import open_engine
from indexer.errors import IndexFailure, IndexLocked
from indexer.profile import Profile
from tests.opensearch.library import profile

BATCH = 25
"""Profiles in one update."""
PATIENCE = 40
"""How often a builder tries one update."""


class Builds(msgspec.Struct):
    """What two builders wrote, how often one waited for the other or tried again, and what was wrong."""

    written: int = 0
    waited: int = 0
    repeated: int = 0
    wrong: list[str] = []


class Builder:
    """Writes batches of profiles, each until the engine says that it is written."""

    def __init__(self, url: str, batches: list[list[Profile]], last: dict[str, str], builds: Builds) -> None:
        self._url = url
        self._batches = batches
        self._last = last
        self._builds = builds

    def __call__(self) -> None:
        """Write all batches."""
        try:
            with closing(open_engine(self._url)) as engine:
                for batch in self._batches:
                    self._write(engine, batch)
        except Exception as error:  # noqa: BLE001  a thread's error would be lost
            self._builds.wrong.append(f"a builder ended: {error!r}")

    def _write(self, engine: Engine, batch: list[Profile]) -> None:
        for _ in range(PATIENCE):
            try:
                with engine.writing():
                    engine.update(batch, ())
                    self._last.update({each.source: each.fingerprint for each in batch})
                    self._builds.written += len(batch)
            except IndexLocked:
                self._builds.waited += 1
            except IndexFailure:
                self._builds.repeated += 1
            else:
                return
        raise AssertionError(f"an update was not written in {PATIENCE} tries")


def build(url: str, updates: int, kill: Callable[[], None]) -> Builds:
    """Let two builders write so many profiles, three quarters of them new; kill the manager at two fifths."""
    builds, last = Builds(), dict[str, str]()
    halves = [_batches(updates // 2, first) for first in (0, updates // 4)]
    threads = [threading.Thread(target=Builder(url, half, last, builds)) for half in halves]
    for thread in threads:
        thread.start()
    while builds.written < updates * 2 // 5 and any(thread.is_alive() for thread in threads):
        threads[0].join(0.05)
    kill()
    for thread in threads:
        thread.join()
    builds.wrong += _differences(url, last)
    return builds


def _batches(count: int, first: int) -> list[list[Profile]]:
    """So many writes of profiles from the first number on; the two builders share some profiles."""
    chance = random.Random(first)  # noqa: S311  a made-up order, no secret
    numbers = list(range(first, first + count))
    chance.shuffle(numbers)
    return [
        [profile(number, first + place) for number in numbers[place : place + BATCH]]
        for place in range(0, count, BATCH)
    ]


def _differences(url: str, last: dict[str, str]) -> list[str]:
    """What is lost, twice or old in the index."""
    with closing(open_engine(url)) as engine:
        searcher, held = engine.searcher(), dict(engine.fingerprints())
        ids = [entry.id for entry in searcher.catalogue()]
        wrong = [f"{source} is lost" for source in sorted(last.keys() - held.keys())]
        wrong += [f"{source} was never written" for source in sorted(held.keys() - last.keys())]
        wrong += [f"{source} is old" for source in held.keys() & last.keys() if held[source] != last[source]]
        wrong += [f"{len(ids) - len(set(ids))} profiles are there twice"] if len(ids) != len(set(ids)) else []
        wrong += _stale(ids, last, engine)
    return wrong


def _stale(ids: list[str], last: dict[str, str], engine: Engine) -> list[str]:
    """The profiles whose content is not what was last written."""
    searcher = engine.searcher()
    contents = {one: searcher.get(one) for one in ids}
    return [
        f"{one} has the content of {held.fingerprint if held else 'nothing'}"
        for one, held in contents.items()
        if held is None or held.fingerprint != last.get(held.source)
    ]
