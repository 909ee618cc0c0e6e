"""Field lengths and sources of a segment's documents, for Whoosh."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec import base

from indexer.engines.whoosh.codec.arrays import Array, load, narrowed, offsets, save
from indexer.engines.whoosh.codec.norms import CODED_LENGTHS, length_codes
from indexer.engines.whoosh.codec.postings import TermPostings
from indexer.rules.schema import FIELDS

EXTENSION = ".documents"
SOURCE = "source"
"""The field with a document's source, which is stored and indexed as one term."""


def save_documents(path: Path, sources: Sequence[str], lengths: npt.NDArray[np.uint32]) -> None:
    """Write the sources of D documents and their field lengths, [F, D] in tokens."""
    encoded = [source.encode() for source in sources]
    order = sorted(range(len(encoded)), key=encoded.__getitem__)
    arrays = {
        "lengths": length_codes(lengths),
        "totals": lengths.sum(axis=1, dtype=np.int64),
        "sources": np.frombuffer(b"".join(encoded), np.uint8),
        "source_at": narrowed(offsets(list(map(len, encoded)))),
        "source_order": narrowed(np.array(order, np.int64)),
    }
    save(path, arrays)


def load_lengths(path: Path) -> npt.NDArray[np.uint8]:
    """Map the length codes of the fields in a file, [F, D]."""
    return load(path)["lengths"]


def source_of(arrays: Mapping[str, Array], document: int) -> bytes:
    """The source of a document."""
    first, last = arrays["source_at"][document : document + 2].tolist()
    return arrays["sources"][first:last].tobytes()


class SourceTerms:
    """The terms of the field SOURCE: each is in one document."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays

    def __len__(self) -> int:
        return len(self._arrays["source_order"])

    def __getitem__(self, index: int) -> bytes:
        return source_of(self._arrays, int(self._arrays["source_order"][index]))

    def postings(self, index: int) -> TermPostings:
        """The single posting of a source."""
        documents = self._arrays["source_order"][index : index + 1]
        return TermPostings(documents, np.ones(1, np.uint8), np.zeros(1, np.uint8))


class DocumentsReader(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh is not typed
    """A reader of field lengths and stored fields for Whoosh."""

    def __init__(self, segment: base.Segment, arrays: Mapping[str, Array]) -> None:
        self._segment, self._arrays = segment, arrays

    def doc_count(self) -> int:
        """The number of documents, without the deleted ones."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """The number of documents."""
        return int(self._segment.doc_count_all())

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterator[int]:
        """The deleted documents."""
        return iter(self._segment.deleted_docs())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The length of a field in a document, in tokens, as its one-byte code gives it."""
        return self._length(fieldname, lambda codes: int(codes[docnum])) or default

    def field_length(self, fieldname: str) -> int:
        """The total length of a field over all documents, in tokens."""
        return int(self._arrays["totals"][FIELDS.index(fieldname)]) if fieldname in FIELDS else 0

    def min_field_length(self, fieldname: str) -> int:
        """The shortest length of a field, in tokens."""
        return self._length(fieldname, lambda codes: int(codes.min(initial=np.uint8(255))))

    def max_field_length(self, fieldname: str) -> int:
        """The greatest length of a field, in tokens."""
        return self._length(fieldname, lambda codes: int(codes.max(initial=0)))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The stored fields of a document: its source."""
        return {SOURCE: source_of(self._arrays, docnum).decode()}

    def _length(self, fieldname: str, code: Callable[[npt.NDArray[np.uint8]], int]) -> int:
        if fieldname not in FIELDS:
            return 0
        return int(CODED_LENGTHS[code(self._arrays["lengths"][FIELDS.index(fieldname)])])
