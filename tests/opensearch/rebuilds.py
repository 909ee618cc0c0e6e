"""Rebuilds: visitors search while the whole index is built anew, again and again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import msgspec

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.results import Results
from indexer.updating.sync import sync
from tests.opensearch.library import editions, write
from tests.opensearch.visitors import Outcome, Visitors

PROFILES = 120


class Rebuilds(msgspec.Struct):
    """So many rebuilds, the seconds that they took, and what visitors saw of so many generations."""

    count: int
    seconds: float
    generations: int
    seen: Outcome


class Editions:
    """The edition of every generation that answered; an answer must be of one, and always of the same."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def __call__(self, question: str, results: Results, outcome: Outcome) -> None:
        """Look at an answer."""
        found = editions(results)
        if len(found) != 1 or self.of.setdefault(results.generation, min(found)) not in found:
            known = self.of.get(results.generation)
            outcome.wrong.append(f"{question!r}: {results.generation} ({known}) shows editions {found}")
        if not question and results.total != PROFILES:
            outcome.partial.append(f"{results.generation} has {results.total} profiles")


def rebuild(url: str, place: Path, count: int, *, full: bool = True) -> Rebuilds:
    """Build so many editions while visitors search."""
    library, seen, seconds = place / "library.jsonl", Editions(), 0.0
    with closing(open_engine(url)) as engine:
        write(library, PROFILES, 0)
        sync(Corpus([library]), engine)
        with Visitors(url, seen) as visitors:
            for edition in range(1, count + 1):
                visitors.wait(10 * edition)
                write(library, PROFILES, edition)
                seconds += sync(Corpus([library]), engine, full=full).seconds
            visitors.wait(len(visitors.outcome.seconds) + 20)
    if max(seen.of.values()) != count:
        visitors.outcome.wrong.append(f"the last edition that answered is {max(seen.of.values())}")
    return Rebuilds(count, seconds, len(seen.of), visitors.outcome)
