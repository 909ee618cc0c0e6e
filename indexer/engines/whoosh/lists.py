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

from indexer.engines.whoosh.arrays import offsets

BLOCK = 128
"""Postings in a block."""
COMPRESSION = 3
PROTOCOL = 2
_LONGEST = 106_374
_length_byte = np.array([length_to_byte(length) for length in range(_LONGEST + 1)], np.uint8)


class Range(NamedTuple):
    """The least and the greatest of each of several runs of values."""

    least: list[Any]
    greatest: list[Any]

    @classmethod
    def of(cls, values: npt.NDArray[Any], starts: npt.NDArray[np.int64]) -> Range:
        """The ranges of the runs that begin at these places, each up to the next."""
        return cls(np.minimum.reduceat(values, starts).tolist(), np.maximum.reduceat(values, starts).tolist())


class Lists(NamedTuple):
    """The posting lists of one field, one behind the other, L lists in B blocks.

    `gaps` is how far a document is from the one before in its block, `frequencies` are numbers of tokens and
    `lengths` bytes as Whoosh keeps them.
    """

    bounds: list[int]  # [L + 1] into the postings
    blocks: list[int]  # [L + 1] into the blocks
    starts: list[int]  # [B + 1] into the postings
    documents: list[int]
    gaps: list[int]
    frequencies: list[float]
    totals: list[int]  # [L] of the frequencies
    block_frequencies: Range
    block_lengths: Range

    @classmethod
    def of(
        cls,
        bounds: npt.NDArray[np.int64],
        documents: npt.NDArray[np.uint32],
        frequencies: npt.NDArray[np.uint16],
        lengths: npt.NDArray[np.uint32],
    ) -> Lists:
        """Lists between bounds that ascend; `lengths` are those of the documents' fields, in tokens."""
        counts = -(-np.diff(bounds) // BLOCK)
        blocks = offsets(counts)
        number = np.arange(blocks[-1]) - np.repeat(blocks[:-1], counts)
        starts = np.repeat(bounds[:-1], counts) + BLOCK * number
        gaps = np.diff(documents.astype(np.int64), prepend=0)
        gaps[starts] = documents[starts]
        return cls(
            bounds.tolist(),
            blocks.tolist(),
            [*starts.tolist(), len(documents)],
            documents.tolist(),
            gaps.tolist(),
            frequencies.astype(np.float64).tolist(),
            np.add.reduceat(frequencies, bounds[:-1], dtype=np.int64).tolist(),
            Range.of(frequencies.astype(np.float64), starts),
            Range.of(_length_byte[np.minimum(lengths, _LONGEST)], starts),
        )


class ListWriter(whoosh3.W3PostingsWriter):  # type: ignore[misc]  # Whoosh is not typed
    """Whoosh's writer of posting lists, given a list at once."""

    def __init__(self, file: Any) -> None:
        super().__init__(file, blocklimit=BLOCK, compression=COMPRESSION)

    def add_list(self, lists: Lists, number: int) -> None:
        """Write one of the lists as that of the term that was started."""
        first, last = lists.bounds[number], lists.bounds[number + 1]
        begin, end = lists.blocks[number], lists.blocks[number + 1]
        blocks = slice(begin, end)
        info = self._terminfo
        info._weight, info._df = lists.totals[number], last - first
        info._minid, info._maxid = lists.documents[first], lists.documents[last - 1]
        info._minlength = whoosh3.byte_to_length(min(lists.block_lengths.least[blocks]))
        info._maxlength = whoosh3.byte_to_length(max(lists.block_lengths.greatest[blocks]))
        info._maxweight = max(lists.block_frequencies.greatest[blocks])
        encoded = [_block(lists, block, is_last=block == end - 1) for block in range(begin, end)]
        self._postfile.write(whoosh3.WHOOSH3_HEADER_MAGIC + b"".join(encoded))
        self._blockcount = len(encoded)


def _block(lists: Lists, block: int, *, is_last: bool) -> bytes:
    """A block as the codec has it: its size, what is known of it, and its postings."""
    postings = slice(lists.starts[block], lists.starts[block + 1])
    least, greatest = lists.block_frequencies.least[block], lists.block_frequencies.greatest[block]
    shared = greatest if greatest != 1.0 else None
    weights = tuple(lists.frequencies[postings]) if least < greatest else shared
    data = dumps((tuple(lists.gaps[postings]), weights, None), PROTOCOL)
    compression = COMPRESSION if len(data) >= whoosh3.COMPRESSION_MIN_SIZE else 0
    if compression:
        data = zlib.compress(data, compression)
    lengths = lists.block_lengths.least[block], lists.block_lengths.greatest[block]
    count, last = postings.stop - postings.start, lists.documents[postings.stop - 1]
    head = dumps((count, last, greatest, compression, *lengths), PROTOCOL)
    size = len(head) + len(data)
    return bytes(whoosh3.pack_int(-size if is_last else size)) + head + data
