"""A prefix index: words by how they begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from operator import itemgetter

import numpy as np
import numpy.typing as npt

LAST = "\U0010ffff"
"""A character that sorts after all characters in words."""

Keys = npt.NDArray[np.int64]


class PrefixIndex:
    """Words in alphabetical order, each with the key of its owner."""

    def __init__(self, keyed: Iterable[tuple[str, int]]) -> None:
        pairs = sorted(keyed, key=itemgetter(0))
        self._words = [word for word, _ in pairs]
        self._keys = np.array([key for _, key in pairs], np.int64)

    def matching(self, prefixes: Iterable[str]) -> Keys:
        """The keys of the words with one of these prefixes; keys may repeat."""
        return np.concatenate([self._keys[:0], *map(self._matching, prefixes)])

    def _matching(self, prefix: str) -> Keys:
        first = bisect_left(self._words, prefix)
        if first == len(self._words) or not self._words[first].startswith(prefix):
            return self._keys[:0]
        return self._keys[first : bisect_left(self._words, prefix + LAST, first)]
