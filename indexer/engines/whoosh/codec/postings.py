"""The postings of a segment, in arrays that both our searches and Whoosh read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from whoosh.reading import TermInfo

from indexer.engines.whoosh.codec.arrays import Array, load, narrowed, offsets, save, spans_of
from indexer.engines.whoosh.codec.norms import CODED_LENGTHS, CODES
from indexer.rules.schema import FIELDS

EXTENSION = ".postings"


@dataclass(frozen=True)
class Postings:
    """The P postings of S stems in one segment.

    The postings of `stems[i]` are at offsets[i] to offsets[i + 1], ordered by field and document. The norm of
    a posting is 256 times its field, plus the code of the field's length in the document.
    """

    stems: npt.NDArray[np.uint32]  # [S] ordinals, ascending
    offsets: npt.NDArray[np.int64]  # [S + 1]
    norms: npt.NDArray[np.uint16]  # [P]
    documents: npt.NDArray[np.unsignedinteger[Any]]  # [P] in the smallest dtype that holds them
    frequencies: npt.NDArray[np.unsignedinteger[Any]]  # [P] in the smallest dtype that holds them

    @property
    def fields(self) -> npt.NDArray[np.uint8]:
        """The field of each posting, as an index into FIELDS; [P]."""
        return (self.norms // CODES).astype(np.uint8)

    def span(self, stem: int) -> slice:
        """The range of a stem's postings; empty for an unknown stem."""
        return spans_of((stem,), self.stems, self.offsets)[0]

    def lists(self, stems: Sequence[int], base: int) -> list[PostingList]:
        """The posting lists of some stems; `base` is added to each document."""
        return [
            PostingList(
                self.documents[span] + np.uint32(base) if base else self.documents[span],
                self.norms[span],
                self.frequencies[span],
            )
            for span in spans_of(stems, self.stems, self.offsets)
        ]

    def save(self, path: Path, texts: Sequence[bytes]) -> None:
        """Write the postings and their terms; `texts[i]` is the stem with ordinal i."""
        save(path, {**vars(self), **_field_terms(self, texts)})

    @classmethod
    def load(cls, path: Path) -> Self:
        """Map the postings in a file."""
        arrays = load(path)
        return cls(**{name: arrays[name] for name in cls.__dataclass_fields__})


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
    norms: npt.NDArray[np.uint16]  # [P] as in Postings
    frequencies: npt.NDArray[np.unsignedinteger[Any]]  # [P]

    def take(self, rows: npt.NDArray[np.int64]) -> PostingList:
        """Only these postings, in this order."""
        return PostingList(self.documents[rows], self.norms[rows], self.frequencies[rows])

    @classmethod
    def joined(cls, lists: Iterable[PostingList]) -> PostingList:
        """Several posting lists as one; its documents can be used as indices."""
        documents, norms, frequencies = zip(_NO_POSTINGS, *lists, strict=True)
        return cls(
            np.concatenate(documents, dtype=np.intp), np.concatenate(norms), np.concatenate(frequencies)
        )


_NO_POSTINGS = PostingList(np.empty(0, np.intp), np.empty(0, np.uint16), np.empty(0, np.uint8))


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
    field = postings.fields
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
