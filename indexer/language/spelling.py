"""Spelling: the words of a library that are closest to an unknown one."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

SHORTEST = 4
"""The shortest word to correct; a shorter one may be an abbreviation."""

FREQUENT = 0.16
"""The bonus of a tenfold frequency, in edits."""

FIRST_LETTER = 0.35
"""The extra cost of a wrong first letter, in edits."""

VOWELS = frozenset("aeiouy")
SOUNDS_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("ck", "cs", "ks", "sz", "gj", "fv", "ph", "mn", "dt", "bp", "iy", "qk", "xs", "uw")
)
SILENT = frozenset(
    ("ps", "pn", "kn", "gn", "wr", "ch", "gh", "rh", "wh", "th", "gu", "sc", "ck", "mb", "mn", "dg")
)
"""Pairs of letters, one of them silent."""

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

REPLACED, LEFT_OUT, PUT_IN = 1.0, 0.9, 1.0
DOUBLED = 0.5
UNHEARD = 0.5
ALIKE = 0.6
NEIGHBOUR = 0.8
AGAIN = 0.7
"""The costs of edits.

In order: any edit; one of a double letter; a silent letter; a vowel or sound for another; a neighbouring
key. A second missing letter beside the first costs AGAIN."""


TITLE_WEIGHT = 10
"""The weight of a word in a title, relative to one in other text."""


class SpellingCandidate(NamedTuple):
    """A possible correction; likely typos and frequent words lower its `cost`."""

    word: str
    cost: float


class Speller:
    """Finds the closest words by likely typos and sounds, frequent words first."""

    def __init__(self, words: Sequence[str], weight: Callable[[str], float]) -> None:
        self._words = words
        self._weight = weight

    def candidates(self, word: str, limit: int = 3) -> list[SpellingCandidate]:
        """The most likely corrections, the most likely first."""
        if len(word) < SHORTEST or not word.isalpha():
            return []
        edits = 1 if len(word) < 5 else 2 if len(word) < 9 else 3
        found = process.extract(
            word,
            self._near(word, edits),
            scorer=OSA.distance,
            score_cutoff=edits,
            limit=40,
            processor=None,
        )
        near = [
            SpellingCandidate(known, self._cost(word, known, int(distance))) for known, distance, _ in found
        ]
        return sorted(near, key=lambda candidate: (candidate.cost, candidate.word))[:limit]

    def _near(self, word: str, edits: int) -> Sequence[str]:
        """The words within a number of edits of another, by their lengths and letters.

        An edit changes the set of a word's letters by two at most.
        """
        words, letters, bounds = self._by_length
        last = len(bounds) - 1
        low, high = bounds[min(max(len(word) - edits, 0), last)], bounds[min(len(word) + edits + 1, last)]
        differing = np.bitwise_count(letters[low:high] ^ _letters([word])[0])
        return list(map(words.__getitem__, (np.flatnonzero(differing <= 2 * edits) + low).tolist()))

    @cached_property
    def _by_length(self) -> tuple[list[str], npt.NDArray[np.uint32], list[int]]:
        """The words in the order of their lengths, their letters, and the first index of each length."""
        words = sorted((word for word in self._words if word.isalpha()), key=len)
        lengths = list(map(len, words))
        bounds = [bisect_left(lengths, length) for length in range(max(lengths, default=0) + 2)]
        return words, _letters(words), bounds

    def _cost(self, typed: str, known: str, distance: int) -> float:
        cost = typo_cost(typed, known, distance)
        if typed[0] != known[0] and known[:2] not in SILENT:
            cost += FIRST_LETTER
        return cost - FREQUENT * math.log10(1 + self._weight(known))


def _letters(words: Sequence[str]) -> npt.NDArray[np.uint32]:
    """The set of letters of each word, as bits; some foreign letters share one."""
    letters = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    starts = np.cumsum([0, *map(len, words)])[:-1]
    bits = np.left_shift(np.uint32(1), letters & 31, dtype=np.uint32)
    return np.bitwise_or.reduceat(bits, starts) if len(words) else bits


def typo_cost(typed: str, known: str, distance: int) -> float:
    """The cost of the edits between two words; likely typos cost less than 1."""
    edits = list(Levenshtein.editops(typed, known))
    if not edits:
        return 0.0
    cost = sum(_edit_cost(typed, known, edit.tag, edit.src_pos, edit.dest_pos) for edit in edits)
    left_out = [edit.dest_pos for edit in edits if edit.tag == "insert"]
    if len(left_out) == len(edits) == 2 and left_out[1] - left_out[0] == 1:
        cost = min(cost, LEFT_OUT + AGAIN)
    return min(cost, cost * distance / len(edits))


def _edit_cost(typed: str, known: str, tag: str, at: int, to: int) -> float:
    """The cost of one edit."""
    if tag == "delete":
        return _letter_cost(typed, at, PUT_IN)
    if tag == "insert":
        return _letter_cost(known, to, LEFT_OUT)
    pair = frozenset((typed[at], known[to]))
    if pair <= VOWELS or pair in SOUNDS_ALIKE:
        return ALIKE
    beside = any(abs(row.find(typed[at]) - row.find(known[to])) == 1 and pair <= set(row) for row in KEYBOARD)
    return NEIGHBOUR if beside else REPLACED


def _letter_cost(word: str, at: int, otherwise: float) -> float:
    """The cost of a letter that is in one word only."""
    pairs = (word[at - 1 : at + 1] if at else "", word[at : at + 2])
    if any(len(set(pair)) == 1 and len(pair) == 2 for pair in pairs):
        return DOUBLED
    return UNHEARD if any(pair in SILENT for pair in pairs) else otherwise
