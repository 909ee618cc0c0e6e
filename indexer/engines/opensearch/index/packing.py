"""Packing: an analysed profile as text, and back.

It holds the columns of one document, as a segment of the other engine has them, so that candidates are
ranked, explained and shown by the same code.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

import msgspec
import numpy as np

from indexer.engines.whoosh.index.documents import WIDTHS, Documents
from indexer.engines.whoosh.index.segment import Identity
from indexer.engines.whoosh.indexing.analysis import Batch
from indexer.profile import Profile

_COLUMNS = tuple(field.name for field in fields(Documents))


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """One analysed profile: its identity, words and category, and its columns by name as (dtype, bytes)."""

    identity: Identity
    words: list[str]
    category: str
    columns: dict[str, tuple[str, bytes]]


class Analysed(NamedTuple):
    """One analysed profile; its column `word` holds indices into `words`."""

    identity: Identity
    words: list[str]
    category: str
    documents: Documents


_decoder = msgspec.msgpack.Decoder(Packed)
_profile = msgspec.msgpack.Decoder(Profile)


def each_of(batch: Batch) -> Iterator[Analysed]:
    """The profiles of a batch, each with its own words."""
    for number, identity in enumerate(batch.identities):
        one = batch.documents.take(np.array([number]))
        used, word = np.unique(one.word, return_inverse=True)
        words = [batch.words[ordinal] for ordinal in used.tolist()]
        columns = {name: getattr(one, name) for name in _COLUMNS} | {"word": word.astype(np.uint32)}
        yield Analysed(identity, words, batch.categories[int(one.category[0])], Documents(**columns))


def pack(one: Analysed) -> str:
    """An analysed profile as text."""
    columns = {name: getattr(one.documents, name) for name in _COLUMNS}
    encoded = {name: (column.dtype.str, column.tobytes()) for name, column in columns.items()}
    packed = Packed(one.identity, one.words, one.category, encoded)
    return b64encode(zlib.compress(msgspec.msgpack.encode(packed), 1)).decode()


def unpack(text: str) -> Analysed:
    """Unpack an analysed profile that `pack` made."""
    packed = _unpacked(text)
    columns = {
        name: np.frombuffer(encoded, dtype).reshape(-1, *WIDTHS.get(name, ()))
        for name, (dtype, encoded) in packed.columns.items()
    }
    return Analysed(packed.identity, packed.words, packed.category, Documents(**columns))


def profile_of(text: str) -> Profile:
    """The profile in a packed document of any version."""
    return _profile.decode(_unpacked(text).columns["blobs"][1])


def _unpacked(text: str) -> Packed:
    return _decoder.decode(zlib.decompress(b64decode(text)))
