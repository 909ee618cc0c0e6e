"""Collection statistics for BM25: document frequencies and total field lengths.

Updates add new documents and subtract removed ones, so the statistics of an index that was updated step by
step equal those of an index built from nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import begins, load, save
from indexer.engines.whoosh.index.documents import Documents
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.rules.schema import FIELDS, HIDDEN, NAME_FIELDS

Counts = npt.NDArray[np.int64]
_SHORT = np.iinfo(np.uint32).max


@dataclass(frozen=True)
class Statistics:
    """Counts over the served documents, for F fields, S stems and W words."""

    documents: Counts  # [1]
    lengths: Counts  # [F] total number of tokens
    stem_documents: Counts  # [F, S]
    word_documents: Counts  # [W]
    word_titles: Counts  # [W] documents with the word in a title
    word_shown: Counts  # [W] documents with the word in text that is shown

    @classmethod
    def of(cls, documents: Documents, terms: TermDictionary) -> Statistics:
        """The statistics of these documents."""
        words, stems, fields = len(terms.words.texts), len(terms.stems.texts), len(FIELDS)
        lengths, stem_documents = np.zeros(fields, np.int64), np.zeros(fields * stems, np.int64)
        in_any, in_titles, in_shown = np.zeros((3, words), np.int64)
        for run in documents.words_in_runs():
            document, field, word = run
            in_name, shown = np.isin(field, NAME_FIELDS), field != HIDDEN
            lengths += np.bincount(field, minlength=fields)
            stem_documents += _distinct(document, field * stems + terms.stem_of[word], fields * stems)
            in_any += _distinct(document, word, words)
            in_titles += _distinct(document[in_name], word[in_name], words)
            in_shown += _distinct(document[shown], word[shown], words)
        return cls(
            documents=np.array([documents.count]),
            lengths=lengths,
            stem_documents=stem_documents.reshape(fields, stems),
            word_documents=in_any,
            word_titles=in_titles,
            word_shown=in_shown,
        )

    def changed(self, added: Statistics, removed: Statistics) -> Statistics:
        """The statistics plus those of added documents and minus those of removed ones."""
        names = ("documents", "lengths", "stem_documents", "word_documents", "word_titles", "word_shown")
        return Statistics(
            **{
                name: getattr(added, name)
                - getattr(removed, name)
                + _padded(getattr(self, name), getattr(added, name).shape)
                for name in names
            }
        )

    def save(self, folder: Path) -> None:
        """Write the statistics into a generation's folder."""
        save(folder / "statistics.bin", vars(self))

    @classmethod
    def load(cls, folder: Path) -> Statistics:
        """Read the statistics in a generation's folder."""
        return cls(**load(folder / "statistics.bin"))


def _distinct(document: Counts, thing: Counts, things: int) -> Counts:
    """The number of documents that each thing is in, from (document, thing) pairs."""
    key = (document - document[:1].sum()) * things + thing  # documents ascend: small numbers sort faster
    if len(key) and key.max() <= _SHORT:
        key = key.astype(np.uint32)  # sorts twice as fast
    key = np.sort(key)  # np.unique hashes, which takes eight times as long
    return np.bincount(key[begins(key)] % things, minlength=things)


def _padded(counts: Counts, shape: tuple[int, ...]) -> Counts:
    return np.pad(counts, [(0, size - have) for size, have in zip(shape, counts.shape, strict=True)])
