"""Stop phrases and stop words: words about careers in general, and negations."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from indexer.language.words import tokens

LISTS = Path(__file__).with_name("stop_words.toml")
"""The file with the lists."""

PLACES = Path(__file__).with_name("places.txt")
"""The file with places, one a line, which are never corrected."""


class WordKind(StrEnum):
    """The part that a word plays in a query."""

    COUNTS = "counts"
    STOP_PHRASE = "stop phrase"
    STOP_WORD = "stop word"


class StopLists(msgspec.Struct, frozen=True):
    """The lists as sequences of words, and all words in them."""

    phrases: frozenset[tuple[str, ...]]
    words: frozenset[tuple[str, ...]]
    kept: frozenset[tuple[str, ...]]
    small: frozenset[tuple[str, ...]]
    negations: frozenset[tuple[str, ...]]
    places: frozenset[tuple[str, ...]]
    vocabulary: frozenset[str]


@cache
def lists() -> StopLists:
    """The lists that ship."""
    raw = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    raw["places"] = PLACES.read_text(encoding="utf-8").splitlines()
    entries = {name: frozenset(tuple(tokens(entry).words) for entry in raw[name]) for name in raw}
    return StopLists(
        **entries,
        vocabulary=frozenset(word for found in entries.values() for entry in found for word in entry),
    )


def knows(word: str) -> bool:
    """Whether a word is in one of the lists, alone or with others."""
    return word in lists().vocabulary


def leaves_out(word: str) -> bool:
    """Whether a word is ignored beside others, whatever they are."""
    return kinds((word,)) != [WordKind.COUNTS]


def is_place(word: str) -> bool:
    """Whether a word is the name of a place."""
    return (word,) in lists().places


def kinds(words: Sequence[str]) -> list[WordKind]:
    """The part of each word in a query; the longest entry of the lists wins."""
    known = lists()
    found: list[WordKind] = []
    while len(found) < len(words):
        kind, length = _first(words[len(found) :], known)
        found += [kind] * length
    return found


def _first(words: Sequence[str], known: StopLists) -> tuple[WordKind, int]:
    """The part at the beginning, and its number of words."""
    for length in range(min(len(words), 8), 0, -1):
        entry = tuple(words[:length])
        if entry in known.kept:
            return WordKind.COUNTS, length
        if entry in known.phrases or entry in known.words:
            return WordKind.STOP_PHRASE, length
        if entry in known.negations and len(words) > 1:
            return WordKind.STOP_PHRASE, _negated(words, known)
        if entry in known.small:
            return WordKind.STOP_WORD, length
    return WordKind.COUNTS, 1


def _negated(words: Sequence[str], known: StopLists) -> int:
    """The reach of a negation in words: up to the first word that is not small."""
    reach = 1
    while reach < len(words) - 1 and (words[reach],) in known.small:
        reach += 1
    return reach + 1
