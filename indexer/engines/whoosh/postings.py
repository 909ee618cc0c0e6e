"""Which documents have which stems, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.engines.whoosh.arrays import narrowed, spans_of
from indexer.engines.whoosh.documents import FIELDS, Documents
from indexer.engines.whoosh.lexicon import Lexicon

CODES = 256
CODED_LENGTHS = np.array([byte_to_length(code) for code in range(CODES)], np.uint32)
"""What a code stands for: a length to the precision of a byte."""


@dataclass(frozen=True)
class Postings:
    """The postings of one segment of D documents, P in all.

    Those of `stems[i]` stand at offsets[i] to offsets[i + 1], ordered by field and document. A posting's
    cell is all that BM25 asks of it besides its frequency: 256 times the field, plus the code of the field's
    length in the document.
    """

    stems: npt.NDArray[np.uint32]  # [S] ascending numbers of stems
    offsets: npt.NDArray[np.int64]  # [S + 1]
    cells: npt.NDArray[np.uint16]  # [P]
    documents: npt.NDArray[np.unsignedinteger[Any]]  # [P] as narrow as their numbers allow
    frequencies: npt.NDArray[np.unsignedinteger[Any]]  # [P] likewise
    lengths: npt.NDArray[np.uint32]  # [len(FIELDS), D] tokens of each field

    @classmethod
    def of(cls, documents: Documents, lexicon: Lexicon) -> Postings:
        """Everything that stands in the documents, inverted."""
        fields, count = len(FIELDS), documents.count
        real = documents.word > 0
        document, field = np.divmod(documents.place()[real], fields)
        key = (lexicon.stem_of[documents.word[real]].astype(np.int64) * fields + field) * count + document
        key, frequency = np.unique(key, return_counts=True)
        place, document_of = np.divmod(key, max(count, 1))
        stem_of, field_of = np.divmod(place, fields)
        stems, first = np.unique(stem_of, return_index=True)
        lengths = np.bincount(field * count + document, minlength=fields * count).reshape(fields, count)
        return cls(
            stems=stems.astype(np.uint32),
            offsets=np.append(first, len(key)).astype(np.int64),
            cells=(field_of * CODES + length_codes(lengths)[field_of, document_of]).astype(np.uint16),
            documents=narrowed(document_of),
            frequencies=narrowed(frequency),
            lengths=lengths.astype(np.uint32),
        )

    @property
    def fields(self) -> npt.NDArray[np.uint8]:
        """Each posting's position in FIELDS, [P]."""
        return (self.cells // CODES).astype(np.uint8)

    def span(self, stem: int) -> slice:
        """Where the postings of a stem stand."""
        return spans_of((stem,), self.stems, self.offsets)[0]


def length_codes(lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    """Lengths as the bytes that Whoosh keeps of them."""
    distinct, place = np.unique(lengths, return_inverse=True)
    codes = np.array([length_to_byte(int(length)) for length in distinct], np.uint8)
    return codes[place].reshape(lengths.shape)
