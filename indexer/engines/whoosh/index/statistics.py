"""How many documents have a stem in a field, and how long fields are: what BM25 asks of a whole library.

Kept up to date by adding what comes and subtracting what goes, so that an index that was brought up to
date step by step knows exactly what one built from nothing would know.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import load, save
from indexer.engines.whoosh.index.documents import Documents
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.rules.schema import FIELDS, HIDDEN, NAME_FIELDS

Counts = npt.NDArray[np.int64]
_SHORT = np.iinfo(np.uint32).max


@dataclass(frozen=True)
class Statistics:
    """Counts over the documents that are served, for F fields, S stems and W words."""

    documents: Counts  # [1]
    lengths: Counts  # [F] tokens in all
    stem_documents: Counts  # [F, S]
    word_documents: Counts  # [W]
    word_titles: Counts  # [W] in a name
    word_shown: Counts  # [W] in what visitors are shown

    @classmethod
    def of(cls, documents: Documents, terms: TermDictionary) -> Statistics:
        """The statistics of these documents alone."""
        words, stems, fields = len(terms.words.texts), len(terms.stems.texts), len(FIELDS)
        real = documents.word > 0
        document, field = divmod(documents.place()[real], fields)
        word = documents.word[real].astype(np.int64)
        in_name, shown = np.isin(field, NAME_FIELDS), field != HIDDEN
        return cls(
            documents=np.array([documents.count]),
            lengths=np.bincount(field, minlength=fields),
            stem_documents=_distinct(document, field * stems + terms.stem_of[word], fields * stems).reshape(
                fields, stems
            ),
            word_documents=_distinct(document, word, words),
            word_titles=_distinct(document[in_name], word[in_name], words),
            word_shown=_distinct(document[shown], word[shown], words),
        )

    def changed(self, added: Statistics, removed: Statistics) -> Statistics:
        """These, with documents that came and without documents that went."""
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
        """Write them into a generation."""
        save(folder / "statistics.bin", vars(self))

    @classmethod
    def load(cls, folder: Path) -> Statistics:
        """Read them from a generation."""
        return cls(**load(folder / "statistics.bin"))


def _distinct(document: Counts, thing: Counts, things: int) -> Counts:
    """In how many documents each of so many things is."""
    key = document * things + thing
    if len(key) and key.max() <= _SHORT:
        key = key.astype(np.uint32)  # sorted twice as fast
    key = np.sort(key)  # np.unique would hash, which takes eight times as long
    first = np.append(True, key[1:] != key[:-1])[: len(key)]
    return np.bincount(key[first] % things, minlength=things)


def _padded(counts: Counts, shape: tuple[int, ...]) -> Counts:
    return np.pad(counts, [(0, size - have) for size, have in zip(shape, counts.shape, strict=True)])
