"""The starts and lengths of tokens in their texts, in little more than one byte each.

Both columns can be used like arrays: indexed with tokens, or as a whole with `np.asarray`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import Array, begins, narrowed

UnsignedArray = npt.NDArray[np.unsignedinteger[Any]]
TokenIndices = npt.NDArray[np.integer[Any]]

FEW = 8
"""Up to one in FEW of a column's tokens are looked up one by one; for more, the whole column is computed."""


@dataclass(frozen=True)
class Starts:
    """The starts of T tokens: the low byte of each, and R runs of tokens that share the higher bytes."""

    start_low: npt.NDArray[np.uint8]  # [T]
    start_run: npt.NDArray[np.uint32]  # [R] the first token of each run
    start_high: UnsignedArray  # [R] the starts of a run, divided by 256

    @classmethod
    def of(cls, starts: UnsignedArray) -> Self:
        """The column of these starts."""
        high = starts >> 8
        run = np.flatnonzero(begins(high))
        return cls((starts & 255).astype(np.uint8), run.astype(np.uint32), narrowed(high[run]))

    def __len__(self) -> int:
        return len(self.start_low)

    def __getitem__(self, tokens: TokenIndices) -> Array:
        if FEW * len(tokens) > len(self):
            return self.__array__()[tokens]
        run = self.start_run.searchsorted(tokens.astype(np.uint32), "right") - 1
        starts: Array = (self.start_high[run].astype(np.int64) << 8) + self.start_low[tokens]
        return starts

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> Array:
        high = np.repeat(self.start_high.astype(np.int64), np.diff(self.start_run, append=len(self)))
        return np.asarray((high << 8) + self.start_low, dtype or np.uint32)


@dataclass(frozen=True)
class Lengths:
    """The lengths of T tokens: the usual one of each word, and E tokens that have another."""

    word: UnsignedArray  # [T] ordinals
    length_usual: UnsignedArray  # [W] by ordinal: twice the length, plus 1 if some tokens have another
    length_odd: npt.NDArray[np.uint32]  # [E] tokens, ascending
    length_of_odd: UnsignedArray  # [E]

    @classmethod
    def of(cls, lengths: UnsignedArray, word: UnsignedArray) -> Self:
        """The column of these lengths; the usual length of a word is the last one."""
        usual = np.zeros(int(word.max(initial=0)) + 1, np.uint32)
        usual[word] = lengths
        odd = np.flatnonzero(usual[word] != lengths)
        usual <<= 1
        usual[word[odd]] |= 1
        return cls(word, narrowed(usual), odd.astype(np.uint32), narrowed(lengths[odd]))

    def __len__(self) -> int:
        return len(self.word)

    def __getitem__(self, tokens: TokenIndices) -> Array:
        if FEW * len(tokens) > len(self):
            return self.__array__()[tokens]
        usual = self.length_usual[self.word[tokens]]
        lengths: Array = (usual >> 1).astype(np.int64)
        unsure = np.flatnonzero(usual & 1)
        if len(unsure):
            sought = tokens[unsure].astype(np.uint32)
            place = self.length_odd.searchsorted(sought)
            odd = self.length_odd.take(place, mode="clip") == sought
            lengths[unsure[odd]] = self.length_of_odd[place[odd]]
        return lengths

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> Array:
        lengths: Array = (self.length_usual >> 1)[self.word].astype(dtype or np.uint16)
        lengths[self.length_odd] = self.length_of_odd
        return lengths


def compact(columns: Mapping[str, Array]) -> dict[str, Array]:
    """The columns of documents as they are stored."""
    stored = dict(columns)
    starts, lengths = np.asarray(stored.pop("start")), np.asarray(stored.pop("length"))
    return vars(Starts.of(starts)) | vars(Lengths.of(lengths, stored["word"])) | stored


def opened(stored: Mapping[str, Array]) -> dict[str, Any]:
    """The columns of documents that `compact` returned."""
    columns: dict[str, Any] = dict(stored)
    starts = Starts(**{name: columns.pop(name) for name in Starts.__dataclass_fields__})
    others = {name: columns.pop(name) for name in Lengths.__dataclass_fields__ if name != "word"}
    return columns | {"start": starts, "length": Lengths(columns["word"], **others)}
