"""The positions of each stem among the tokens of a segment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import ascending, narrowed, offsets, ranges, spans_of
from indexer.engines.whoosh.index.documents import Documents
from indexer.engines.whoosh.index.term_dictionary import TermDictionary

BLOCK = 16
"""The bits of a position that are kept for each token; the others are the same for a block of tokens."""

REMEMBERED = 128
"""The stems of a segment whose positions are kept whole: at most some megabytes."""

Bounds = npt.NDArray[np.uint32]
"""The first token of each of R ranges, and the end of each; [2, R]."""

Spans = npt.NDArray[np.int64]
"""The span of positions of each of S stems in each of R ranges; [S, 2, R]."""


@dataclass(frozen=True)
class Positions:
    """The M positions of S stems, which stand in R runs: of one stem, in one block of the tokens.

    The positions of stems[i] are at offsets[i] to offsets[i + 1], its runs at run_at[i] to run_at[i + 1].
    """

    stems: npt.NDArray[np.uint32]  # [S] ordinals, ascending
    offsets: npt.NDArray[np.int64]  # [S + 1] into the positions
    run_at: npt.NDArray[np.int64]  # [S + 1] into the runs
    run_block: npt.NDArray[np.unsignedinteger[Any]]  # [R]
    run_length: npt.NDArray[np.unsignedinteger[Any]]  # [R]
    low: npt.NDArray[np.uint16]  # [M] the position within its block
    longest: npt.NDArray[np.int64]  # [1] the most tokens of a document

    @classmethod
    def of(cls, documents: Documents, terms: TermDictionary) -> Self:
        """The positions of every stem in the documents."""
        stem = terms.stem_of[documents.word]
        counts = np.bincount(stem, minlength=1)
        order = ascending(stem)[counts[0] :].astype(np.uint32)  # without the position gaps
        stems = np.flatnonzero(counts[1:]) + 1
        bounds = offsets(counts[stems])
        block = narrowed(order >> BLOCK)
        begins = np.append(True, block[1:] != block[:-1])[: len(block)]
        begins[bounds[:-1]] = True
        runs = np.flatnonzero(begins)
        return cls(
            stems=stems.astype(np.uint32),
            offsets=bounds,
            run_at=runs.searchsorted(bounds),
            run_block=block[runs],
            run_length=narrowed(np.diff(runs, append=len(block))),
            low=order.astype(np.uint16),
            longest=np.diff(documents.first_token.astype(np.int64)).max(keepdims=True, initial=0),
        )

    @cached_property
    def of_stem(self) -> Callable[[int], npt.NDArray[np.uint32]]:
        """The positions of a stem, ascending; those of the last stems are kept."""
        return lru_cache(maxsize=REMEMBERED)(self._of_stem)

    def _of_stem(self, stem: int) -> npt.NDArray[np.uint32]:
        at = int(self.stems.searchsorted(np.uint32(stem)))
        if at == len(self.stems) or self.stems[at] != stem:
            return np.empty(0, np.uint32)
        runs = slice(*self.run_at[at : at + 2].tolist())
        positions = self.low[slice(*self.offsets[at : at + 2].tolist())].astype(np.uint32)
        positions += np.repeat(self.run_block[runs].astype(np.uint32) << BLOCK, self.run_length[runs])
        return positions

    def between(self, stems: Sequence[int], bounds: Bounds) -> Spans:
        """The spans of positions of S stems within R documents or parts of them."""
        found = np.empty((len(stems), *bounds.shape), np.int64)
        for row, stem, span in zip(found, stems, spans_of(stems, self.stems, self.offsets), strict=True):
            np.add(self.of_stem(stem).searchsorted(bounds), span.start, out=row)
        return found

    def within(self, spans: Spans, bounds: Bounds) -> npt.NDArray[np.int64]:
        """The positions in spans that `between` found, one span after the other."""
        low, high = spans.swapaxes(0, 1).reshape(2, -1)
        rows = ranges(low, high)
        if self.longest[0] > 1 << BLOCK:
            return self._in_blocks(rows)
        first = np.repeat(bounds[:1].repeat(len(spans), axis=0).ravel(), high - low)
        beyond = self.low[rows]
        beyond -= first.astype(np.uint16)  # which wraps around
        return np.add(first, beyond, dtype=np.int64)

    def _in_blocks(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Any of the positions."""
        run = self.run_length.cumsum(dtype=np.int64).searchsorted(rows, "right")
        return (self.run_block[run].astype(np.int64) << BLOCK) + self.low[rows]
