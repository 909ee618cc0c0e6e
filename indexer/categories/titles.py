"""The words of a title, in the form in which categories compare them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

STOP = ","
"""The word for a sign that divides a title."""

TOKEN = re.compile(r"[^\W_]+|[,;:/|()\[\]&]|(?<=\s)[-\u2013\u2014](?=\s)")
PREPOSITIONS = frozenset({"of", "for", "in", "at", "with", "to", "on", "from"})
DIVIDING = PREPOSITIONS | {STOP, "and", "or"}
E_OF_PLURAL = re.compile(r"(?<=s|x|z)e$|(?<=ch|sh)e$")
"""An e that may belong to the plural, as in "boxes", or to the word, as in "nurses"; it is removed anyway."""

MEN = re.compile(r"(?:woman|women|person|people|men)$")


class TitleWords(NamedTuple):
    """The words of a title, and the index after each of its parts, such as "nurse" in "Nurse (adult)"."""

    words: tuple[str, ...]
    ends: frozenset[int]

    @property
    def head(self) -> int:
        """The number of words before the first preposition, such as 2 in "Wholesale merchant in leather"."""
        return next((at for at, word in enumerate(self.words) if word in PREPOSITIONS), len(self.words))

    def runs(self, longest: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each run of words with the index after it: longer ones first, then in the order of the title."""
        for length in range(min(longest, len(self.words)), 0, -1):
            for start in range(len(self.words) - length + 1):
                yield start + length, self.words[start : start + length]


def title_words(title: str) -> TitleWords:
    """The words of a title in the singular.

    >>> title_words("Nurses (adult)").words
    ('nurs', ',', 'adult', ',')
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).replace("'", "").replace("\u2019", "")
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = tuple(_word(token) for token in TOKEN.findall(plain))
    after = (*words[1:], STOP)
    return TitleWords(words, frozenset(at for at, one in enumerate(after, start=1) if one in DIVIDING))


def _word(token: str) -> str:
    if not token[0].isalnum():
        return STOP
    return _singular(MEN.sub("man", token)) if token not in DIVIDING else token


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return E_OF_PLURAL.sub("", word.removesuffix("s"))
