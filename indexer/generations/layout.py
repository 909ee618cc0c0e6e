"""The layout of an index folder: the names of what it contains."""

from __future__ import annotations

import os

GENERATIONS = "generations"
CURRENT = "current"
REPORT = "report.json"
HOLD = "hold"
LOCK = "lock"

BUILDING, RETIRED = "building", "retired"
"""The names, among generations, of the one in progress and of the one being removed."""


def is_index(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder is an index, and so not content of a library."""
    below = {name: os.path.join(folder, name) for name in (GENERATIONS, CURRENT, LOCK)}
    return os.path.isdir(below[GENERATIONS]) and any(os.path.lexists(below[name]) for name in (CURRENT, LOCK))
