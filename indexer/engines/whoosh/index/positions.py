"""The positions of each stem among the tokens of a segment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import ascending, begins, narrowed, offsets
from indexer.engines.whoosh.index.documents import Documents
from indexer.engines.whoosh.index.term_dictionary import TermDictionary

BLOCK_BITS = 16
"""The number of low bits of a position that are kept for each token; a run of tokens shares the others."""

REMEMBERED = 128
"""The number of stems in a segment whose positions are kept whole: at most some megabytes."""


class Spans(NamedTuple):
    """The positions of S stems, and the spans in them that are within each of R ranges of tokens."""

    positions: npt.NDArray[np.uint32]
    bounds: npt.NDArray[np.int64]  # [S, 2, R]


@dataclass(frozen=True)
class Positions:
    """The M positions of S stems, in R runs; a run has the positions of one stem in one block of tokens.

    The positions of stems[i] are at offsets[i] to offsets[i + 1], its runs at run_at[i] to run_at[i + 1].
    """

    stems: npt.NDArray[np.uint32]  # [S] ordinals, ascending
    offsets: npt.NDArray[np.int64]  # [S + 1] into the positions
    run_at: npt.NDArray[np.int64]  # [S + 1] into the runs
    run_block: npt.NDArray[np.unsignedinteger[Any]]  # [R]
    run_length: npt.NDArray[np.unsignedinteger[Any]]  # [R]
    low: npt.NDArray[np.uint16]  # [M] the position within its block

    @classmethod
    def of(cls, documents: Documents, terms: TermDictionary) -> Self:
        """The positions of every stem in the documents."""
        stem = terms.stem_of[documents.word]
        counts = np.bincount(stem, minlength=1)
        order = ascending(stem)[counts[0] :].astype(np.uint32)  # without the position gaps
        stems = np.flatnonzero(counts[1:]) + 1
        bounds = offsets(counts[stems])
        block = narrowed(order >> BLOCK_BITS)
        first = begins(block)
        first[bounds[:-1]] = True
        runs = np.flatnonzero(first)
        return cls(
            stems=stems.astype(np.uint32),
            offsets=bounds,
            run_at=runs.searchsorted(bounds),
            run_block=block[runs],
            run_length=narrowed(np.diff(runs, append=len(block))),
            low=order.astype(np.uint16),
        )

    @cached_property
    def of_stem(self) -> Callable[[int], npt.NDArray[np.uint32]]:
        """The positions of a stem, ascending; those of the stems used last are remembered."""
        return lru_cache(maxsize=REMEMBERED)(self._of_stem)

    def _of_stem(self, stem: int) -> npt.NDArray[np.uint32]:
        at = int(self.stems.searchsorted(np.uint32(stem)))
        if at == len(self.stems) or self.stems[at] != stem:
            return np.empty(0, np.uint32)
        runs = slice(*self.run_at[at : at + 2].tolist())
        positions = self.low[slice(*self.offsets[at : at + 2].tolist())].astype(np.uint32)
        positions += np.repeat(self.run_block[runs].astype(np.uint32) << BLOCK_BITS, self.run_length[runs])
        return positions

    def between(self, stems: Sequence[int], bounds: npt.NDArray[np.uint32]) -> Spans:
        """The positions of S stems, and the spans in them within R half-open ranges of tokens, [2, R]."""
        found = np.empty((len(stems), *bounds.shape), np.int64)
        known, first = [_NO_POSITIONS], 0
        for row, stem in zip(found, stems, strict=True):
            known.append(self.of_stem(stem))
            np.add(known[-1].searchsorted(bounds), first, out=row)
            first += len(known[-1])
        positions = known[1] if len(stems) == 1 else np.concatenate(known)  # one stem needs no copy
        return Spans(positions, found)


_NO_POSITIONS = np.empty(0, np.uint32)
