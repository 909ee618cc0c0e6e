"""Analysed profiles as columns: the documents of a segment.

A document has parts (names, category, summary, sections), and a part has tokens. A position gap (word 0)
follows the last token of each line, so that tokens of different lines or parts are never adjacent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import Array, narrowed, offsets, ranges
from indexer.engines.whoosh.codec.token_spans import Lengths, Starts, UnsignedArray
from indexer.qualification import TAXONOMY

RUN = 512
"""The documents of a run: enough that numpy's steps are large, few enough that they take some megabytes."""


class WordRun(NamedTuple):
    """The W words of some documents, without position gaps, in the order of the text."""

    document: npt.NDArray[np.int64]  # [W]
    field: npt.NDArray[np.int64]  # [W]
    word: npt.NDArray[np.int64]  # [W] ordinal


@dataclass(frozen=True)
class Documents:
    """Columns over D documents, P parts, T tokens, N names, K kinds; B, C, M, W, J, L encoded bytes.

    Offsets have one entry more than their rows: the parts of document d are parts[d] to parts[d + 1].
    """

    parts: npt.NDArray[np.int64]  # [D + 1] into the parts
    names: npt.NDArray[np.int64]  # [D + 1] into the names
    blob: npt.NDArray[np.int64]  # [D + 1] into the bytes
    stored_at: npt.NDArray[np.int64]  # [D + 1] into the bytes of stored fields
    mention_at: npt.NDArray[np.int64]  # [D + 1] into the bytes of mentions
    way_at: npt.NDArray[np.int64]  # [D + 1] into the bytes of ways in
    key_at: npt.NDArray[np.int64]  # [D + 1] into the bytes of name keys
    path_at: npt.NDArray[np.int64]  # [D + 1] into the bytes of paths
    qualifications: npt.NDArray[np.uint32]  # [D, 2] a bit for each kind: any role, direct ways in
    levels: npt.NDArray[np.uint8]  # [D, 2, K] a bit for each level of a kind, likewise
    routes: npt.NDArray[np.uint8]  # [D] a bit for each route that has a way in
    starts: npt.NDArray[np.uint64]  # [D] a bit for each route and the level that begins it
    free: npt.NDArray[np.uint8]  # [D, K] a bit for each route that has a way in without a kind
    said: npt.NDArray[np.uint8]  # [D] a bit for each topic that it says something about
    environment: npt.NDArray[np.uint32]  # [D] a bit for each thing that the work is like
    category: npt.NDArray[np.int32]  # [D] ordinal of the category
    pay: npt.NDArray[np.int64]  # [D] its place in the order by pay
    updated: npt.NDArray[np.int32]  # [D] date.toordinal() of the last update, 0 if unknown
    part_field: npt.NDArray[np.uint8]  # [P] index into FIELDS
    part_section: npt.NDArray[np.int16]  # [P] index of the section, NO_SECTION for other parts
    tokens: npt.NDArray[np.int64]  # [P + 1] into the tokens
    word: npt.NDArray[np.unsignedinteger[Any]]  # [T] ordinal of the word
    start: UnsignedArray | Starts  # [T] offset in the part's text, in code points
    length: UnsignedArray | Lengths  # [T] length in code points
    name_hash: npt.NDArray[np.uint64]  # [N] hash of the stems of the name
    name_is_title: npt.NDArray[np.bool_]  # [N] whether it is the title; else an alternative title
    blobs: npt.NDArray[np.uint8]  # [B] profiles as MessagePack
    stored: npt.NDArray[np.uint8]  # [C] stored fields as MessagePack
    mentions: npt.NDArray[np.uint8]  # [M] mentions of qualifications as MessagePack
    ways: npt.NDArray[np.uint8]  # [W] their ways in, likewise
    name_keys: npt.NDArray[np.uint8]  # [J] what questions may call them, likewise
    paths: npt.NDArray[np.uint8]  # [L] what paths may call them, and their statements of paths, likewise

    @property
    def count(self) -> int:
        """The number of documents."""
        return len(self.category)

    @cached_property
    def first_token(self) -> npt.NDArray[np.uint32]:
        """The first token of each document, and the end of the last one; [D + 1]."""
        return self.tokens[self.parts].astype(np.uint32)

    def names_with(self, name: int) -> npt.NDArray[np.int64]:
        """The names with this hash, ascending."""
        order, hashes = self._names_in_order
        sought = np.uint64(name)
        return order[hashes.searchsorted(sought) : hashes.searchsorted(sought, "right")]

    @cached_property
    def _names_in_order(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
        """The names in the order of their hashes, and these; [N] each."""
        order = self.name_hash.argsort(kind="stable")
        return order, self.name_hash[order]

    def narrow(self) -> Documents:
        """The same documents with their token columns in the smallest dtypes."""
        start, length = narrowed(np.asarray(self.start)), narrowed(np.asarray(self.length))
        return replace(self, word=narrowed(self.word), start=start, length=length)

    def words_in_runs(self) -> Iterator[WordRun]:
        """All words in runs of a few documents, so that what is computed of them needs little memory."""
        for low in range(0, self.count, RUN):
            high = min(low + RUN, self.count)
            parts = slice(*self.parts[[low, high]].tolist())
            tokens = slice(*self.tokens[[parts.start, parts.stop]].tolist())
            document = np.repeat(np.arange(low, high), np.diff(self.parts[low : high + 1]))
            part = np.repeat(np.arange(len(document)), np.diff(self.tokens[parts.start : parts.stop + 1]))
            real = self.word[tokens] > 0
            part = part[real]
            field = self.part_field[parts].astype(np.int64)
            yield WordRun(document[part], field[part], self.word[tokens][real].astype(np.int64))

    def take(self, documents: npt.NDArray[np.int64]) -> Documents:
        """These documents only, in this order."""
        part = _within(self.parts, documents)
        chosen = {
            "document": documents,
            "part": part,
            "token": _within(self.tokens, part),
            "name": _within(self.names, documents),
            "byte": _within(self.blob, documents),
            "stored byte": _within(self.stored_at, documents),
            "mention byte": _within(self.mention_at, documents),
            "way byte": _within(self.way_at, documents),
            "key byte": _within(self.key_at, documents),
            "path byte": _within(self.path_at, documents),
        }
        columns = {column: getattr(self, column)[chosen[level]] for column, level in _LEVELS.items()}
        divided: dict[str, Array] = {
            column: offsets(np.diff(getattr(self, column))[chosen[level]])
            for column, level in _OFFSETS.items()
        }
        return Documents(**columns, **divided)


def _within(bounds: npt.NDArray[np.int64], chosen: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The rows within some of the runs that the bounds divide."""
    return ranges(bounds[chosen], bounds[chosen + 1])


_OFFSETS = {
    "parts": "document",
    "names": "document",
    "blob": "document",
    "stored_at": "document",
    "mention_at": "document",
    "way_at": "document",
    "key_at": "document",
    "path_at": "document",
    "tokens": "part",
}
_LEVELS = {
    "qualifications": "document",
    "levels": "document",
    "routes": "document",
    "starts": "document",
    "free": "document",
    "said": "document",
    "environment": "document",
    "category": "document",
    "pay": "document",
    "updated": "document",
    "part_field": "part",
    "part_section": "part",
    "word": "token",
    "start": "token",
    "length": "token",
    "name_hash": "name",
    "name_is_title": "name",
    "blobs": "byte",
    "stored": "stored byte",
    "mentions": "mention byte",
    "ways": "way byte",
    "name_keys": "key byte",
    "paths": "path byte",
}

_TYPES: dict[str, type[np.generic]] = {
    "qualifications": np.uint32,
    "levels": np.uint8,
    "routes": np.uint8,
    "starts": np.uint64,
    "free": np.uint8,
    "said": np.uint8,
    "environment": np.uint32,
    "category": np.int32,
    "pay": np.int64,
    "updated": np.int32,
    "part_field": np.uint8,
    "part_section": np.int16,
    "word": np.uint32,
    "start": np.uint32,
    "length": np.uint16,
    "name_hash": np.uint64,
    "name_is_title": np.bool_,
    "blobs": np.uint8,
    "stored": np.uint8,
    "mentions": np.uint8,
    "ways": np.uint8,
    "name_keys": np.uint8,
    "paths": np.uint8,
}

WIDTHS: dict[str, tuple[int, ...]] = {
    "qualifications": (2,),
    "levels": (2, len(TAXONOMY)),
    "free": (len(TAXONOMY),),
}
"""The shape of a document's entry in the columns that hold more than one number of each."""


def joined(runs: Sequence[Documents]) -> Documents:
    """Several runs of documents, concatenated column by column, as there may be no room for all twice."""
    if len(runs) == 1:
        return runs[0]
    parts = [vars(run).copy() for run in (NONE, *runs)]
    del runs  # where the caller has not kept them, each column goes as soon as it is joined
    columns = {column: np.concatenate([part.pop(column) for part in parts]) for column in _LEVELS}
    divided: dict[str, Array] = {
        column: offsets(_lengths([part.pop(column) for part in parts])) for column in _OFFSETS
    }
    return Documents(**columns, **divided)


def _lengths(bounds: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.int64]:
    """The lengths between bounds, of several runs one after the other."""
    between = np.diff(np.concatenate(bounds))
    lengths: npt.NDArray[np.int64] = np.delete(
        between, np.cumsum([len(one) for one in bounds[:-1]], dtype=np.int64) - 1
    )
    return lengths


_undivided: dict[str, Array] = {column: np.zeros(1, np.int64) for column in _OFFSETS}
_none: dict[str, Array] = {
    column: np.empty((0, *WIDTHS.get(column, ())), dtype) for column, dtype in _TYPES.items()
}
NONE = Documents(**_none, **_undivided)
"""The empty run of documents."""
