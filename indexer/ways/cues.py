"""Cues: the words of a text that matter for ways in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from indexer.patterns.phrase_dictionary import PhraseDictionary
from indexer.ways.tables import NAMED, NOTHING, Cue, demand_phrases, named_programme, nothing, route_phrases


class _HasStart(Protocol):
    @property
    def start(self) -> int: ...


Placed = TypeVar("Placed", bound=_HasStart)

_BEFORE, _AFTER, _UNLESS = 90, 50, 40
"""The characters to read around a word about school."""


def demand_cues(plain: str, lower: str) -> list[Cue]:
    """The cues about what is needed, in order; the longest of equal ones at a place."""
    return _in_order([*_worded(demand_phrases(), plain, lower, 0, len(lower)), *_nothing_needed(lower)])


def route_cues(plain: str, lower: str, start: int, end: int) -> list[Cue]:
    """The cues of routes in `lower[start:end]`, in order."""
    named = (Cue(NAMED, *match.span()) for match in named_programme().finditer(plain, start, end))
    return _in_order([*_worded(route_phrases(), plain, lower, start, end), *named])


def within(found: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """The items that begin in a range, from items in the order of their starts."""
    low = bisect_left(found, start, key=lambda each: each.start)
    return found[low : bisect_left(found, end, low, key=lambda each: each.start)]


def _in_order(cues: Iterable[Cue]) -> list[Cue]:
    return sorted(cues, key=lambda cue: (cue.start, -cue.end))


def _worded(known: PhraseDictionary, plain: str, lower: str, low: int, high: int) -> Iterator[Cue]:
    reached: dict[str, int] = {}
    for word in known.place.finditer(lower, low, high):
        start = word.start()
        longest: dict[str, int] = {}
        for wording in known.at(word):
            match = wording.pattern.match(plain if wording.exact else lower, start, high)
            says = wording.slugs[0]
            if match and match.end() > max(longest.get(says, 0), reached.get(says, 0)):
                longest[says] = match.end()
        for says, end in longest.items():
            reached[says] = end
            yield Cue(says, start, end)


def _nothing_needed(lower: str) -> Iterator[Cue]:
    patterns = nothing()
    signs = [match.start() for match in patterns.sign.finditer(lower)]
    reached = 0
    for word in patterns.school.finditer(lower) if signs else ():
        start, end = max(reached, word.start() - _BEFORE), word.end() + _AFTER
        nearest = bisect_left(signs, start)
        signed = start < word.start() and nearest < len(signs) and signs[nearest] < end
        match = patterns.needless.search(lower, start, end) if signed else None
        if match and patterns.unless.search(lower, match.end(), match.end() + _UNLESS) is None:
            reached = match.end()
            yield Cue(NOTHING, match.start(), match.end())
