"""The vocabulary of a generation, against which queries are interpreted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.term_dictionary import OrdinalColumn, Ordinals, TermDictionary
from indexer.language.interpretation import speller_of
from indexer.language.spelling import Speller

REMEMBERED = 16_384
"""The stems and roots whose words are kept: a generation's questions repeat their words."""


class IndexVocabulary:
    """The vocabulary of the served documents."""

    def __init__(self, terms: TermDictionary, statistics: Statistics) -> None:
        self._terms = terms
        self._documents: list[int] = statistics.word_documents.tolist()
        self._titles: list[int] = statistics.word_titles.tolist()
        shown = statistics.word_shown.tolist()
        self._sorted = sorted(word for word, count in zip(terms.words.texts, shown, strict=True) if count)
        self._by_stem = _Classes(terms.stems, terms.stem_of)
        self._by_root = _Classes(terms.roots, terms.root_of)
        self.with_stem = lru_cache(maxsize=REMEMBERED)(self._with_stem)
        self.with_root = lru_cache(maxsize=REMEMBERED)(self._with_root)

    def frequency(self, word: str) -> int:
        """The number of profiles that have the word; 0 if it is unknown."""
        ordinal = self._terms.words.ordinal.get(word)
        return 0 if ordinal is None else self._documents[ordinal]

    def title_frequency(self, word: str) -> int:
        """The number of profiles that have the word in a title or alternative title."""
        ordinal = self._terms.words.ordinal.get(word)
        return 0 if ordinal is None else self._titles[ordinal]

    def _with_stem(self, stem: str) -> Sequence[str]:
        """The words with this stem."""
        return self._known(self._by_stem.members(stem))

    def _with_root(self, root: str) -> Sequence[str]:
        """The words with this family root."""
        return self._known(self._by_root.members(root))

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        """The words with this prefix that are in shown text, the most frequent first."""
        first = bisect_left(self._sorted, prefix)
        last = bisect_left(self._sorted, prefix + "\U0010ffff")
        counted = [(-self.frequency(word), word) for word in self._sorted[first:last]]
        return list(map(itemgetter(1), sorted(counted)[:limit]))

    def words(self) -> Sequence[str]:
        """All words in shown text, in alphabetical order."""
        return self._sorted

    @cached_property
    def speller(self) -> Speller:
        """A speller over these words."""
        return speller_of(self)

    def _known(self, ordinals: npt.NDArray[np.int64]) -> list[str]:
        texts = self._terms.words.texts
        return sorted(texts[ordinal] for ordinal in ordinals.tolist() if self._documents[ordinal])


class _Classes:
    """Words grouped by class: by stem or by root."""

    def __init__(self, classes: Ordinals, class_of: OrdinalColumn) -> None:
        self._classes = classes
        self._order = np.argsort(class_of, kind="stable")
        self._bounds = np.searchsorted(class_of, np.arange(len(classes.texts) + 1), sorter=self._order)

    def members(self, name: str) -> npt.NDArray[np.int64]:
        """The ordinals of the words of a class."""
        ordinal = self._classes.ordinal.get(name)
        if not ordinal:  # an unknown class, or that of the position gap
            return self._order[:0]
        return self._order[self._bounds[ordinal] : self._bounds[ordinal + 1]]
