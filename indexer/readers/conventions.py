"""How a library writes: its headings, the keys of its front matter, and its categories."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from indexer import categories
from indexer.categories import CategoryTable
from indexer.readers import headings, keys
from indexer.readers.headings import Headings
from indexer.readers.keys import FrontMatterKeys

T = TypeVar("T")


class Conventions(NamedTuple):
    """What headings, keys and titles mean in a library."""

    headings: Headings
    keys: FrontMatterKeys
    categories: CategoryTable

    @property
    def digest(self) -> bytes:
        """The hash of the library's own tables; empty if it has none."""
        return self.headings.digest + self.keys.digest + self.categories.digest


@cache
def shipped() -> Conventions:
    """What they mean everywhere."""
    return Conventions(headings.shipped(), keys.shipped_keys(), categories.shipped())


def conventions_of(folder: Path) -> Conventions:
    """What they mean in a library, which may add tables of its own; raises ContentError."""
    return Conventions(
        _own(folder / "headings.toml", headings.extended, headings.shipped),
        _own(folder / "keys.toml", keys.extended_keys, keys.shipped_keys),
        _own(folder / "categories.toml", categories.extended, categories.shipped),
    )


def _own(file: Path, extended: Callable[[Path], T], shipped: Callable[[], T]) -> T:
    return extended(file) if file.exists() else shipped()
