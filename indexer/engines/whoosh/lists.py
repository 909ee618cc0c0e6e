"""Posting lists as Whoosh's codec writes them, a block at a time.

The codec's own way in takes a posting at a time and looks at each one six times over; from columns a block
is a few slices. What is written is the same to the byte.
"""

from __future__ import annotations

import zlib
from pickle import dumps
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.codec import whoosh3
from whoosh.util.numeric import length_to_byte

BLOCK = 128
"""Postings in a block."""
COMPRESSION = 3
PROTOCOL = 2
_LONGEST = 106_374
_length_byte = np.array([length_to_byte(length) for length in range(_LONGEST + 1)], np.uint8)


class Columns(NamedTuple):
    """The postings of one field, term after term, each by its document.

    `gaps` is how far a document is from the one before, `lengths` are as bytes, as Whoosh keeps them.
    """

    documents: list[int]
    gaps: list[int]
    frequencies: list[float]
    lengths: bytes

    @classmethod
    def of(
        cls,
        documents: npt.NDArray[np.uint32],
        frequencies: npt.NDArray[np.uint16],
        lengths: npt.NDArray[np.uint32],
    ) -> Columns:
        """Columns from arrays; `lengths` are those of the documents' fields, in tokens."""
        return cls(
            documents.tolist(),
            np.diff(documents.astype(np.int64), prepend=0).tolist(),
            frequencies.astype(np.float64).tolist(),
            _length_byte[np.minimum(lengths, _LONGEST)].tobytes(),
        )


class ListWriter(whoosh3.W3PostingsWriter):  # type: ignore[misc]  # Whoosh is not typed
    """Whoosh's writer of posting lists, given a list at once."""

    def __init__(self, file: Any) -> None:
        super().__init__(file, blocklimit=BLOCK, compression=COMPRESSION)

    def add_list(self, columns: Columns, first: int, last: int) -> None:
        """Write the postings from `first` to `last` as the list of the term that was started."""
        self._postfile.write(whoosh3.WHOOSH3_HEADER_MAGIC)
        info = self._terminfo
        lengths = columns.lengths[first:last]
        info._weight = sum(columns.frequencies[first:last])
        info._df = last - first
        info._minid, info._maxid = columns.documents[first], columns.documents[last - 1]
        info._minlength, info._maxlength = map(whoosh3.byte_to_length, (min(lengths), max(lengths)))
        info._maxweight = max(columns.frequencies[first:last])
        for start in range(first, last, BLOCK):
            self._add_block(columns, start, min(start + BLOCK, last), last)

    def _add_block(self, columns: Columns, start: int, end: int, last: int) -> None:
        weights, lengths = columns.frequencies[start:end], columns.lengths[start:end]
        highest = max(weights)
        kept: Any = tuple(weights) if min(weights) < highest else highest if highest != 1.0 else None
        gaps = (columns.documents[start], *columns.gaps[start + 1 : end])
        data = dumps((gaps, kept, None), PROTOCOL)
        compression = COMPRESSION if len(data) >= whoosh3.COMPRESSION_MIN_SIZE else 0
        if compression:
            data = zlib.compress(data, compression)
        known = (end - start, columns.documents[end - 1], highest, compression, min(lengths), max(lengths))
        head = dumps(known, PROTOCOL)
        size = len(head) + len(data)
        self._postfile.write(whoosh3.pack_int(-size if end == last else size) + head + data)
        self._blockcount += 1
