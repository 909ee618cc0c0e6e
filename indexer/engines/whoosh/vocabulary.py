"""The words of a snapshot, as a question is read against them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.lexicon import Lexicon, Names
from indexer.engines.whoosh.statistics import Statistics


class SnapshotVocabulary:
    """The words that the served documents have."""

    def __init__(self, lexicon: Lexicon, statistics: Statistics) -> None:
        self._lexicon = lexicon
        self._documents: list[int] = statistics.word_documents.tolist()
        self._titles: list[int] = statistics.word_titles.tolist()
        shown = statistics.word_shown.tolist()
        self._sorted = sorted(word for word, count in zip(lexicon.words.texts, shown, strict=True) if count)
        self._by_stem = _Classes(lexicon.stems, lexicon.stem_of)
        self._by_root = _Classes(lexicon.roots, lexicon.root_of)

    def frequency(self, word: str) -> int:
        """How many profiles have the word; 0 where it is unknown."""
        number = self._lexicon.words.number.get(word)
        return 0 if number is None else self._documents[number]

    def title_frequency(self, word: str) -> int:
        """How many profiles have the word in one of their names."""
        number = self._lexicon.words.number.get(word)
        return 0 if number is None else self._titles[number]

    def with_stem(self, stem: str) -> Sequence[str]:
        """The words with this stem."""
        return self._known(self._by_stem.members(stem))

    def with_root(self, root: str) -> Sequence[str]:
        """The words with this family root."""
        return self._known(self._by_root.members(root))

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        """The words that begin so and are shown somewhere, the most frequent first."""
        first = bisect_left(self._sorted, prefix)
        last = bisect_left(self._sorted, prefix + "\U0010ffff")
        counted = [(-self.frequency(word), word) for word in self._sorted[first:last]]
        return list(map(itemgetter(1), sorted(counted)[:limit]))

    def words(self) -> Sequence[str]:
        """Every word that is shown somewhere, in the order of the alphabet."""
        return self._sorted

    def _known(self, numbers: npt.NDArray[np.int64]) -> list[str]:
        texts = self._lexicon.words.texts
        return sorted(texts[number] for number in numbers.tolist() if self._documents[number])


class _Classes:
    """Words by what they have in common."""

    def __init__(self, names: Names, class_of: npt.NDArray[np.uint32]) -> None:
        self._names = names
        self._order = np.argsort(class_of, kind="stable")
        self._bounds = np.searchsorted(class_of, np.arange(len(names.texts) + 1), sorter=self._order)

    def members(self, name: str) -> npt.NDArray[np.int64]:
        number = self._names.number.get(name)
        if not number:  # unknown, or the gap between parts
            return self._order[:0]
        return self._order[self._bounds[number] : self._bounds[number + 1]]
