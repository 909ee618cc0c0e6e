"""The phrase dictionary: wordings by their first word, and a prefilter for texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import msgspec

from indexer.patterns.prefilter import SUBJECT, literal_prefixes, opening, place_of
from indexer.patterns.wording import Placeholders, compiled, with_dots


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


class PhraseDictionary(msgspec.Struct, frozen=True):
    """Wordings by their first word, with a pattern for their possible positions."""

    place: re.Pattern[str]
    wordings: dict[str, tuple[Wording, ...]]

    def at(self, word: str) -> tuple[Wording, ...]:
        """The wordings that can begin with a word; unknown words may be short names."""
        return self.wordings.get(word) or self.wordings.get(SUBJECT, ())


def phrase_dictionary_of(
    spellings: Iterable[tuple[tuple[str, ...], str, bool]], placeholders: Placeholders
) -> PhraseDictionary:
    """A dictionary of spellings: what each names, how it is written, and whether its capitals matter."""
    found: defaultdict[str, dict[Wording, None]] = defaultdict(dict)
    known: set[str] = set()
    for slugs, written, exact in spellings:
        spelled = with_dots(written) if exact else with_dots(written).lower()
        wording = Wording(slugs, exact, spelled, placeholders)
        begun = literal_prefixes(spelled.lower())
        known |= begun
        for word in chain.from_iterable(map(opening, begun)):
            found[word][wording] = None
    place = place_of(known, placeholders.subjects)
    return PhraseDictionary(place, {word: tuple(wordings) for word, wordings in found.items()})
