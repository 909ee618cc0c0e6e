"""Completions of what is being typed: the names of profiles, then categories and qualifications.

Every typed word must begin a word of what is suggested; a longer word with which nothing begins may have one
slip. A name that is exactly what was typed or means the same comes first, then titles that begin so, titles
with a later word that begins so, and alternative titles likewise; among these the short ones whose words the
library often speaks of. A profile is suggested once, by its best name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from indexer.engine import Suggestion
from indexer.engines.whoosh.analysis import name_hash
from indexer.engines.whoosh.beginnings import Beginnings, with_slips
from indexer.engines.whoosh.completion import Wanted, likeliest
from indexer.engines.whoosh.labels import Label, labels, plain_words
from indexer.engines.whoosh.snapshot import Numbers, Snapshot
from indexer.language.words import PRONOUN_MARK, plain_stems, tokens

LABELS_FROM = 3
"""From so many letters on categories and qualifications are suggested, too."""
SHARE = 4
"""One place in so many is kept for them."""

Beginning = Collection[str]
"""The ways in which one word may begin."""


class Suggestions:
    """What can be suggested from a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._labels = labels(snapshot)
        self._words = Beginnings([*_name_words(snapshot), *_label_words(self._labels)])

    def complete(self, prefix: str, limit: int) -> list[Suggestion]:
        """Complete what is being typed, the likeliest first."""
        typed = _typed(prefix)
        if not typed or limit < 1:
            return []
        found = [self._having(word) for word in typed]
        profiles = self._profiles(prefix, [one[one > 0] for one in found], limit)
        exact, others = self._fitting(prefix, [one[one < 0] for one in found])
        if len(prefix.strip()) < LABELS_FROM:
            others = []
        kept = min(len(others), limit // SHARE)
        return [*[*exact, *profiles][: limit - kept], *others][:limit]

    def _having(self, word: Beginning) -> Numbers:
        """Names' words above 0 and labels below it that begin so, or with a slip where none does."""
        found = self._words.having(word)
        return found if len(found) else self._words.having(with_slips(word))

    def _profiles(self, typed: str, words: Sequence[Numbers], limit: int) -> list[Suggestion]:
        """Profiles by their names, the likeliest first."""
        stems = plain_stems(typed)
        names = [name_hash(one) for one in (stems, *self._snapshot.thesaurus.meanings(stems))]
        wanted = Wanted(words, np.array(names, np.uint64))
        return [self._suggestion(*found) for found in likeliest(self._snapshot, wanted, limit)]

    def _fitting(self, typed: str, words: Sequence[Numbers]) -> tuple[list[Suggestion], list[Suggestion]]:
        """The labels that have all the words: what is exactly what was typed, and the others."""
        first, *rest = (set(one.tolist()) for one in words)
        labels = [self._labels[-number - 1] for number in sorted(first.intersection(*rest), reverse=True)]
        name = plain_words(typed)
        exact = [label.suggestion for label in labels if label.name == name]
        return exact, [label.suggestion for label in labels if label.name != name]

    def _suggestion(self, document: int, name: int) -> Suggestion:
        card = self._snapshot.card(document)
        shown = [card.title, *filter(None, card.alternative_titles)]
        if name == 0 or name >= len(shown):  # behind those that are shown are the hidden ones
            return Suggestion(card.title, "title", card.id)
        return Suggestion(shown[name], "alternative_title", card.id, leads_to=card.title)


def _typed(text: str) -> list[Beginning]:
    """The words that were typed; one that is not finished is looked for as it stands, too."""
    found = tokens(text)
    plain = zip(found.words[: found.plain()], found.starts, found.ends, strict=False)
    return [{word.rstrip(PRONOUN_MARK), text[start:end].casefold()} for word, start, end in plain]


def _name_words(snapshot: Snapshot) -> Iterator[tuple[str, int]]:
    """The words of names with their numbers, which begin at 1."""
    texts = snapshot.lexicon.words.texts
    return ((texts[number], number) for number in np.flatnonzero(snapshot.statistics.word_titles).tolist())


def _label_words(found: Sequence[Label]) -> Iterator[tuple[str, int]]:
    """The words of labels with numbers below 0."""
    return ((word, -place - 1) for place, label in enumerate(found) for word in label.words)
