"""The positions of each stem among the tokens of a segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import ascending, offsets, spans_of
from indexer.engines.whoosh.index.documents import Documents
from indexer.engines.whoosh.index.term_dictionary import TermDictionary


@dataclass(frozen=True)
class Positions:
    """Positions by stem: those of stems[i] are tokens[offsets[i]:offsets[i + 1]]."""

    stems: npt.NDArray[np.uint32]
    offsets: npt.NDArray[np.int64]
    tokens: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, documents: Documents, terms: TermDictionary) -> Self:
        """The positions of every stem in the documents."""
        stem = terms.stem_of[documents.word]
        counts = np.bincount(stem, minlength=1)
        order = ascending(stem)[counts[0] :]  # without the position gaps
        stems = np.flatnonzero(counts[1:]) + 1
        return cls(stems.astype(np.uint32), offsets(counts[stems]), order.astype(np.uint32))

    def of_stem(self, stem: int) -> npt.NDArray[np.uint32]:
        """The positions of a stem, ascending."""
        return self.tokens[spans_of((stem,), self.stems, self.offsets)[0]]

    def between(self, stems: Sequence[int], bounds: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
        """The spans in `tokens` of S stems within R half-open ranges, [2, R]; [S, 2, R]."""
        found = np.empty((len(stems), *bounds.shape), np.int64)
        for row, span in zip(found, spans_of(stems, self.stems, self.offsets), strict=True):
            np.add(self.tokens[span].searchsorted(bounds), span.start, out=row)
        return found
