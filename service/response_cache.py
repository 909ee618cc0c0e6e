"""Rendered answers that are kept ready, for as long as their generation serves."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from cachetools import LRUCache

KEPT_BYTES = 32 * 1024 * 1024
"""How many bytes of answers are kept ready at most, whatever their number."""

OVERHEAD = 1024
"""Bytes that keeping an answer takes beside its body, more or less."""


class Rendered(msgspec.Struct, frozen=True):
    """A body that is ready to be sent; `found` is how many profiles a search found."""

    body: bytes
    media_type: str
    headers: Mapping[str, str] = {}
    found: int | None = None


class ResponseCache:
    """Rendered answers of one generation, the last used of them up to a number and a size in bytes."""

    def __init__(self, bound: int, size: int = KEPT_BYTES) -> None:
        self.bound = bound
        self.generation = ""
        self.kept: LRUCache[str, Rendered] = LRUCache(size, getsizeof=_size)

    def get(self, generation: str, key: str) -> Rendered | None:
        """The answer kept under this key."""
        self._turn_to(generation)
        return self.kept.get(key)

    def keep(self, generation: str, key: str, rendered: Rendered) -> None:
        """Keep an answer, at the cost of those that were not used for longest."""
        self._turn_to(generation)
        if _size(rendered) <= self.kept.maxsize:
            self.kept[key] = rendered
        while len(self.kept) > self.bound:
            self.kept.popitem()

    def _turn_to(self, generation: str) -> None:
        if generation != self.generation:
            self.generation = generation
            self.kept.clear()


def _size(rendered: Rendered) -> int:
    return len(rendered.body) + OVERHEAD
