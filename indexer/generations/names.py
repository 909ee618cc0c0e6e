"""The names of generations, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

NAME = re.compile(r"g\d{8}")
"""The pattern of a generation's name; later ones sort after earlier ones."""

KEPT = 3
"""The number of generations to keep, including the one that serves."""


def next_name(names: Iterable[str], current: str | None) -> str:
    """The name of a generation after all of these."""
    latest = max((*names, current or "g00000000"))
    return f"g{int(latest[1:]) + 1:08d}"


def serving_order(names: Iterable[str], current: str | None) -> list[str]:
    """The generations in the order to serve: the current one, older ones, newer ones.

    Newer ones were rolled back, or left by a killed build.
    """
    newest_first = sorted({*names, *filter(None, [current])}, reverse=True)
    older = [name for name in newest_first if current is None or name <= current]
    return older + [name for name in newest_first if name not in older]


def superseded(names: Sequence[str], before: str | None, now: str) -> list[str]:
    """The generations to remove once `now` serves instead of `before`.

    The newest KEPT stay. Those between the two were rolled back or never served, and are removed.
    """
    abandoned = {name for name in names if before and before < name < now}
    kept = [name for name in names if name not in abandoned][-KEPT:]
    return [name for name in names if name not in kept]
