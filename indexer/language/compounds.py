"""Compounds: words that are written as one or as two (forklift, fork lift)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.language.interpretation import Vocabulary

_ENDING = re.compile(
    "able|age|ally|ance|ated?|ent|ers|ery|est|ful|hood|ial|ical|ies|ings?|ions?|ism|ists?|ity|less|like|ling"
    "|ment|ness|ring|ships?|sing|some|ted|ters?|ties|ting|tion|wise"
)
"""Endings that look like a second word."""


def joined(words: Sequence[str], at: int, vocabulary: Vocabulary) -> list[str]:
    """The compounds of a word with its neighbours that the library has."""
    pairs = (words[max(0, at - 1) : at + 1], words[at : at + 2])
    made = ("".join(pair) for pair in pairs if len(pair) == 2)
    return [one for one in made if vocabulary.frequency(one)]


def halves(word: str, vocabulary: Vocabulary, shortest: int = 4) -> tuple[str, str] | None:
    """The two words of a compound, if the library has both: the most frequent pair."""
    frequency = vocabulary.frequency
    cuts = ((word[:at], word[at:]) for at in range(shortest, len(word) - shortest + 1))
    pairs = [
        (min(frequency(one), frequency(two)), one, two) for one, two in cuts if not _ENDING.fullmatch(two)
    ]
    count, one, two = max(pairs, default=(0, "", ""))
    return (one, two) if count else None
