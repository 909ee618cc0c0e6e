"""The collection: what a generation holds beside its profiles."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

import msgspec
import numpy as np

from indexer.engines.opensearch.index.packing import Analysed
from indexer.engines.whoosh.index.documents import Documents, joined
from indexer.engines.whoosh.index.metadata import IndexMetadata
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.term_dictionary import Ordinals, TermDictionary
from indexer.language.synonyms import Synonym

CHUNK = 4_000_000
"""The most characters of a collection in one document."""

_STATISTICS = tuple(field.name for field in fields(Statistics))


@dataclass(frozen=True)
class CollectionData:
    """The terms, statistics, categories and synonyms of one generation."""

    terms: TermDictionary
    statistics: Statistics
    categories: Ordinals
    synonyms: tuple[Synonym, ...] = ()

    @classmethod
    def empty(cls) -> CollectionData:
        """The collection of an index without profiles."""
        terms = TermDictionary.empty()
        return cls(terms, Statistics.of(joined([]), terms), Ordinals([""]))

    @property
    def profiles(self) -> int:
        """The number of profiles."""
        return int(self.statistics.documents[0])

    @property
    def metadata(self) -> IndexMetadata:
        """The metadata of a reader of one segment without deleted documents."""
        return IndexMetadata({"": []}, tuple(self.categories.texts), self.synonyms)

    def numbered(self, one: Analysed) -> Documents:
        """The columns of a profile with this collection's ordinals; it must have the profile's words."""
        word = np.array([self.terms.words.ordinal[text] for text in one.words], np.uint32)
        category = np.array([self.categories.ordinal[one.category]], np.int32)
        return replace(one.documents, word=word[one.documents.word], category=category)


def part_id(generation: int, part: int) -> str:
    """The id of the document that holds one part of a generation's collection."""
    return f"library@{generation}@{part}"


class _Packed(msgspec.Struct, array_like=True):
    words: list[str]
    stems: list[str]
    roots: list[str]
    stem_of: bytes
    root_of: bytes
    statistics: list[tuple[tuple[int, ...], bytes]]
    categories: list[str]
    synonyms: tuple[Synonym, ...]


def chunks_of(collection: CollectionData) -> Iterator[str]:
    """Split a collection into texts, each small enough for one document."""
    terms = collection.terms
    columns = [getattr(collection.statistics, name).astype(np.int64) for name in _STATISTICS]
    packed = _Packed(
        terms.words.texts,
        terms.stems.texts,
        terms.roots.texts,
        terms.stem_of.tobytes(),
        terms.root_of.tobytes(),
        [(column.shape, column.tobytes()) for column in columns],
        collection.categories.texts,
        collection.synonyms,
    )
    text = b64encode(zlib.compress(msgspec.msgpack.encode(packed), 3)).decode()
    return (text[start : start + CHUNK] for start in range(0, len(text), CHUNK))


def collection_of(chunks: Sequence[str]) -> CollectionData:
    """Join texts from `chunks_of` into the collection again."""
    encoded = zlib.decompress(b64decode("".join(chunks)))
    packed = msgspec.msgpack.decode(encoded, type=_Packed)
    terms = TermDictionary(
        Ordinals(packed.words),
        Ordinals(packed.stems),
        Ordinals(packed.roots),
        np.frombuffer(packed.stem_of, np.uint32),
        np.frombuffer(packed.root_of, np.uint32),
    )
    columns = {
        name: np.frombuffer(column, np.int64).reshape(shape)
        for name, (shape, column) in zip(_STATISTICS, packed.statistics, strict=True)
    }
    return CollectionData(terms, Statistics(**columns), Ordinals(packed.categories), packed.synonyms)
