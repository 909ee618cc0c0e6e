"""The interpretation of a query against the vocabulary of a library."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import Protocol

import msgspec

from indexer.language.spelling import TITLE_WEIGHT, Speller


class How(StrEnum):
    """How a query word was found in a profile, the closest kind of match first."""

    EXACT = "exact"
    STEM = "stem"
    SPELLING = "spelling"
    FAMILY = "family"
    SYNONYM = "synonym"
    PREFIX = "prefix"


MATCH_KINDS = tuple(How)
"""The kinds of match, the closest first."""


class Vocabulary(Protocol):
    """The vocabulary of a library: words as `words.tokens` gives them, unstemmed."""

    def frequency(self, word: str) -> int:
        """The number of profiles that have the word; 0 if it is unknown."""

    def title_frequency(self, word: str) -> int:
        """The number of profiles with the word in a title or alternative title."""

    def with_stem(self, stem: str) -> Sequence[str]:
        """The library's words with this stem."""

    def with_root(self, root: str) -> Sequence[str]:
        """The library's words with this family root."""

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        """The library's words with this prefix, the most frequent first."""

    def words(self) -> Sequence[str]:
        """All words of the library, in a stable order."""

    @property
    def speller(self) -> Speller:
        """A speller over these words."""


def weight(word: str, vocabulary: Vocabulary) -> float:
    """The weight of a word as a spelling candidate."""
    return vocabulary.frequency(word) + TITLE_WEIGHT * vocabulary.title_frequency(word)


def speller_of(vocabulary: Vocabulary) -> Speller:
    """A speller over a vocabulary, which should keep it."""
    return Speller(vocabulary.words(), partial(weight, vocabulary=vocabulary))


Phrase = tuple[tuple[str, ...], ...]
"""A phrase as the sequences of words (not stems) of its spellings; any of them matches."""


class Alternative(msgspec.Struct, frozen=True):
    """An alternative of a word; several `terms` (stems) must be adjacent in a text."""

    terms: tuple[str, ...]
    how: How
    weight: float = 1.0


class Group(msgspec.Struct, frozen=True):
    """A query word (or several that are one name) with its alternatives.

    `word` is as typed, or corrected, as in the text that was searched. A profile matches the group if it has
    any alternative, and the best one counts.
    """

    word: str
    alternatives: tuple[Alternative, ...]


class Interpretation(msgspec.Struct, frozen=True):
    """An interpreted query, ready to be compiled by an engine.

    `phrases` (sequences of words) and `excluded` (sequences of stems) are never relaxed or corrected. `name`
    is the whole query as a title: the corrected stems of all its words in order, or its signs if it has no
    words. `ignored` are stop phrases, signs in a query without words, and the end of a query that is too
    long. `unmatched` words are in no profile.
    """

    groups: tuple[Group, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    name: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    corrected: str | None = None
    did_you_mean: str | None = None
