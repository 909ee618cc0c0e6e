"""Completions from one generation: titles, categories and qualifications."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.suggest.completion import NameQuery, likeliest
from indexer.engines.whoosh.suggest.prefix_index import Keys, PrefixIndex
from indexer.language.words import plain_stems, plain_words
from indexer.qualification import TAXONOMY
from indexer.question import JobNames
from indexer.results import Suggestion
from indexer.rules.schema import name_hash
from indexer.rules.suggesting import (
    Label,
    Prefixes,
    choices,
    combined,
    labels,
    typed_words,
    with_choices,
    with_typos,
)

Titled = Callable[[NameQuery, int], IndexReader]
"""Finds the documents whose titles may complete a text, for a number of completions."""


class Suggestions:
    """Completes text from the titles and labels of a generation.

    In the prefix index, the keys of words in titles are their ordinals, and those of words in labels are
    negative.
    """

    def __init__(
        self, reader: IndexReader, names: JobNames, found: Sequence[Label], titled: Titled | None = None
    ) -> None:
        """`titled` finds the documents to complete from; without it, they are all in `reader`."""
        self._thesaurus = reader.thesaurus
        self._names = names
        self._labels = found
        self._words = PrefixIndex([*_name_words(reader), *_label_words(self._labels)])
        self._titled: Titled = titled or (lambda _query, _limit: reader)

    def complete(self, prefix: str, limit: int) -> list[Suggestion]:
        """Completions of the text typed so far, the most likely first."""
        typed = typed_words(prefix)
        if not typed or limit < 1:
            return []
        found = [self._matching(word) for word in typed]
        profiles = self._profiles(prefix, [keys[keys > 0] for keys in found], limit)
        profiles = with_choices(choices(prefix, self._names), profiles)
        return combined(prefix, profiles, self._with_all([keys[keys < 0] for keys in found]), limit)

    def _matching(self, word: Prefixes) -> Keys:
        """The keys for a word; if there are none, for the word with a typo corrected."""
        found = self._words.matching(word)
        return found if len(found) else self._words.matching(with_typos(word))

    def _profiles(self, typed: str, words: Sequence[Keys], limit: int) -> list[Suggestion]:
        """Profiles by their titles, the most likely first."""
        stems = plain_stems(typed)
        names = [name_hash(one) for one in (stems, *self._thesaurus.meanings(stems, plain_words(typed)))]
        query = NameQuery(words, np.array(names, np.uint64))
        reader = self._titled(query, limit)
        return [_suggestion(reader, *found) for found in likeliest(reader, query, limit)]

    def _with_all(self, words: Sequence[Keys]) -> list[Label]:
        """The labels that have all the words, the one of most profiles first."""
        first, *rest = (set(keys.tolist()) for keys in words)
        return [self._labels[-key - 1] for key in sorted(first.intersection(*rest), reverse=True)]


def labels_of(reader: IndexReader) -> list[Label]:
    """The labels of the qualifications that are in use, and of the categories that editors wrote."""
    categories = {} if reader.categories.derived else _category_counts(reader)
    return labels(categories, _qualification_counts(reader))


def _suggestion(reader: IndexReader, document: int, name: int) -> Suggestion:
    stored = reader.stored_fields(document)
    shown = [stored.title, *filter(None, stored.alternative_titles)]
    if name == 0 or name >= len(shown):  # hidden titles come after those that are shown
        return Suggestion(stored.title, "title", stored.id)
    return Suggestion(shown[name], "alternative_title", stored.id, leads_to=stored.title)


def _category_counts(reader: IndexReader) -> dict[str, int]:
    names = reader.categories.names
    counts = np.bincount(reader.category[reader.live], minlength=len(names)).tolist()
    return dict(zip(names, counts, strict=True))


def _qualification_counts(reader: IndexReader) -> dict[str, int]:
    kinds = reader.qualifications[reader.live, 0]
    return {kind.slug: int(np.count_nonzero(kinds >> bit & 1)) for bit, kind in enumerate(TAXONOMY)}


def _name_words(reader: IndexReader) -> Iterator[tuple[str, int]]:
    """The words in titles with their ordinals, which begin at 1."""
    texts = reader.terms.words.texts
    return ((texts[ordinal], ordinal) for ordinal in np.flatnonzero(reader.statistics.word_titles).tolist())


def _label_words(found: Sequence[Label]) -> Iterator[tuple[str, int]]:
    """The words in labels with negative keys."""
    return ((word, -index - 1) for index, label in enumerate(found) for word in label.words)
