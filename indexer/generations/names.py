"""The names of generations, and what follows from their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NAME = re.compile(r"g\d{8}")
"""A generation's name; later ones sort after earlier ones."""

KEPT = 3
"""How many generations are kept, the one that serves among them."""


def next_name(names: Iterable[str], current: str | None) -> str:
    """The name of the generation after all of these."""
    latest = max((*names, current or "g00000000"))
    return f"g{int(latest[1:]) + 1:08d}"


def serving_order(names: Iterable[str], current: str | None) -> list[str]:
    """The generations in the order in which they may serve: the current one, older ones, newer ones.

    Newer ones are those that somebody went back from, or that a killed build left.
    """
    newest_first = sorted({*names, *filter(None, [current])}, reverse=True)
    older = [name for name in newest_first if current is None or name <= current]
    return older + [name for name in newest_first if name not in older]


def superseded(names: Sequence[str], before: str | None, now: str) -> list[str]:
    """The generations that go once `now` serves in place of `before`.

    The newest KEPT stay, without those between the two, which were gone back from or never served.
    """
    abandoned = {name for name in names if before and before < name < now}
    kept = [name for name in names if name not in abandoned][-KEPT:]
    return [name for name in names if name not in kept]
