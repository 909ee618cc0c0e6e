"""The codec by which Whoosh opens segments of this engine.

A segment has two files of named arrays: `.postings` (see Postings) and `.documents` (see stored). Whoosh
reads them through the classes here, and our searches map the same arrays. It implements
`whoosh.codec.base`, Whoosh's extension point for storage formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh.codec import base

from indexer.engines.whoosh.codec import postings, stored
from indexer.engines.whoosh.codec.arrays import Array, load
from indexer.engines.whoosh.codec.terms import StemTerms, TermsReader
from indexer.rules.schema import FIELDS


class ColumnCodec(base.Codec):  # type: ignore[misc]  # Whoosh is not typed
    """A Whoosh codec that reads segments of columns; `index.update` writes them."""

    def new_segment(self, storage: Any, indexname: str) -> ColumnSegment:  # noqa: ARG002
        """An empty segment without a name."""
        return ColumnSegment(indexname)

    def per_document_reader(self, storage: Any, segment: ColumnSegment) -> stored.DocumentsReader:
        """A reader of field lengths and stored fields."""
        return stored.DocumentsReader(segment, _arrays(storage, segment, stored.EXTENSION))

    def terms_reader(self, storage: Any, segment: ColumnSegment) -> TermsReader:
        """A reader of terms and postings."""
        arrays = _arrays(storage, segment, postings.EXTENSION)
        documents = _arrays(storage, segment, stored.EXTENSION)
        every = postings.Postings.of_arrays(arrays, documents["lengths"])
        stems = {name: StemTerms(arrays, every, field) for field, name in enumerate(FIELDS)}
        return TermsReader({**stems, stored.SOURCE: stored.SourceTerms(documents)})


class ColumnSegment(base.Segment):  # type: ignore[misc]
    """A segment in Whoosh's table of contents: name, size and deleted documents."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._count = 0
        self._deleted: set[int] = set()

    def codec(self) -> ColumnCodec:
        """The codec that reads this segment."""
        return ColumnCodec()

    def should_assemble(self) -> bool:
        """False: arrays in a compound file could not be mapped."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Set the number of documents, deleted ones included."""
        self._count = doccount

    def doc_count_all(self) -> int:
        """The number of documents, deleted ones included."""
        return self._count

    def deleted_count(self) -> int:
        """The number of deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of the deleted documents."""
        return iter(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted, or undo that."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)


def _arrays(storage: Any, segment: ColumnSegment, extension: str) -> dict[str, Array]:
    return load(Path(storage.folder) / segment.make_filename(extension))
