"""Inversion: from documents to postings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.norms import length_codes
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
    lengths = np.zeros(fields * count, np.int64)
    keys, frequencies = [np.empty(0, np.int64)], [np.empty(0, np.uint32)]
    for run in documents.words_in_runs():
        lengths += np.bincount(run.field * count + run.document, minlength=fields * count)
        key = (terms.stem_of[run.word].astype(np.int64) * fields + run.field) * count + run.document
        distinct, frequency = np.unique(key, return_counts=True)
        keys.append(distinct)
        frequencies.append(frequency.astype(np.uint32))
    by_field = lengths.reshape(fields, count)
    return Inversion(_postings(keys, frequencies, by_field), by_field.astype(np.uint32))


def _postings(
    keys: list[npt.NDArray[np.int64]],
    frequencies: list[npt.NDArray[np.uint32]],
    lengths: npt.NDArray[np.int64],
) -> Postings:
    """The postings from the keys of runs, of which each is in order; the lists are emptied on the way."""
    fields, count = lengths.shape
    key, frequency = np.concatenate(keys), np.concatenate(frequencies)
    keys.clear()
    frequencies.clear()
    order = key.argsort(kind="stable")  # merges the runs
    key, frequency = key[order], frequency[order]
    del order
    place, document = np.divmod(key, max(count, 1))
    del key
    stem, field = np.divmod(place, fields)
    del place
    first = np.flatnonzero(np.diff(stem, prepend=-1))
    bounds = stem[first].astype(np.uint32), np.append(first, len(stem)).astype(np.int64)
    return Postings.of(bounds, document, field, frequency, length_codes(lengths))
