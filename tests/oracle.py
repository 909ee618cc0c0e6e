"""What an engine has to answer, said again in plain Python, without an index and without an array.

It knows which profiles a question has to list and which may join them, how many join, which words each one
lacks, and every facet's counts for a list; of scores it knows nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from indexer.language.families import root
from indexer.language.interpret import interpret
from indexer.language.interpretation import Group, speller_of
from indexer.language.spelling import Speller
from indexer.language.synonyms import Thesaurus
from indexer.language.words import name_stems, stem, tokens
from indexer.profile import Profile
from indexer.query import Query
from tests.filters import counts, facts_of, fits

Runs = list[list[str]]
"""Words that stand side by side: the lines of a text, and behind them what several make together."""


class Limits(NamedTuple):
    """How long lists go on: to a part of the library, within bounds."""

    least: int
    part: int
    most: int

    def enough(self, library: int) -> int:
        """How many profiles make a list long enough."""
        return min(max(self.least, library // self.part), self.most)


class Answer(NamedTuple):
    """What a list has to hold, and what it may go on with while there is room."""

    full: frozenset[str]
    others: frozenset[str]
    room: int
    words: tuple[str, ...]
    lacking: dict[str, frozenset[int]]  # the places of the words that a profile lacks
    named: frozenset[str]
    nowhere: frozenset[int]  # the places of the words that no profile has in any reading

    def similar(self, listed: Iterable[str]) -> frozenset[str]:
        """Those of a list that have none of the words."""
        return frozenset(key for key in listed if self.words and len(self.lacking[key]) == len(self.words))

    def relaxed(self, listed: Collection[str]) -> tuple[str, ...]:
        """The words that a profile of the list lacks, though it has others."""
        lacked = {place for key in {*listed} - self.similar(listed) for place in self.lacking[key]}
        return tuple(self.words[place] for place in sorted(lacked - self.nowhere))


class Words:
    """The words of a library, as a question is read against them."""

    def __init__(self, names: Iterable[set[str]], texts: Iterable[set[str]]) -> None:
        self._names = Counter(word for words in names for word in words)
        self._texts = Counter(word for words in texts for word in words)

    def frequency(self, word: str) -> int:
        return self._texts[word]

    def title_frequency(self, word: str) -> int:
        return self._names[word]

    def with_stem(self, wanted: str) -> Sequence[str]:
        return [word for word in self.words() if stem(word) == wanted]

    def with_root(self, wanted: str) -> Sequence[str]:
        return [word for word in self.words() if root(word) == wanted]

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        found = [word for word in self.words() if word.startswith(prefix)]
        return sorted(found, key=lambda word: (-self._texts[word], word))[:limit]

    def words(self) -> Sequence[str]:
        return sorted(self._texts)

    @cached_property
    def speller(self) -> Speller:
        return speller_of(self)


class Oracle:
    """Answers from a list of profiles; where a list has enough of them, no word is let go."""

    def __init__(self, profiles: Sequence[Profile], thesaurus: Thesaurus, limits: Limits) -> None:
        self._profiles = {profile.id: profile for profile in profiles}
        self._facts = {profile.id: facts_of(profile) for profile in profiles}
        self._thesaurus = thesaurus
        self._limits = limits
        names = {one.id: [*runs(one.title), *_all_runs(one.alternative_titles)] for one in profiles}
        texts = {one.id: names[one.id] + _all_runs(_texts(one)) for one in profiles}
        self._words = Words(map(_distinct, names.values()), map(_distinct, texts.values()))
        self._texts = texts
        self._stems = {key: [[stem(word) for word in run] for run in found] for key, found in texts.items()}

    def answer(self, query: Query) -> Answer:
        """What a query lists, before its filters."""
        asked = interpret(query.text, self._words, self._thesaurus, exact=query.exact)
        knows = asked.groups or asked.phrases or not asked.unmatched
        allowed = [
            key
            for key, texts in self._stems.items()
            if knows
            and all(any(_has(self._texts[key], one) for one in phrase) for phrase in asked.phrases)
            and not any(_has(texts, one) for one in asked.excluded)
        ]
        having = {key: [self._in_group(key, group) for group in asked.groups] for key in allowed}
        full = frozenset(key for key, has in having.items() if all(has))
        some, room = self._with_a_word(having), self._limits.enough(len(self._profiles)) - len(full)
        small = len(self._profiles) < self._limits.least * self._limits.part
        others = some if small or asked.phrases else frozenset(allowed if some else ())
        if query.exact or not asked.groups or room <= 0:
            others, room = frozenset(), 0
        lacking = {
            key: frozenset(place for place, found in enumerate(has) if not found)
            for key, has in having.items()
        }
        words = tuple(group.word for group in asked.groups)
        nowhere = frozenset(
            place
            for place, group in enumerate(asked.groups)
            if not any(self._in_group(key, group) for key in self._stems)
        )
        return Answer(full, others - full, room, words, lacking, self._named(asked.name), nowhere)

    def _named(self, name: tuple[str, ...]) -> frozenset[str]:
        return frozenset(
            one.id
            for one in self._profiles.values()
            if any(name_stems(tokens(title)) == name for title in (one.title, *one.alternative_titles))
        )

    def _with_a_word(self, having: dict[str, list[bool]]) -> frozenset[str]:
        """Those that have a word; one that half the library has brings none."""
        often = [2 * sum(column) > len(self._profiles) for column in zip(*having.values(), strict=True)]
        telling = [place for place, is_often in enumerate(often) if not is_often] or list(range(len(often)))
        return frozenset(key for key, has in having.items() if any(has[place] for place in telling))

    def _in_group(self, key: str, group: Group) -> bool:
        return any(_has(self._stems[key], alternative.terms) for alternative in group.alternatives)

    def filtered(self, found: Iterable[str], query: Query) -> frozenset[str]:
        """Those that a query's filters let through."""
        return frozenset(key for key in found if fits(self._facts[key], query))

    def counts(self, found: Iterable[str], query: Query) -> dict[str, dict[str, int]]:
        """What every facet says of a list."""
        return counts((self._facts[key] for key in found), query)


def runs(text: str) -> Runs:
    """The words of a text that stand side by side."""
    found = tokens(text)
    plain = found.plain()
    lines = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n"), len(text)]
    spans = [range(start, end) for start, end in pairwise(lines)]
    placed = list(zip(found.words[:plain], found.starts, strict=False))
    return [*([word for word, start in placed if start in span] for span in spans), found.words[plain:]]


def _all_runs(texts: Iterable[str]) -> Runs:
    return [run for text in texts for run in runs(text)]


def _texts(profile: Profile) -> list[str]:
    return [profile.category, profile.summary, *(section.text for section in profile.sections)]


def _distinct(found: Runs) -> set[str]:
    return {word for run in found for word in run}


def _has(texts: Runs, terms: Sequence[str]) -> bool:
    wanted = list(terms)
    return any(
        run[at : at + len(wanted)] == wanted for run in texts for at in range(len(run) - len(wanted) + 1)
    )
