"""How much is measured: sizes, peers, rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.peers import ALL, ANY, PEERS

SEED = 20


@dataclass(frozen=True)
class Plan:
    """What a run measures; rounds ask fresh questions, a chunk of them to one peer after the other."""

    sizes: Sequence[int] = (342, 3500, 35000)
    peers: Sequence[str] = field(default_factory=lambda: tuple(PEERS))
    rounds: int = 5
    questions: int = 40
    chunk: int = 10
    updates: int = 5

    def share(self, peer: str, size: int) -> tuple[int, int]:
        """Rounds and questions a round for a peer: stock Whoosh on a large library gets few."""
        if peer == "whoosh" and size > 10_000:
            return min(self.rounds, 2), min(self.questions, self.chunk)
        return self.rounds, self.questions


PASSES = (
    ("first", "answer", ANY),
    ("repeated", "answer", ANY),
    ("all words", "answer", ALL),
    ("match", "match", ANY),
    ("facets", "facets", ANY),
)
"""What is timed of every question, in this order: only the first pass meets it for the first time."""
