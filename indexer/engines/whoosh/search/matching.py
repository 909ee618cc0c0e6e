"""Which documents have the words of a question: every word that counts, and every phrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.index.reader import IndexReader, Mask
from indexer.engines.whoosh.search.candidates import Candidates, documents_with


class Listing(NamedTuple):
    """The documents that answer, over N documents, before facet filters and order."""

    mask: Mask
    filter_mask: Mask  # the documents that the phrases and exclusions allow
    word_masks: Sequence[Mask]  # for each word that counts, the documents that have it
    unmatched: npt.NDArray[np.int16]  # [N] how many of those words each document lacks
    jobs: Mask  # the documents that the question names, which are listed whatever words they have
    feedback: npt.NDArray[np.float64] | None = None  # [N] added to the scores where the list was expanded

    @property
    def with_all_words(self) -> int:
        """How many have every word that counts."""
        return int(np.count_nonzero(self.mask & (self.unmatched == 0)))

    @property
    def similar(self) -> int:
        """How many have none of the words, and joined because they are like the best answers."""
        if self.feedback is None:
            return 0
        return int(np.count_nonzero(self.mask & ~self._with_a_word() & ~self.jobs))

    @property
    def relaxed(self) -> tuple[int, ...]:
        """The words that some listed document lacks, though it has others."""
        if self.feedback is None:
            return ()
        some = self.mask & self._with_a_word()
        return tuple(word for word, has in enumerate(self.word_masks) if np.any(some > has))

    def _with_a_word(self) -> Mask:
        """The documents with any of the words; all of them where there are no words to have."""
        return self.unmatched < max(len(self.word_masks), 1)


def matching(reader: IndexReader, candidates: Candidates) -> Listing:
    """The documents that have every word that counts, and every phrase.

    A document whose name is exactly the question has all its words, ignored ones included. A job that the
    question names is listed beside them.
    """
    masks = candidates.group_masks(reader.max_doc)
    words, phrases = masks[: candidates.query.words], masks[candidates.query.words :]
    allowed = reader.live if candidates.excluded is None else reader.live & ~candidates.excluded
    for phrase in phrases:
        allowed = allowed & phrase
    for excluded in candidates.query.excluded:
        allowed = allowed & ~documents_with(reader, excluded)
    unmatched = len(words) - _count(words, reader.max_doc)
    unmatched[candidates.named > 0] = 0
    jobs, hopeful = allowed & (candidates.first > 0), not candidates.query.hopeless
    return Listing(allowed & (unmatched == 0) & hopeful | jobs, allowed & hopeful, words, unmatched, jobs)


def _count(masks: Sequence[Mask], max_doc: int) -> npt.NDArray[np.int16]:
    """In how many of the masks each document is."""
    number = np.zeros(max_doc, np.int16)
    for mask in masks:
        number += mask
    return number
