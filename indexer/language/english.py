"""Whether a word is correctly spelt English, by a kept list of words and their inflections."""

from __future__ import annotations

from functools import lru_cache

from indexer.language.british import british

LONGEST_ACRONYM = 5
"""A longer word in capitals is more likely a word that somebody shouts."""

_VOWELS = frozenset("aeiouy")


def is_english(word: str) -> bool:
    """Whether a lower-case word is in the list, in British or American spelling."""
    return is_listed(word) or is_listed(british(word))


@lru_cache(maxsize=16_384)
def is_listed(word: str) -> bool:
    """Whether a lower-case word is in the list as it is spelt."""
    from simplemma import is_known  # its list takes longer to read than most commands run

    return bool(word) and is_known(word.encode(errors="replace").decode(), lang="en")


def is_acronym(written: str) -> bool:
    """Whether a word, as it was written, is short and in capitals, or has no vowel."""
    short = len(written) <= LONGEST_ACRONYM
    return short and (written.isupper() or _VOWELS.isdisjoint(written.casefold()))


def load() -> None:
    """Read the list now, so that no question waits for it."""
    is_listed("word")
