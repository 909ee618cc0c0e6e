"""A reader of one generation: all data for searches, memory-mapped and read-only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import offsets
from indexer.engines.whoosh.codec.norms import norms_of
from indexer.engines.whoosh.codec.postings import PostingList
from indexer.engines.whoosh.index.contents import IndexContents
from indexer.engines.whoosh.index.documents import WIDTHS
from indexer.engines.whoosh.index.mentions import (
    Mentions,
    StoredNames,
    StoredPaths,
    Ways,
    decode_mentions,
    decode_names,
    decode_paths,
    decode_ways,
)
from indexer.engines.whoosh.index.segment import Segment
from indexer.engines.whoosh.index.stored_fields import StoredEntry, StoredFields, StoredSection
from indexer.language.synonyms import Synonym, Thesaurus, shipped
from indexer.profile import Profile
from indexer.results import Entry
from indexer.rules.categories import as_shown

DocIds = npt.NDArray[np.int64]
"""Document numbers, counted over all segments."""

Mask = npt.NDArray[np.bool_]
"""Whether each document belongs to a set; [N]."""

REMEMBERED = 1024
"""The documents whose stored fields are kept decoded: 3 MB of them."""

_profiles = msgspec.msgpack.Decoder(Profile)
_stored_fields = msgspec.msgpack.Decoder(StoredFields)
_entries = msgspec.msgpack.Decoder(StoredEntry)


class IndexReader:
    """A reader of N documents in some segments, deleted ones included.

    The term dictionary and the statistics may be those of a larger library, of which these are a part.
    """

    @classmethod
    def open(cls, folder: Path, name: str) -> Self:
        """A reader of the generation in a folder; raises IndexDamaged if it has none."""
        return cls(name, IndexContents.load(folder))

    def __init__(self, name: str, contents: IndexContents, derived: bool | None = None) -> None:
        """`derived` is whether the larger library shows derived categories; else the documents decide."""
        self.name = name
        self.metadata, self.terms, self.statistics, self.segments, self.title_rank = contents
        self.bases = offsets([segment.documents.count for segment in self.segments])
        self._firsts: list[int] = self.bases[:-1].tolist()
        self.max_doc = int(self.bases[-1])
        self.live = self._live()
        self.num_docs = int(self.statistics.documents[0])
        self.norms = norms_of([segment.postings.lengths for segment in self.segments])
        self.qualifications = self._column("qualifications", np.uint32)
        self.levels = self._column("levels", np.uint8)
        self.routes = self._column("routes", np.uint8)
        self.starts = self._column("starts", np.uint64)
        self.free = self._column("free", np.uint8)
        self.said = self._column("said", np.uint8)
        self.environment = self._column("environment", np.uint32)
        self.categories = self.metadata.shown(self._column("category", np.int32), self.live, derived)
        self.category = self.categories.of
        self.pay = self._column("pay", np.int64)
        self.updated = self._column("updated", np.int32)
        self.ids = [identity.id for segment in self.segments for identity in segment.identities]
        self.document = {self.ids[document]: document for document in np.flatnonzero(self.live).tolist()}
        self.thesaurus = _thesaurus(self.metadata.synonyms)
        self._last: tuple[int, Profile] | None = None
        self.stored_fields = lru_cache(maxsize=REMEMBERED)(self._stored_fields)

    # Postings

    def postings(self, stems: Sequence[int]) -> list[PostingList]:
        """The posting lists of some stems; they include deleted documents."""
        pieces = self.pieces(stems)
        return [one[0] if len(one) == 1 else PostingList.joined(one) for one in pieces]

    def pieces(self, stems: Sequence[int]) -> list[Sequence[PostingList]]:
        """The posting lists of some stems, each in pieces: one of each segment."""
        found = [segment.postings.lists(stems, base) for segment, base in self.based()]
        return [*zip(*found, strict=True)] if found else [()] * len(stems)

    def named(self, name: int) -> tuple[DocIds, DocIds]:
        """The documents with this hash as their title, and as an alternative title."""
        titles, alternatives = [_NOTHING], [_NOTHING]
        for segment, base in self.based():
            columns = segment.documents
            found = columns.names_with(name)
            if len(found):
                documents = base + np.searchsorted(columns.names, found, "right") - 1
                is_title = columns.name_is_title[found]
                titles.append(documents[is_title])
                alternatives.append(documents[~is_title])
        return np.concatenate(titles), np.concatenate(alternatives)

    # Documents

    def profile(self, document: int) -> Profile:
        """The profile of a document; the last one is kept, as a page asks for the same one several times."""
        last = self._last
        if last is None or last[0] != document:
            segment, row = self._segment_of(document)
            blob = _cut(segment.documents.blobs, segment.documents.blob, row)
            shown = as_shown(_profiles.decode(blob), derived=self.categories.derived)
            self._last = last = document, shown
        return last[1]

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

    def paths(self, document: int) -> StoredPaths:
        """What paths need to know of a document: its names, and its statements."""
        segment, row = self._segment_of(document)
        return decode_paths(_cut(segment.documents.paths, segment.documents.path_at, row))

    def _stored_fields(self, document: int) -> StoredFields:
        """The stored fields of a document."""
        segment, row = self._segment_of(document)
        return _stored_fields.decode(_cut(segment.documents.stored, segment.documents.stored_at, row))

    def entry(self, document: int) -> Entry:
        """What the catalogue says of a document."""
        return as_shown(self.stored_fields(document).entry(), derived=self.categories.derived)

    def entries(self) -> Iterator[Entry]:
        """What the catalogue says of each document that is served, in the order of the titles."""
        live = np.flatnonzero(self.live)
        for document in live[np.argsort(self.title_rank[live])].tolist():
            segment, row = self._segment_of(document)
            stored = _entries.decode(_cut(segment.documents.stored, segment.documents.stored_at, row))
            yield as_shown(stored.entry(), derived=self.categories.derived)

    def text(self, document: int, section: StoredSection) -> str:
        """The text of a section of a document."""
        segment, row = self._segment_of(document)
        first = int(segment.documents.blob[row])
        return str(segment.documents.blobs.data[first + section.start : first + section.end], "utf-8")

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
