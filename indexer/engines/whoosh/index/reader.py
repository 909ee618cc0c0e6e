"""A reader of one generation: all data for searches, memory-mapped and read-only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import load, offsets
from indexer.engines.whoosh.codec.postings import PostingList
from indexer.engines.whoosh.index.documents import WIDTHS
from indexer.engines.whoosh.index.mentions import (
    Mentions,
    StoredNames,
    Ways,
    decode_mentions,
    decode_names,
    decode_ways,
)
from indexer.engines.whoosh.index.metadata import ORDER, IndexMetadata
from indexer.engines.whoosh.index.segment import Segment
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.stored_fields import StoredFields, StoredSection
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.errors import IndexDamaged
from indexer.language.synonyms import Synonym, Thesaurus, shipped
from indexer.profile import Profile

DocIds = npt.NDArray[np.int64]
"""Document numbers, counted over all segments."""

Mask = npt.NDArray[np.bool_]
"""Whether each document belongs to a set; [N]."""

_profiles = msgspec.msgpack.Decoder(Profile)
_stored_fields = msgspec.msgpack.Decoder(StoredFields)


class IndexReader:
    """An opened generation with N documents in all segments, deleted ones included."""

    def __init__(self, folder: Path, name: str) -> None:
        metadata = IndexMetadata.load(folder)
        if metadata is None:
            raise IndexDamaged(f"{folder} has no index")
        self.name = name
        self.metadata = metadata
        self.terms = TermDictionary.load(folder)
        self.statistics = Statistics.load(folder)
        self.segments = [Segment.load(folder, segment) for segment in metadata.segments]
        self.bases = offsets([segment.documents.count for segment in self.segments])
        self._firsts: list[int] = self.bases[:-1].tolist()
        self.max_doc = int(self.bases[-1])
        self.live = self._live()
        self.num_docs = int(self.live.sum())
        self.title_rank = load(folder / ORDER)["rank"]
        self.qualifications = self._column("qualifications", np.uint32)
        self.levels = self._column("levels", np.uint8)
        self.routes = self._column("routes", np.uint8)
        self.starts = self._column("starts", np.uint64)
        self.free = self._column("free", np.uint8)
        self.said = self._column("said", np.uint8)
        self.category = metadata.as_spelt(self._column("category", np.int32), self.live)
        self.updated = self._column("updated", np.int32)
        self.ids = [identity.id for segment in self.segments for identity in segment.identities]
        self.document = {self.ids[document]: document for document in np.flatnonzero(self.live).tolist()}
        self.thesaurus = _thesaurus(metadata.synonyms)

    # Postings

    def postings(self, stems: Sequence[int]) -> list[PostingList]:
        """The posting lists of some stems; they include deleted documents."""
        found = [segment.postings.lists(stems, base) for segment, base in self.based()]
        if len(found) == 1:
            return found[0]
        return [PostingList.joined(one[index] for one in found) for index in range(len(stems))]

    def named(self, name: int) -> tuple[DocIds, DocIds]:
        """The documents with this hash as their title, and as an alternative title."""
        titles, alternatives = [_NOTHING], [_NOTHING]
        for segment, base in self.based():
            columns = segment.documents
            found = np.flatnonzero(columns.name_hash == np.uint64(name))
            if len(found):
                documents = base + np.searchsorted(columns.names, found, "right") - 1
                is_title = columns.name_is_title[found]
                titles.append(documents[is_title])
                alternatives.append(documents[~is_title])
        return np.concatenate(titles), np.concatenate(alternatives)

    # Documents

    def profile(self, document: int) -> Profile:
        """The profile of a document."""
        segment, row = self._segment_of(document)
        return _profiles.decode(_cut(segment.documents.blobs, segment.documents.blob, row))

    def mentions(self, document: int) -> Mentions:
        """The mentions of qualifications in a document."""
        segment, row = self._segment_of(document)
        return decode_mentions(_cut(segment.documents.mentions, segment.documents.mention_at, row))

    def ways(self, document: int) -> Ways:
        """The ways in that a document gives."""
        segment, row = self._segment_of(document)
        return decode_ways(_cut(segment.documents.ways, segment.documents.way_at, row))

    def name_keys(self) -> Iterator[StoredNames]:
        """What questions may call the documents that are served, in the order of their titles."""
        live = np.flatnonzero(self.live)
        for document in live[np.argsort(self.title_rank[live])].tolist():
            segment, row = self._segment_of(document)
            yield decode_names(_cut(segment.documents.name_keys, segment.documents.key_at, row))

    def stored_fields(self, document: int) -> StoredFields:
        """The stored fields of a document."""
        segment, row = self._segment_of(document)
        return _stored_fields.decode(_cut(segment.documents.stored, segment.documents.stored_at, row))

    def text(self, document: int, section: StoredSection) -> str:
        """The text of a section of a document."""
        segment, row = self._segment_of(document)
        first = int(segment.documents.blob[row])
        return str(segment.documents.blobs[first + section.start : first + section.end].data, "utf-8")

    def stems(self, document: int) -> npt.NDArray[np.uint32]:
        """The stem of each token of a document, in order."""
        segment, row = self._segment_of(document)
        first, last = segment.documents.first_token[row : row + 2].tolist()
        stems: npt.NDArray[np.uint32] = self.terms.stem_of[segment.documents.word[first:last]]
        return stems

    def based(self) -> Iterator[tuple[Segment, int]]:
        """Each segment with the number of its first document."""
        return zip(self.segments, self.bases.tolist(), strict=False)

    def _segment_of(self, document: int) -> tuple[Segment, int]:
        index = bisect_right(self._firsts, document) - 1
        return self.segments[index], document - self._firsts[index]

    def _column(self, name: str, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
        """A column over the documents of all segments."""
        columns = [getattr(segment.documents, name) for segment in self.segments]
        return np.concatenate([np.empty((0, *WIDTHS.get(name, ())), dtype), *columns])

    def _live(self) -> Mask:
        live = np.ones(self.max_doc, np.bool_)
        for segment, base in self.based():
            live[base + np.array(self.metadata.segments[segment.name], np.int64)] = False
        return live


@lru_cache(maxsize=2)
def _thesaurus(own: tuple[Synonym, ...]) -> Thesaurus:
    """A thesaurus of the synonyms that ship and the library's own; cached."""
    return Thesaurus((*shipped(), *own))


def _cut(encoded: npt.NDArray[np.uint8], bounds: npt.NDArray[np.int64], row: int) -> memoryview:
    """The encoded bytes of one document."""
    first, last = bounds[row : row + 2].tolist()
    return encoded[first:last].data


_NOTHING = np.empty(0, np.int64)
