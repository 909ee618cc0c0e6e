"""The codec by which Whoosh opens our segments.

A segment has two files, both of named arrays that open memory-mapped: `.postings` (see Postings) and
`.documents` (see stored). Whoosh reads them through the classes here, a numpy query reads them as they are.
Written against `whoosh.codec.base`, the extension point that Whoosh provides for this.
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
    """Reads segments that are columns. They are written whole, by `index.update`."""

    def new_segment(self, storage: Any, indexname: str) -> ColumnSegment:  # noqa: ARG002
        """A segment without a name or a document yet."""
        return ColumnSegment(indexname)

    def per_document_reader(self, storage: Any, segment: ColumnSegment) -> stored.DocumentsReader:
        """Lengths and stored fields."""
        return stored.DocumentsReader(segment, _arrays(storage, segment, stored.EXTENSION))

    def terms_reader(self, storage: Any, segment: ColumnSegment) -> TermsReader:
        """Terms and postings."""
        arrays = _arrays(storage, segment, postings.EXTENSION)
        sources = stored.SourceTerms(_arrays(storage, segment, stored.EXTENSION))
        stems = {name: StemTerms(arrays, field) for field, name in enumerate(FIELDS)}
        return TermsReader({**stems, stored.SOURCE: sources})


class ColumnSegment(base.Segment):  # type: ignore[misc]
    """What Whoosh's table of contents says of a segment: its name, its size, what is deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._count = 0
        self._deleted: set[int] = set()

    def codec(self) -> ColumnCodec:
        """Its codec."""
        return ColumnCodec()

    def should_assemble(self) -> bool:
        """Never into one compound file, in which arrays could not be mapped."""
        return False

    def set_doc_count(self, doccount: int) -> None:
        """Say how many documents it has."""
        self._count = doccount

    def doc_count_all(self) -> int:
        """How many documents it has."""
        return self._count

    def deleted_count(self) -> int:
        """How many of them are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of the deleted documents."""
        return iter(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete one, or take that back."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)


def _arrays(storage: Any, segment: ColumnSegment, extension: str) -> dict[str, Array]:
    return load(Path(storage.folder) / segment.make_filename(extension))
