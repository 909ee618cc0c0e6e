"""The layout of an index folder."""

from __future__ import annotations

import os

GENERATIONS = "generations"
CURRENT = "current"
LOCK = "lock"


def is_index(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder is an index, and so not content of a library."""
    below = {name: os.path.join(folder, name) for name in (GENERATIONS, CURRENT, LOCK)}
    return os.path.isdir(below[GENERATIONS]) and any(os.path.lexists(below[name]) for name in (CURRENT, LOCK))
