"""The phrase dictionary: wordings by their first word, and a prefilter for texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from indexer.patterns.openings import Openings, openings_of
from indexer.patterns.prefilter import SUBJECT, WORD, literal_prefixes, opening, place_of
from indexer.patterns.wording import Placeholders, compiled, with_dots

_WORDS = re.compile(rf"\b{WORD}")


@dataclass(frozen=True)
class Wording:
    """A wording of the kinds in `slugs` (none for a false friend).

    If `exact`, capitals matter.
    """

    slugs: tuple[str, ...]
    exact: bool
    spelled: str
    placeholders: Placeholders

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern; compiled on first use, as many wordings never are."""
        return compiled(self.spelled, self.placeholders)


@dataclass(frozen=True)
class PhraseDictionary:
    """Wordings by their first word, with patterns for their possible positions."""

    prefixes: Mapping[str, frozenset[str]]
    wordings: Mapping[str, Openings[Wording]]
    subjects: tuple[str, ...]

    @cached_property
    def place(self) -> re.Pattern[str]:
        """The first words of all possible wordings; for profiles, as it takes long to compile."""
        return place_of(frozenset().union(*self.prefixes.values()), self.subjects)

    def patterns(self) -> Iterator[re.Pattern[str]]:
        """All patterns, compiled."""
        yield self.place
        for openings in self.wordings.values():
            yield from (wording.pattern for wording in openings.every)

    def begun(self, lower: str) -> Iterator[re.Match[str]]:
        """The matches of `place` in a short text; until it is compiled, by patterns for the words in it."""
        return self.place.finditer(lower) if "place" in vars(self) else self._begun(lower)

    def _begun(self, lower: str) -> Iterator[re.Match[str]]:
        for word in _WORDS.finditer(lower):
            key = word[0] if word[0] in self.wordings else SUBJECT
            if key in self.wordings and self._place_of(key).match(lower, word.start()):
                yield word

    def at(self, place: re.Match[str]) -> tuple[Wording, ...]:
        """The wordings that can begin at a match of `place`; unknown words may be short names."""
        openings = self.wordings.get(place[0]) or self.wordings.get(SUBJECT)
        return openings.at(place) if openings else ()

    def _place_of(self, key: str) -> re.Pattern[str]:
        place = self._places.get(key)
        if place is None:
            place = self._places[key] = place_of(self.prefixes[key], self.subjects)
        return place

    @cached_property
    def _places(self) -> dict[str, re.Pattern[str]]:
        return {}


def phrase_dictionary_of(
    spellings: Iterable[tuple[tuple[str, ...], str, bool]], placeholders: Placeholders
) -> PhraseDictionary:
    """A dictionary of spellings: what each names, how it is written, and whether its capitals matter."""
    known: dict[Wording, set[str]] = {}
    for slugs, written, exact in spellings:
        spelled = with_dots(written) if exact else with_dots(written).lower()
        known[Wording(slugs, exact, spelled, placeholders)] = literal_prefixes(spelled.lower())
    prefixes: defaultdict[str, set[str]] = defaultdict(set)
    for prefix in set().union(*known.values()):
        for word in opening(prefix):
            prefixes[word].add(prefix)
    return PhraseDictionary(
        {word: frozenset(begun) for word, begun in prefixes.items()},
        openings_of(known.items()),
        placeholders.subjects,
    )
