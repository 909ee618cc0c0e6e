"""A cache of rendered answers, for as long as their generation serves."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from cachetools import LRUCache

KEPT_BYTES = 32 * 1024 * 1024
"""The most bytes of answers in a cache."""

OVERHEAD = 1024
"""The approximate bytes that a cached answer takes besides its body."""


class Rendered(msgspec.Struct, frozen=True):
    """A rendered answer; of a search, how many profiles it `found`, and its words that no profile has."""

    body: bytes
    media_type: str
    headers: Mapping[str, str] = {}
    found: int | None = None
    unmatched: tuple[str, ...] = ()


class ResponseCache:
    """A cache of one generation's answers, limited in number and in bytes."""

    def __init__(self, bound: int, size: int = KEPT_BYTES) -> None:
        self.bound = bound
        self.generation = ""
        self.kept: LRUCache[str, Rendered] = LRUCache(size, getsizeof=_size)

    def get(self, generation: str, key: str) -> Rendered | None:
        """The cached answer with this key."""
        self._turn_to(generation)
        return self.kept.get(key)

    def keep(self, generation: str, key: str, rendered: Rendered) -> None:
        """Cache an answer; the least recently used ones are dropped."""
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
