"""A profile's score from its texts in plain Python: BM25F, best readings, words side by side."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.language.interpretation import Alternative, Group, How, Interpretation
from indexer.language.words import stem, tokens
from indexer.profile import Profile
from indexer.rules.schema import FIELD_WEIGHTS

K1, B = 1.2, 0.75
NAMES = ("title", "alternative_titles", "hidden_titles")


class Text:
    """A profile's runs of stems that stand side by side, by field."""

    def __init__(self, profile: Profile) -> None:
        self.runs: dict[str, list[list[str]]] = {field: [] for field in FIELD_WEIGHTS}
        self.said: list[list[str]] = []
        for field, text in _parts(profile):
            for line in text.split("\n"):
                found = tokens(line)
                plain = found.plain()
                for words in (found.words[:plain], found.words[plain:]):
                    self.runs[field].append(list(map(stem, words)))
                    self.said.append(words)
        self.counts = {
            field: Counter(one for run in runs for one in run) for field, runs in self.runs.items()
        }

    def has(self, sequence: Sequence[str]) -> bool:
        """Whether stems stand side by side."""
        return _in_one([run for runs in self.runs.values() for run in runs], sequence)

    def says(self, words: Sequence[str]) -> bool:
        """Whether words stand side by side exactly so."""
        return _in_one(self.said, words)


def _in_one(runs: Sequence[list[str]], sequence: Sequence[str]) -> bool:
    size, wanted = len(sequence), list(sequence)
    return any(run[at : at + size] == wanted for run in runs for at in range(len(run) - size + 1))


class PlainScores:
    """The scores over some profiles."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._texts = {profile.id: Text(profile) for profile in profiles}
        self._lengths = {
            field: sum(text.counts[field].total() for text in self._texts.values()) for field in FIELD_WEIGHTS
        }

    def score(self, name: str, question: Interpretation) -> float:
        """The sum over the words and phrases of a question."""
        words = sum(self.group(name, group) for group in question.groups)
        return words + sum(max(self.quoted(name, one) for one in phrase) for phrase in question.phrases)

    def missing(self, name: str, question: Interpretation) -> int:
        """How many of the words a profile lacks."""
        return sum(self.group(name, group) == 0 for group in question.groups)

    def group(self, name: str, group: Group) -> float:
        """The score of a word: that of its best alternative."""
        return max(self.alternative(name, one) for one in group.alternatives)

    def alternative(self, name: str, one: Alternative) -> float:
        """The score of an alternative; one of the family counts in full in a name."""
        weights = FIELD_WEIGHTS
        if one.how is How.FAMILY:
            names = {field: FIELD_WEIGHTS[field] / one.weight for field in NAMES}
            weights = {**FIELD_WEIGHTS, **names}
        has = self._texts[name].has(one.terms)
        return one.weight * sum(self.bm25f(name, term, weights) for term in one.terms) if has else 0.0

    def quoted(self, name: str, words: Sequence[str]) -> float:
        """The score of words that stand side by side exactly so: that of their stems."""
        return sum(self.bm25f(name, stem(one)) for one in words) if self._texts[name].says(words) else 0.0

    def bm25f(self, name: str, one: str, weights: Mapping[str, float] = FIELD_WEIGHTS) -> float:
        """The score of a stem."""
        return sum(weight * self._bm25(name, field, one) for field, weight in weights.items())

    def _bm25(self, name: str, field: str, one: str) -> float:
        text = self._texts[name]
        count, length = text.counts[field][one], text.counts[field].total()
        if not count:
            return 0.0
        having = sum(other.counts[field][one] > 0 for other in self._texts.values())
        idf = math.log(len(self._texts) / (having + 1)) + 1
        average = self._lengths[field] / len(self._texts)
        kept: int = byte_to_length(length_to_byte(length))  # Whoosh keeps lengths to the precision of a byte
        return idf * count * (K1 + 1) / (count + K1 * (1 - B + B * kept / average))


def _parts(profile: Profile) -> list[tuple[str, str]]:
    names = [("title", profile.title), *(("alternative_titles", one) for one in profile.alternative_titles)]
    names += [("hidden_titles", one) for one in profile.hidden_titles]
    rest = [("category", profile.category), ("summary", profile.summary)]
    return [*names, *rest, *((section.kind.value, section.text) for section in profile.sections)]
