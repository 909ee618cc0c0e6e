"""Whether a word is correctly spelt English, by a kept list of words and their inflections.

The list is that of simplemma, in lower case. It is a sorted file, searched where it lies: a dictionary of it
takes longer to read than most commands run, and 30 MB in every process.
"""

from __future__ import annotations

import mmap
from functools import cache, lru_cache
from pathlib import Path

from indexer.language.british import british

LONGEST_ACRONYM = 5
"""A longer word in capitals is more likely a word that somebody shouts."""

LIST = Path(__file__).with_name("english.txt")
"""The words in UTF-8, one a line, in the order of their bytes."""

_VOWELS = frozenset("aeiouy")


def is_english(word: str) -> bool:
    """Whether a lower-case word is in the list, in British or American spelling."""
    return is_listed(word) or is_listed(british(word))


@lru_cache(maxsize=16_384)
def is_listed(word: str) -> bool:
    """Whether a lower-case word is in the list as it is spelt."""
    words, sought = _words(), word.encode(errors="replace")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        start, end = words.rfind(b"\n", 0, middle) + 1, words.find(b"\n", middle)
        found = words[start:end]
        if found == sought:
            return True
        low, high = (end + 1, high) if found < sought else (low, start)
    return False


def is_acronym(written: str) -> bool:
    """Whether a word, as it was written, is short and in capitals, or has no vowel."""
    short = len(written) <= LONGEST_ACRONYM
    return short and (written.isupper() or _VOWELS.isdisjoint(written.casefold()))


@cache
def _words() -> mmap.mmap:
    with LIST.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
