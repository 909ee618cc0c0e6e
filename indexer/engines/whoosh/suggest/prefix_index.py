"""Words by how they begin, with or without a slip."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter
from string import ascii_lowercase

import numpy as np
import numpy.typing as npt

SLIPS_FROM = 4
"""The shortest beginning that may have a slip."""
LAST = "\U0010ffff"

Numbers = npt.NDArray[np.int64]


class Beginnings:
    """Words in the order of the alphabet, with the numbers of what has them."""

    def __init__(self, numbered: Iterable[tuple[str, int]]) -> None:
        pairs = sorted(numbered, key=itemgetter(0))
        self._words = [word for word, _ in pairs]
        self._numbers = np.array([number for _, number in pairs], np.int64)

    def having(self, beginnings: Iterable[str]) -> Numbers:
        """The numbers of what has a word that begins in one of these ways; some may come twice."""
        return np.concatenate([self._numbers[:0], *map(self._having, beginnings)])

    def _having(self, beginning: str) -> Numbers:
        first = bisect_left(self._words, beginning)
        if first == len(self._words) or not self._words[first].startswith(beginning):
            return self._numbers[:0]
        return self._numbers[first : bisect_left(self._words, beginning + LAST, first)]


def with_slips(beginnings: Iterable[str]) -> frozenset[str]:
    """The beginnings, and what each may have been before a letter was missed, added, changed or swapped."""
    wanted = set(beginnings)
    long = [one for one in wanted if len(one) >= SLIPS_FROM and one.isalpha()]
    return frozenset(wanted.union(*map(_one_slip_away, long)))


def _one_slip_away(typed: str) -> Iterator[str]:
    for at in range(len(typed)):
        before, letter, after = typed[:at], typed[at], typed[at + 1 :]
        yield before + after
        yield before + after[:1] + letter + after[1:]
        for other in ascii_lowercase:
            yield before + other + after
            yield before + other + letter + after
