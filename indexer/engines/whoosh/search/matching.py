"""Matching: the documents that have all the words and phrases of a query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.index.reader import IndexReader, Mask
from indexer.engines.whoosh.search.candidates import Candidates, documents_with


class WordCounts(NamedTuple):
    """The number of documents that have each word of a query, in any of its readings."""

    allowed: Sequence[int]
    """Those that the phrases and exclusions leave."""
    library: Sequence[int]


class Listing(NamedTuple):
    """The matching documents of N, before filters and ranking."""

    mask: Mask
    filter_mask: Mask  # [N] documents that match the phrases and exclusions
    word_masks: Sequence[Mask]  # a mask [N] for each word, of the documents that have it
    unmatched: npt.NDArray[np.int16]  # [N] number of words that each document lacks
    jobs: Mask  # [N] the documents that the query names, listed whatever words they have
    feedback: npt.NDArray[np.float64] | None = None  # [N] feedback scores, if the list was expanded
    scores: npt.NDArray[np.float64] | None = None  # [N] scores, if the list was expanded; nan if unknown
    nowhere: tuple[int, ...] = ()  # the words that no document has in any reading
    counts: WordCounts | None = None  # of the library, where the reader has only a part of it

    @property
    def with_all_words(self) -> int:
        """The number of documents with all the words."""
        return int(np.count_nonzero(self.mask & (self.unmatched == 0)))

    @property
    def similar(self) -> int:
        """The number of listed documents with none of the words: related jobs."""
        if self.feedback is None:
            return 0
        return int(np.count_nonzero(self.mask & ~self._with_a_word() & ~self.jobs))

    @property
    def relaxed(self) -> tuple[int, ...]:
        """The indices of words that some listed document lacks, though it has others."""
        if self.feedback is None:
            return ()
        some = self.mask & self._with_a_word()
        lacked = (word for word, has in enumerate(self.word_masks) if np.any(some > has))
        return tuple(word for word in lacked if word not in self.nowhere)

    def _with_a_word(self) -> Mask:
        """A mask of the documents with any of the words, or of all if there are none."""
        return self.unmatched < max(len(self.word_masks), 1)


def matching(reader: IndexReader, candidates: Candidates, counts: WordCounts | None = None) -> Listing:
    """The documents that have all the words and phrases.

    A document whose title equals the query matches all its words, including ignored ones. A job that the
    query names is listed beside them. `counts` are those of the library, if the reader has a part of it.
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
    known = counts.library if counts else [np.any(has & reader.live) for has in words]
    jobs, hopeful = allowed & (candidates.first > 0), not candidates.query.hopeless
    return Listing(
        allowed & (unmatched == 0) & hopeful | jobs,
        allowed & hopeful,
        words,
        unmatched,
        jobs,
        nowhere=tuple(word for word, count in enumerate(known) if not count),
        counts=counts,
    )


def _count(masks: Sequence[Mask], max_doc: int) -> npt.NDArray[np.int16]:
    """The number of masks that each document is in."""
    number = np.zeros(max_doc, np.int16)
    for mask in masks:
        number += mask
    return number
