"""Words set aside: what only says "this is about careers", small words, and what is not wanted."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from indexer.language.words import tokens

LISTS = Path(__file__).with_name("noise.toml")
"""The lists, for an editor to read."""


class Part(StrEnum):
    """What a word is to a question."""

    COUNTS = "counts"
    NOISE = "noise"
    SMALL = "small"


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists as sequences of words."""

    phrases: frozenset[tuple[str, ...]]
    words: frozenset[tuple[str, ...]]
    kept: frozenset[tuple[str, ...]]
    small: frozenset[tuple[str, ...]]
    negations: frozenset[tuple[str, ...]]


@cache
def lists() -> Lists:
    """The lists that ship."""
    raw = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    return Lists(
        **{name: frozenset(tuple(tokens(entry).words) for entry in entries) for name, entries in raw.items()}
    )


def parts(words: Sequence[str]) -> list[Part]:
    """What each word of a question is, the longest entry of the lists first."""
    known = lists()
    found: list[Part] = []
    while len(found) < len(words):
        rest = words[len(found) :]
        part, length = _first(rest, known)
        found += [part] * length
    return found


def _first(words: Sequence[str], known: Lists) -> tuple[Part, int]:
    """What stands at the beginning, and how many words it has."""
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
    """How far a negation reaches: over small words to the first that is not."""
    reach = 1
    while reach < len(words) - 1 and (words[reach],) in known.small:
        reach += 1
    return reach + 1
