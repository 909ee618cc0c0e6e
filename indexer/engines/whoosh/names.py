"""The words of names, inverted: which titles, or other names, have a word, and which begin with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.arrays import offsets, ranges
from indexer.engines.whoosh.documents import Documents

Numbers = npt.NDArray[np.int64]


class Having(NamedTuple):
    """The parts that have a word, ascending, and whether each has it only later, not at its beginning."""

    parts: Numbers
    later: Numbers


@dataclass(frozen=True)
class NameWords:
    """The words of titles, or of other names, in M places.

    The places of `words[i]` stand at offsets[i] to offsets[i + 1].
    """

    words: npt.NDArray[np.uint32]  # [V] ascending numbers in the lexicon
    offsets: npt.NDArray[np.int64]  # [V + 1]
    parts: npt.NDArray[np.uint32]  # [M] which part of the segment's documents is the name
    first: npt.NDArray[np.bool_]  # [M] the name begins with the word

    @classmethod
    def of(cls, documents: Documents, *fields: int) -> Self:
        """The words of every name that is one of these fields."""
        parts = np.flatnonzero(np.isin(documents.part_field, fields))
        begin, end = documents.tokens[parts], documents.tokens[parts + 1]
        tokens = ranges(begin, end)
        real = documents.word[tokens] > 0
        name, tokens = np.repeat(np.arange(len(parts)), end - begin)[real], tokens[real]
        first = documents.start[tokens] == documents.start[begin][name]
        order = np.argsort(documents.word[tokens], kind="stable")
        words, counts = np.unique(documents.word[tokens], return_counts=True)
        return cls(words, offsets(counts), parts[name][order].astype(np.uint32), first[order])

    def having(self, words: Numbers) -> Having:
        """The names that have any of these words."""
        mine = np.flatnonzero(np.isin(self.words, words))
        places = ranges(self.offsets[mine], self.offsets[mine + 1])
        keys = np.sort(self.parts[places].astype(np.int64) * 2 + ~self.first[places])
        parts, later = np.divmod(keys, 2)
        once = np.flatnonzero(np.diff(parts, prepend=-1))
        return Having(parts[once], later[once])
