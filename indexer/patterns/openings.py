"""Openings: wordings by their first word and the letters that follow it.

Many wordings begin with "you" or "to". The next two letters leave a few of them to be tried at a place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from indexer.patterns.prefilter import following, opening

Worded = TypeVar("Worded")

_NEXT = re.compile(r"[-–\s]*+(.{0,2})")


@dataclass(frozen=True)
class Openings(Generic[Worded]):
    """The wordings with one first word, in their order, by up to two letters of what follows.

    >>> known = openings_of([("to do", {"to do "}), ("to be", {"to be "}), ("to", {"to$"})])["to"]
    >>> known.at(re.match("to", "to do"))
    ('to do', 'to')
    """

    every: tuple[Worded, ...]
    by_letters: Mapping[str, tuple[Worded, ...]]

    def at(self, place: re.Match[str]) -> tuple[Worded, ...]:
        """The wordings that may begin at the place of their first word."""
        after = _NEXT.match(place.string, place.end())
        letters = after[1] if after else ""
        known = self.by_letters
        return known.get(letters) or known.get(letters[:1]) or known.get("", ())


def openings_of(wordings: Iterable[tuple[Worded, Iterable[str]]]) -> Mapping[str, Openings[Worded]]:
    """Wordings with their literal prefixes, by first word."""
    by_word: defaultdict[str, dict[Worded, set[str]]] = defaultdict(dict)
    for wording, prefixes in wordings:
        for prefix in prefixes:
            for word in opening(prefix):
                by_word[word].setdefault(wording, set()).add(following(prefix))
    return {word: _openings(known) for word, known in by_word.items()}


def _openings(known: Mapping[Worded, set[str]]) -> Openings[Worded]:
    letters = set().union(*known.values())
    return Openings(tuple(known), {one: _that_allow(one, known) for one in letters})


def _that_allow(letters: str, known: Mapping[Worded, set[str]]) -> tuple[Worded, ...]:
    """The wordings after whose first word these letters may come."""
    shorter = {letters, letters[:1], ""}
    return tuple(wording for wording, allowed in known.items() if allowed & shorter)
