"""The title term index: which titles have a word, or begin with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import offsets, ranges
from indexer.engines.whoosh.index.documents import Documents

Indices = npt.NDArray[np.int64]


class TitleMatches(NamedTuple):
    """The titles that have a word, as part numbers of a segment, ascending.

    `later` is 0 if the title begins with the word, and 1 if the word comes later.
    """

    parts: Indices
    later: Indices


@dataclass(frozen=True)
class TitleTerms:
    """M words in titles: those of words[i] are at offsets[i] to offsets[i + 1]."""

    words: npt.NDArray[np.uint32]  # [V] ordinals, ascending
    offsets: npt.NDArray[np.int64]  # [V + 1]
    parts: npt.NDArray[np.uint32]  # [M] part number of the title in the segment
    first: npt.NDArray[np.bool_]  # [M] whether the title begins with the word

    @classmethod
    def of(cls, documents: Documents, *fields: int) -> Self:
        """The words of all titles in these fields."""
        parts = np.flatnonzero(np.isin(documents.part_field, fields))
        begin, end = documents.tokens[parts], documents.tokens[parts + 1]
        tokens = ranges(begin, end)
        real = documents.word[tokens] > 0
        name, tokens = np.repeat(np.arange(len(parts)), end - begin)[real], tokens[real]
        first = documents.start[tokens] == documents.start[begin][name]
        order = np.argsort(documents.word[tokens], kind="stable")
        words, counts = np.unique(documents.word[tokens], return_counts=True)
        return cls(words, offsets(counts), parts[name][order].astype(np.uint32), first[order])

    def matching(self, words: Indices) -> TitleMatches:
        """The titles that have any of these words."""
        mine = np.flatnonzero(np.isin(self.words, words))
        entries = ranges(self.offsets[mine], self.offsets[mine + 1])
        order = np.lexsort((~self.first[entries], self.parts[entries]))
        parts, later = self.parts[entries][order].astype(np.int64), ~self.first[entries][order]
        once = np.flatnonzero(np.diff(parts, prepend=-1))
        return TitleMatches(parts[once], later[once].astype(np.int64))
