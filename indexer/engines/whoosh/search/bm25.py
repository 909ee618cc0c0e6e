"""BM25F scores of terms in fields.

    idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average length)) * weight of the field

summed over the fields (Robertson, Zaragoza and Taylor, 2004, in the form that Whoosh computes). Frequencies
and lengths count only the documents that are served, so an index that was updated step by step gives the
same scores as one that was built from nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.norms import CODED_LENGTHS
from indexer.engines.whoosh.codec.postings import PostingList
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.rules.schema import FIELD_WEIGHTS, FIELDS, NAME_FIELDS

K1 = 1.2
"""Term frequency saturation: how soon more occurrences stop adding to the score."""
B = 0.75
"""Length normalisation: how much a long field lowers the score, from 0 to 1."""

Scores = npt.NDArray[np.float64]

_WEIGHTS = np.array([FIELD_WEIGHTS[field] for field in FIELDS])


@dataclass(frozen=True)
class Bm25:
    """BM25F for a library of S stems and F fields."""

    weights: Scores  # [S, F] of a stem in a field: the inverse document frequency there, the field's weight
    least_idf: Scores  # [S] the least inverse document frequency in a field
    norms: Scores  # [F * CODES] length norm of each field and length code
    max_idf: Scores  # [S] idf in the field that has the stem most often

    @classmethod
    def of(cls, statistics: Statistics) -> Bm25:
        """Precompute idf and norms from a library's statistics."""
        count = max(int(statistics.documents[0]), 1)
        frequency = np.ascontiguousarray(statistics.stem_documents.T)
        average = np.maximum(statistics.lengths, 1) / count
        idf = np.log(count / (frequency + 1.0)) + 1.0
        return cls(
            weights=_WEIGHTS * idf * (K1 + 1),
            least_idf=idf.min(axis=1),
            norms=(K1 * (1 - B + B * CODED_LENGTHS / average[:, None])).ravel(),
            max_idf=np.log((int(statistics.documents[0]) + 1) / (frequency.max(axis=1) + 0.5)),
        )

    def impacts(
        self,
        postings: PostingList,
        norms: npt.NDArray[np.uint16],
        stems: npt.NDArray[np.int64],
        stem: npt.NDArray[np.integer[Any]],
        name_boosts: Scores | None = None,
    ) -> Scores:
        """What each of P postings adds to its document's score; [P].

        `norms` are those of a reader: the norm of each field in each document. stems[stem[p]] is the stem of
        posting p, which in a name counts name_boosts[stem[p]] times, or once.
        """
        weight = self.weights[stems]
        if name_boosts is not None:
            weight[:, NAME_FIELDS] *= name_boosts[:, None]
        row = np.arange(0, weight.size, len(_WEIGHTS))
        field = postings.fields
        factor = weight.take(row.take(stem) + field)
        place = np.multiply(field, len(norms) // len(_WEIGHTS), dtype=np.intp)
        norm = self.norms.take(norms.take(place + postings.documents))
        frequency = postings.frequencies.astype(np.float64)
        result: Scores = factor * frequency / (frequency + norm)
        return result
