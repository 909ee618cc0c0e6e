"""What a search must answer, reckoned in plain Python: no arrays, no index, nothing remembered.

Knows the rules (design: all the words first, then most; groups of facets) and BM25F; what a question means
is read by the same `interpret` as everywhere, over words that are counted here again.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.engine import Query, RoleChoice
from indexer.engines.whoosh.weights import ENOUGH, FIELD_WEIGHTS
from indexer.language.interpret import interpret
from indexer.language.interpretation import Group, Interpretation
from indexer.language.synonyms import Synonym, Thesaurus, shipped
from indexer.language.words import stem, tokens
from indexer.profile import Profile
from indexer.qualification import counted
from tests.language.shelf import Shelf

K1, B = 1.2, 0.75

Run = list[str]
"""Stems that stand side by side."""


class List(NamedTuple):
    """What answers a question, before filters: scores by id, how many words each lacks, what was let go."""

    scores: dict[str, float]
    missing: dict[str, int]
    with_all_words: int
    relaxed: tuple[str, ...]


class Text:
    """A profile's runs of stems by field."""

    def __init__(self, profile: Profile) -> None:
        self.runs: dict[str, list[Run]] = {}
        for field, text in _parts(profile):
            for line in text.split("\n"):
                found = tokens(line)
                plain = found.plain()
                for words in (found.words[:plain], found.words[plain:]):
                    self.runs.setdefault(field, []).append(list(map(stem, words)))
        self.counts = {
            field: Counter(one for run in runs for one in run) for field, runs in self.runs.items()
        }

    def length(self, field: str) -> int:
        """How long a field is."""
        return sum(map(len, self.runs.get(field, [])))

    def has(self, sequence: Sequence[str]) -> bool:
        """Whether stems stand side by side."""
        size = len(sequence)
        return any(
            tuple(run[at : at + size]) == tuple(sequence)
            for runs in self.runs.values()
            for run in runs
            for at in range(len(run) - size + 1)
        )


class Oracle:
    """The answers over some profiles."""

    def __init__(self, profiles: Sequence[Profile], synonyms: Iterable[Synonym] = ()) -> None:
        self.profiles = {profile.id: profile for profile in profiles}
        self.texts = {profile.id: Text(profile) for profile in profiles}
        self.shelf = Shelf([_names_and_rest(profile) for profile in profiles])
        self.thesaurus = Thesaurus((*shipped(), *synonyms))

    def read(self, query: Query) -> Interpretation:
        """What the question means here."""
        return interpret(query.text, self.shelf, self.thesaurus, exact=query.exact)

    def listed(self, query: Query) -> List:
        """All the words first; where too few profiles have them, those that have most."""
        question = self.read(query)
        allowed = [name for name in self.texts if self._allowed(name, question)]
        has = {name: [self.group(name, group) > 0 for group in question.groups] for name in allowed}
        full = [name for name in allowed if all(has[name])]
        chosen = set(full)
        if len(full) < ENOUGH and not query.exact:
            chosen |= self._relaxed(has, ENOUGH - len(full))
        let_go = [
            group.word for at, group in enumerate(question.groups) if not all(has[n][at] for n in chosen)
        ]
        scores = {name: self._score(name, question) for name in chosen}
        missing = {name: has[name].count(False) for name in chosen}
        return List(scores, missing, len(full), tuple(let_go))

    def counts(self, query: Query) -> dict[str, dict[str, int]]:
        """How many profiles of the list have each value, by facet, each one's own selection ignored."""
        listed = self.listed(query).scores
        selected = {
            "qualification": set(query.qualification),
            "level": set(map(str, query.level)),
            "category": set(query.category),
        }
        found: dict[str, dict[str, int]] = {}
        for facet, own in selected.items():
            others = {**selected, facet: set()}
            staying = [
                self.values(name, query.role) for name in listed if self._stays(name, others, query.role)
            ]
            tally = Counter(value for values in staying for value in values[facet])
            found[facet] = {**dict.fromkeys(own, 0), **tally}
        return found

    def filtered(self, query: Query) -> set[str]:
        """The list after the filters."""
        selected = {"qualification": set(query.qualification), "category": set(query.category)}
        every = {**selected, "level": set(map(str, query.level))}
        return {name for name in self.listed(query).scores if self._stays(name, every, query.role)}

    def values(self, name: str, role: RoleChoice) -> Mapping[str, set[str]]:
        """What a profile counts for."""
        profile = self.profiles[name]
        facts = counted(profile)
        any_ = role is RoleChoice.ANY
        return {
            "qualification": set(facts.any if any_ else facts.direct),
            "level": set(map(str, facts.any_levels if any_ else facts.direct_levels)),
            "category": {profile.category} - {""},
        }

    def _stays(self, name: str, selected: Mapping[str, set[str]], role: RoleChoice) -> bool:
        values = self.values(name, role)
        return all(not wanted or wanted & values[facet] for facet, wanted in selected.items())

    def _allowed(self, name: str, question: Interpretation) -> bool:
        text = self.texts[name]
        asks = bool(question.groups or question.phrases or not question.unmatched)
        return asks and all(map(text.has, question.phrases)) and not any(map(text.has, question.excluded))

    def _relaxed(self, has: Mapping[str, Sequence[bool]], wanted: int) -> set[str]:
        groups = range(len(next(iter(has.values()), ())))
        half = len(self.texts) / 2
        telling = [at for at in groups if sum(words[at] for words in has.values()) <= half] or list(groups)
        for least in range(len(telling), 0, -1):
            found = {name for name, words in has.items() if sum(words[at] for at in telling) >= least}
            if len(found) >= wanted or least == 1:
                return found
        return set()

    def _score(self, name: str, question: Interpretation) -> float:
        words = sum(self.group(name, group) for group in question.groups)
        return words + sum(self.sequence(name, phrase) for phrase in question.phrases)

    def group(self, name: str, group: Group) -> float:
        """A profile's score for a group: that of its best alternative."""
        return max(one.weight * self.sequence(name, one.terms) for one in group.alternatives)

    def sequence(self, name: str, stems: Sequence[str]) -> float:
        """The score of stems that stand side by side."""
        return sum(self.bm25f(name, one) for one in stems) if self.texts[name].has(stems) else 0.0

    def bm25f(self, name: str, one: str) -> float:
        """The score of a stem."""
        text, score = self.texts[name], 0.0
        for field, weight in FIELD_WEIGHTS.items():
            if count := text.counts.get(field, Counter())[one]:
                length = byte_to_length(length_to_byte(text.length(field)))
                norm = K1 * (1 - B + B * length / self._averages[field])
                score += weight * self._idf(field, one) * count * (K1 + 1) / (count + norm)
        return score

    def _idf(self, field: str, one: str) -> float:
        having = sum(one in text.counts.get(field, ()) for text in self.texts.values())
        return math.log(len(self.texts) / (having + 1)) + 1

    @cached_property
    def _averages(self) -> dict[str, float]:
        lengths = {field: sum(text.length(field) for text in self.texts.values()) for field in FIELD_WEIGHTS}
        return {field: max(length, 1) / len(self.texts) for field, length in lengths.items()}


def _parts(profile: Profile) -> list[tuple[str, str]]:
    names = [("title", profile.title), *(("alternative_titles", one) for one in profile.alternative_titles)]
    rest = [("category", profile.category), ("summary", profile.summary)]
    return [*names, *rest, *((section.kind.value, section.text) for section in profile.sections)]


def _names_and_rest(profile: Profile) -> tuple[str, str]:
    parts = _parts(profile)
    names = [text for field, text in parts if field in {"title", "alternative_titles"}]
    return "\n".join(names), "\n".join(text for _, text in parts[len(names) :])
