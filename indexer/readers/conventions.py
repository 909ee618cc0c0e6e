"""How a library writes: its headings, and the keys of its front matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from indexer.readers import headings, keys
from indexer.readers.headings import Headings
from indexer.readers.keys import FrontMatterKeys

T = TypeVar("T")


class Conventions(NamedTuple):
    """What headings and keys mean in a library."""

    headings: Headings
    keys: FrontMatterKeys

    @property
    def digest(self) -> bytes:
        """The hash of the library's own headings; empty if it has none."""
        return self.headings.digest + self.keys.digest


@cache
def shipped() -> Conventions:
    """What they mean everywhere."""
    return Conventions(headings.shipped(), keys.shipped_keys())


def conventions_of(folder: Path) -> Conventions:
    """What they mean in a library, which may add a headings.toml and a keys.toml; raises ContentError."""
    return Conventions(
        _own(folder / "headings.toml", headings.extended, headings.shipped),
        _own(folder / "keys.toml", keys.extended_keys, keys.shipped_keys),
    )


def _own(file: Path, extended: Callable[[Path], T], shipped: Callable[[], T]) -> T:
    return extended(file) if file.exists() else shipped()
