"""Words one typo away: what a misspelt word of a question was meant to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer.language.english import is_listed

SHORTEST = 5
"""The fewest letters of a word in which a typo is ignored; a shorter one may be an abbreviation."""

LONG = 8
"""The fewest letters of a word in which two typos are ignored."""


class Slips:
    """Words by their first letter, which find the nearest to an unknown word."""

    def __init__(self, words: Iterable[str]) -> None:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            if len(word) >= SHORTEST and word.isalpha():
                found[word[0]].append(word)
        self._words: Mapping[str, list[str]] = found
        self._known = frozenset(word for words in found.values() for word in words)

    def meant(self, word: str) -> str:
        """The word itself if it is known or English, else the nearest known word."""
        if len(word) < SHORTEST or not word.isalpha() or word in self._known or is_listed(word):
            return word
        return next(self._near(word), word)

    def _near(self, word: str) -> Iterator[str]:
        edits = 2 if len(word) >= LONG else 1
        found = process.extract(
            word,
            self._words.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=edits,
            limit=5,
            processor=None,
        )
        return (known for known, *_ in sorted(found, key=lambda each: (each[1], -_shared(word, each[0]))))


def _shared(word: str, known: str) -> int:
    """The number of letters that two words share at their ends."""
    shared = 0
    while shared < min(len(word), len(known)) and word[-1 - shared] == known[-1 - shared]:
        shared += 1
    return shared
