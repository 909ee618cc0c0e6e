"""The postings of a segment, in arrays that both our searches and Whoosh read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from whoosh.reading import TermInfo

from indexer.engines.whoosh.codec.arrays import Array, load, narrowed, offsets, save, spans_of
from indexer.engines.whoosh.codec.norms import CODED_LENGTHS
from indexer.rules.schema import FIELDS

EXTENSION = ".postings"

FIELD_BITS = 4
"""The number of low bits of a code that hold the field."""

MOST_FREQUENT = 15
"""The highest frequency that fits into a code of one byte."""


@dataclass(frozen=True)
class Postings:
    """The P postings of S stems in one segment.

    The postings of `stems[i]` are at offsets[i] to offsets[i + 1], ordered by field and document. The code of
    a posting is its frequency, shifted by FIELD_BITS, plus its field. A code with a frequency of 0 means that
    the posting is one of the E postings whose code needs more than a byte.
    """

    stems: npt.NDArray[np.uint32]  # [S] ordinals, ascending
    offsets: npt.NDArray[np.int64]  # [S + 1]
    documents: npt.NDArray[np.unsignedinteger[Any]]  # [P] in the smallest dtype that holds them
    codes: npt.NDArray[np.uint8]  # [P]
    long: npt.NDArray[np.int64]  # [E] postings, ascending
    long_codes: npt.NDArray[np.unsignedinteger[Any]]  # [E] in the smallest dtype that holds them
    lengths: npt.NDArray[np.uint8]  # [F, D] length code of each field in each document

    @classmethod
    def of(
        cls,
        bounds: tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]],
        documents: npt.NDArray[np.integer[Any]],
        fields: npt.NDArray[np.integer[Any]],
        frequencies: npt.NDArray[np.integer[Any]],
        lengths: npt.NDArray[np.uint8],
    ) -> Self:
        """The postings in these columns; `bounds` are the stems and the offsets."""
        long = np.flatnonzero(frequencies > MOST_FREQUENT)
        short = np.where(frequencies > MOST_FREQUENT, 0, frequencies)
        codes = (short << FIELD_BITS | fields).astype(np.uint8)
        long_codes = narrowed(frequencies[long].astype(np.int64) << FIELD_BITS | fields[long])
        return cls(*bounds, narrowed(documents), codes, long, long_codes, lengths)

    def span(self, stem: int) -> slice:
        """The range of a stem's postings; empty for an unknown stem."""
        return spans_of((stem,), self.stems, self.offsets)[0]

    def lists(self, stems: Sequence[int], base: int) -> list[PostingList]:
        """The posting lists of some stems; `base` is added to each document."""
        return [
            PostingList(
                self.documents[span] + np.uint32(base) if base else self.documents[span],
                self._whole_codes(span) if stem in self._with_long else self.codes[span],
            )
            for stem, span in zip(stems, spans_of(stems, self.stems, self.offsets), strict=True)
        ]

    def list_within(self, span: slice) -> PostingList:
        """The postings in a range."""
        return PostingList(self.documents[span], self._whole_codes(span))

    @cached_property
    def _with_long(self) -> frozenset[int]:
        """The stems that have a posting whose code needs more than a byte."""
        return frozenset(self.stems[self.offsets.searchsorted(self.long, "right") - 1].tolist())

    def _whole_codes(self, span: slice) -> npt.NDArray[np.unsignedinteger[Any]]:
        """The codes of a span, including those that need more than a byte."""
        long = slice(*self.long.searchsorted((span.start, span.stop)).tolist())
        codes = self.codes[span].astype(self.long_codes.dtype)
        codes[self.long[long] - span.start] = self.long_codes[long]
        return codes

    def save(self, path: Path, texts: Sequence[bytes]) -> None:
        """Write the postings and their terms, without the lengths; `texts[i]` is the stem with ordinal i."""
        columns = {name: getattr(self, name) for name in _STORED}
        save(path, columns | _field_terms(self, texts))

    @classmethod
    def load(cls, path: Path, lengths: npt.NDArray[np.uint8]) -> Self:
        """Map the postings in a file."""
        return cls.of_arrays(load(path), lengths)

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array], lengths: npt.NDArray[np.uint8]) -> Self:
        """The postings in a file's arrays."""
        return cls(**{name: arrays[name] for name in _STORED}, lengths=lengths)


_STORED = tuple(name for name in Postings.__dataclass_fields__ if name != "lengths")


class TermPostings(NamedTuple):
    """The P postings of one term in one field, by ascending document."""

    documents: npt.NDArray[np.integer[Any]]  # [P]
    frequencies: npt.NDArray[np.integer[Any]]  # [P]
    codes: npt.NDArray[np.uint8]  # [P] length code of the field in each document

    def info(self) -> TermInfo:
        """The statistics of the term: a new value each time, as Whoosh may change it."""
        lengths = CODED_LENGTHS[self.codes]
        return TermInfo(
            float(self.frequencies.sum(dtype=np.float64)),
            len(self.documents),
            int(lengths.min()),
            int(lengths.max()),
            float(self.frequencies.max()),
            int(self.documents[0]),
            int(self.documents[-1]),
        )


class PostingList(NamedTuple):
    """P postings of an index, ordered by segment, field and document."""

    documents: npt.NDArray[np.integer[Any]]  # [P]
    codes: npt.NDArray[np.unsignedinteger[Any]]  # [P] the whole codes, as in Postings

    @property
    def fields(self) -> npt.NDArray[np.unsignedinteger[Any]]:
        """The field of each posting, as an index into FIELDS; [P]."""
        fields: npt.NDArray[np.unsignedinteger[Any]] = self.codes & _FIELD
        return fields

    @property
    def frequencies(self) -> npt.NDArray[np.unsignedinteger[Any]]:
        """The frequency of each posting; [P]."""
        frequencies: npt.NDArray[np.unsignedinteger[Any]] = self.codes >> np.uint8(FIELD_BITS)
        return frequencies

    def take(self, rows: npt.NDArray[np.int64]) -> PostingList:
        """Only these postings, in this order."""
        return PostingList(self.documents[rows], self.codes[rows])

    @classmethod
    def joined(cls, lists: Iterable[PostingList]) -> PostingList:
        """Several posting lists as one; its documents can be used as indices."""
        documents, codes = zip(_NO_POSTINGS, *lists, strict=True)
        return cls(np.concatenate(documents, dtype=np.intp), np.concatenate(codes))


_NO_POSTINGS = PostingList(np.empty(0, np.intp), np.empty(0, np.uint8))
_FIELD = np.uint8((1 << FIELD_BITS) - 1)


def _field_terms(postings: Postings, texts: Sequence[bytes]) -> dict[str, Array]:
    """The range of postings of each term in each field, in Whoosh's order.

    That order is by field, then by term. A pair is a field and one of its terms; `pair_term` is the index of
    the term in `terms`, which ascend.
    """
    mine = [texts[stem] for stem in postings.stems.tolist()]
    order = sorted(range(len(mine)), key=mine.__getitem__)
    rank = np.empty(len(mine), np.int64)
    rank[order] = np.arange(len(mine))
    term = np.repeat(rank, np.diff(postings.offsets))
    field = postings.codes & _FIELD
    starts = np.flatnonzero(np.diff(term * len(FIELDS) + field, prepend=-1))
    counts = np.diff(starts, append=len(term))
    pairs = np.lexsort((term[starts], field[starts]))
    terms = [mine[place] for place in order]
    return {
        "terms": np.frombuffer(b"".join(terms), np.uint8),
        "term_at": narrowed(offsets(list(map(len, terms)))),
        "field_at": offsets(np.bincount(field[starts], minlength=len(FIELDS))),
        "pair_term": narrowed(term[starts][pairs]),
        "pair_start": narrowed(starts[pairs]),
        "pair_count": narrowed(counts[pairs]),
    }
