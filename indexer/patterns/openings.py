"""Openings: wordings by their first word and the letters that follow it.

Many wordings begin with "you" or "to". The next two letters leave only a few to try.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from indexer.patterns.prefilter import letters_after_opening, opening

AnyWording = TypeVar("AnyWording")

_NEXT = re.compile(r"[-–\s]*+(.{0,2})")


@dataclass(frozen=True)
class Openings(Generic[AnyWording]):
    """The wordings with one first word, in their order, by up to two letters of what follows.

    >>> known = openings_of([("to do", {"to do "}), ("to be", {"to be "}), ("to", {"to$"})])["to"]
    >>> known.at(re.match("to", "to do"))
    ('to do', 'to')
    """

    every: tuple[AnyWording, ...]
    by_letters: Mapping[str, tuple[AnyWording, ...]]

    def at(self, place: re.Match[str]) -> tuple[AnyWording, ...]:
        """The wordings that may begin at a match of their first word."""
        after = _NEXT.match(place.string, place.end())
        letters = after[1] if after else ""
        known = self.by_letters
        return known.get(letters) or known.get(letters[:1]) or known.get("", ())


def openings_of(
    wordings: Iterable[tuple[AnyWording, Iterable[str]]],
) -> Mapping[str, Openings[AnyWording]]:
    """The openings of wordings with their literal prefixes, by first word."""
    by_word: defaultdict[str, dict[AnyWording, set[str]]] = defaultdict(dict)
    for wording, prefixes in wordings:
        for prefix in prefixes:
            for word in opening(prefix):
                by_word[word].setdefault(wording, set()).add(letters_after_opening(prefix))
    return {word: _with_one_word(letters) for word, letters in by_word.items()}


def _with_one_word(letters: Mapping[AnyWording, set[str]]) -> Openings[AnyWording]:
    """The openings of wordings with the same first word, each with the letters that may follow it."""
    every = set().union(*letters.values())
    return Openings(tuple(letters), {one: _continued_by(one, letters) for one in every})


def _continued_by(given: str, letters: Mapping[AnyWording, set[str]]) -> tuple[AnyWording, ...]:
    """The wordings that these letters may continue; those with fewer letters fit all that begin so."""
    fitting = {given, given[:1], ""}
    return tuple(wording for wording, allowed in letters.items() if allowed & fitting)
