"""The nearest words of a library to one that it does not have."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

SHORTEST = 4
"""A shorter word is not corrected: it is as likely to be an abbreviation."""

FREQUENT = 0.16
"""What a tenfold frequency is worth, in edits."""

FIRST_LETTER = 0.35
"""What a wrong first letter costs on top."""

VOWELS = frozenset("aeiouy")
SOUNDS_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("ck", "cs", "ks", "sz", "gj", "fv", "ph", "mn", "dt", "bp", "iy", "qk", "xs", "uw")
)
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

SURE = 1.75
"""Up to this cost a reading is taken without asking, where no other is as near."""


class Reading(NamedTuple):
    """A word that may have been meant; `cost` counts edits, less for likely slips and for frequent words."""

    word: str
    cost: float


class Speller:
    """Nearest words by likely slips of the finger and the ear, frequent ones first."""

    def __init__(self, words: Sequence[str], weight: Callable[[str], float]) -> None:
        self._words = words
        self._weight = weight
        self._by_length: dict[int, list[str]] | None = None

    def readings(self, word: str, limit: int = 3) -> list[Reading]:
        """The likeliest words that may have been meant, the likeliest first."""
        if len(word) < SHORTEST or not word.isalpha():
            return []
        edits = 1 if len(word) < 5 else 2 if len(word) < 9 else 3
        found = process.extract(
            word,
            self._of_length(len(word), edits),
            scorer=OSA.distance,
            score_cutoff=edits,
            limit=40,
            processor=None,
        )
        readings = [Reading(known, self._cost(word, known, int(distance))) for known, distance, _ in found]
        return sorted(readings, key=lambda reading: (reading.cost, reading.word))[:limit]

    def _of_length(self, length: int, edits: int) -> list[str]:
        if self._by_length is None:
            self._by_length = {}
            for word in self._words:
                if word.isalpha():
                    self._by_length.setdefault(len(word), []).append(word)
        lengths = range(length - edits, length + edits + 1)
        return [word for size in lengths for word in self._by_length.get(size, ())]

    def _cost(self, typed: str, known: str, distance: int) -> float:
        cost = slip_cost(typed, known, distance)
        if typed[0] != known[0]:
            cost += FIRST_LETTER
        return cost - FREQUENT * math.log10(1 + self._weight(known))


def slip_cost(typed: str, known: str, distance: int) -> float:
    """The edits from one word to another, where likely slips count less than one each."""
    edits = Levenshtein.editops(typed, known)
    cost = sum(_edit_cost(typed, known, edit.tag, edit.src_pos, edit.dest_pos) for edit in edits)
    return min(cost, cost * distance / len(edits)) if edits else 0.0


def _edit_cost(typed: str, known: str, tag: str, at: int, to: int) -> float:
    """What one edit costs: doubled letters, vowels, like sounds and neighbouring keys less than one."""
    if tag == "delete":
        return 0.5 if typed[at] in typed[max(0, at - 1) : at] + typed[at + 1 : at + 2] else 1.0
    if tag == "insert":
        return 0.5 if known[to] in known[max(0, to - 1) : to] + known[to + 1 : to + 2] else 0.9
    pair = {typed[at], known[to]}
    if pair <= VOWELS or frozenset(pair) in SOUNDS_ALIKE:
        return 0.6
    return (
        0.8
        if any(abs(row.find(typed[at]) - row.find(known[to])) == 1 and pair <= set(row) for row in KEYBOARD)
        else 1.0
    )
