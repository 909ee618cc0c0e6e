"""What a generation holds beside its profiles: terms, statistics, categories and synonyms."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import msgspec
import numpy as np

from indexer.engines.whoosh.index.documents import joined
from indexer.engines.whoosh.index.metadata import IndexMetadata
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.term_dictionary import Ordinals, TermDictionary
from indexer.language.synonyms import Synonym

CHUNK = 4_000_000
"""The most characters of a library in one document."""

_STATISTICS = tuple(field.name for field in fields(Statistics))


@dataclass(frozen=True)
class Library:
    """The terms, statistics, categories and synonyms of one generation."""

    terms: TermDictionary
    statistics: Statistics
    categories: Ordinals
    synonyms: tuple[Synonym, ...] = ()

    @classmethod
    def empty(cls) -> Library:
        """The library of an index without profiles."""
        terms = TermDictionary.empty()
        return cls(terms, Statistics.of(joined([]), terms), Ordinals([""]))

    @property
    def profiles(self) -> int:
        """The number of profiles."""
        return int(self.statistics.documents[0])

    @property
    def metadata(self) -> IndexMetadata:
        """The metadata of a reader of one segment with none of its documents deleted."""
        return IndexMetadata({"": []}, tuple(self.categories.texts), self.synonyms)


class _Packed(msgspec.Struct, array_like=True):
    words: list[str]
    stems: list[str]
    roots: list[str]
    stem_of: bytes
    root_of: bytes
    statistics: list[tuple[tuple[int, ...], bytes]]
    categories: list[str]
    synonyms: tuple[Synonym, ...]


def chunks_of(library: Library) -> Iterator[str]:
    """A library as texts that are small enough for a document each."""
    terms = library.terms
    columns = [getattr(library.statistics, name).astype(np.int64) for name in _STATISTICS]
    packed = _Packed(
        terms.words.texts,
        terms.stems.texts,
        terms.roots.texts,
        terms.stem_of.tobytes(),
        terms.root_of.tobytes(),
        [(column.shape, column.tobytes()) for column in columns],
        library.categories.texts,
        library.synonyms,
    )
    text = b64encode(zlib.compress(msgspec.msgpack.encode(packed), 3)).decode()
    return (text[start : start + CHUNK] for start in range(0, len(text), CHUNK))


def library_of(chunks: Sequence[str]) -> Library:
    """The library that `chunks_of` was given."""
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
    return Library(terms, Statistics(**columns), Ordinals(packed.categories), packed.synonyms)
