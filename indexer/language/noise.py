"""Stop phrases and stop words: words about careers in general, and negations."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from indexer.language.words import tokens

LISTS = Path(__file__).with_name("noise.toml")
"""The file with the lists."""

PLACES = Path(__file__).with_name("places.txt")
"""The file with places, one a line, which are never corrected."""


class Part(StrEnum):
    """The part that a word plays in a query."""

    COUNTS = "counts"
    NOISE = "noise"
    SMALL = "small"


class Lists(msgspec.Struct, frozen=True):
    """The lists as sequences of words, and all words in them."""

    phrases: frozenset[tuple[str, ...]]
    words: frozenset[tuple[str, ...]]
    kept: frozenset[tuple[str, ...]]
    small: frozenset[tuple[str, ...]]
    negations: frozenset[tuple[str, ...]]
    places: frozenset[tuple[str, ...]]
    vocabulary: frozenset[str]


@cache
def lists() -> Lists:
    """The lists that ship."""
    raw = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    raw["places"] = PLACES.read_text(encoding="utf-8").splitlines()
    entries = {name: frozenset(tuple(tokens(entry).words) for entry in raw[name]) for name in raw}
    return Lists(
        **entries,
        vocabulary=frozenset(word for found in entries.values() for entry in found for word in entry),
    )


def knows(word: str) -> bool:
    """Whether a word is in one of the lists, alone or with others."""
    return word in lists().vocabulary


def is_place(word: str) -> bool:
    """Whether a word is the name of a place."""
    return (word,) in lists().places


def parts(words: Sequence[str]) -> list[Part]:
    """The part of each word in a query; the longest entry of the lists wins."""
    known = lists()
    found: list[Part] = []
    while len(found) < len(words):
        part, length = _first(words[len(found) :], known)
        found += [part] * length
    return found


def _first(words: Sequence[str], known: Lists) -> tuple[Part, int]:
    """The part at the beginning, and its number of words."""
    for length in range(min(len(words), 8), 0, -1):
        entry = tuple(words[:length])
        if entry in known.kept:
            return Part.COUNTS, length
        if entry in known.phrases or entry in known.words:
            return Part.NOISE, length
        if entry in known.negations and len(words) > 1:
            return Part.NOISE, _negated(words, known)
        if entry in known.small:
            return Part.SMALL, length
    return Part.COUNTS, 1


def _negated(words: Sequence[str], known: Lists) -> int:
    """The reach of a negation in words: up to the first word that is not small."""
    reach = 1
    while reach < len(words) - 1 and (words[reach],) in known.small:
        reach += 1
    return reach + 1
