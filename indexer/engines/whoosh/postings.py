"""Which documents have which stems, as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from whoosh.util.numeric import byte_to_length, length_to_byte

from indexer.engines.whoosh.documents import FIELDS, Documents
from indexer.engines.whoosh.lexicon import Lexicon

_rounded_length = np.array([byte_to_length(byte) for byte in range(256)], np.uint32)


@dataclass(frozen=True)
class Postings:
    """The postings of one segment of D documents, P in all.

    Those of `stems[i]` stand at offsets[i] to offsets[i + 1], ordered by field and document.
    """

    stems: npt.NDArray[np.uint32]  # [S] ascending numbers of stems
    offsets: npt.NDArray[np.int64]  # [S + 1]
    fields: npt.NDArray[np.uint8]  # [P] position in FIELDS
    documents: npt.NDArray[np.uint32]  # [P]
    frequencies: npt.NDArray[np.uint16]  # [P]
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
        return cls(
            stems=stems.astype(np.uint32),
            offsets=np.append(first, len(key)).astype(np.int64),
            fields=field_of.astype(np.uint8),
            documents=document_of.astype(np.uint32),
            frequencies=np.minimum(frequency, np.iinfo(np.uint16).max).astype(np.uint16),
            lengths=np.bincount(field * count + document, minlength=fields * count)
            .reshape(fields, count)
            .astype(np.uint32),
        )

    def span(self, stem: int) -> slice:
        """Where the postings of a stem stand."""
        place = int(self.stems.searchsorted(np.uint32(stem)))
        if place == len(self.stems) or self.stems[place] != stem:
            return slice(0, 0)
        return slice(int(self.offsets[place]), int(self.offsets[place + 1]))


def rounded(lengths: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Lengths as Whoosh keeps them, to the precision of a byte."""
    distinct, place = np.unique(lengths, return_inverse=True)
    kept = _rounded_length[[length_to_byte(int(length)) if length else 0 for length in distinct]]
    return np.where(distinct > 0, kept, 0).astype(np.uint32)[place].reshape(lengths.shape)
