"""Inversion: from documents to postings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import narrowed
from indexer.engines.whoosh.codec.norms import CODES, length_codes
from indexer.engines.whoosh.codec.postings import Postings
from indexer.engines.whoosh.index.documents import Documents
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.rules.schema import FIELDS


class Inversion(NamedTuple):
    """The postings of D documents, and their field lengths."""

    postings: Postings
    lengths: npt.NDArray[np.uint32]  # [F, D] in tokens


def invert(documents: Documents, terms: TermDictionary) -> Inversion:
    """Invert documents into postings, ordered by stem, field and document."""
    fields, count = len(FIELDS), documents.count
    real = documents.word > 0
    document, field = np.divmod(documents.place()[real], fields)
    key = (terms.stem_of[documents.word[real]].astype(np.int64) * fields + field) * count + document
    key, frequency = np.unique(key, return_counts=True)
    place, document_of = np.divmod(key, max(count, 1))
    stem_of, field_of = np.divmod(place, fields)
    stems, first = np.unique(stem_of, return_index=True)
    lengths = np.bincount(field * count + document, minlength=fields * count).reshape(fields, count)
    postings = Postings(
        stems=stems.astype(np.uint32),
        offsets=np.append(first, len(key)).astype(np.int64),
        norms=(field_of * CODES + length_codes(lengths)[field_of, document_of]).astype(np.uint16),
        documents=narrowed(document_of),
        frequencies=narrowed(frequency),
    )
    return Inversion(postings, lengths.astype(np.uint32))
