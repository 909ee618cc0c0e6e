"""Whether reading a text takes time that grows with it and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable

Read = Callable[[str], object]


def seconds(read: Read, text: str) -> float:
    """The processor time that reading a text takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        read(text)
        best = min(best, time.process_time() - start)
    return best


def assert_linear(read: Read, unit: str, size: int) -> None:
    """Twice the text, made of one unit over and over, takes at most about twice the time."""
    text = unit * (size // len(unit) + 1)
    read(text[:100])
    once, twice = seconds(read, text[:size]), seconds(read, (text * 2)[: 2 * size])
    assert twice < 3 * once + 0.005, f"{once:.4f} s, then {twice:.4f} s"
