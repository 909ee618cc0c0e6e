"""Which profiles have the words of a question: all that count, and every phrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.index.reader import Mask, Snapshot
from indexer.engines.whoosh.search.candidates import Found, with_sequence


class Listing(NamedTuple):
    """The profiles that answer, over N documents, before filters and order."""

    mask: Mask
    allowed: Mask  # those that the phrases and exclusions let in
    having: Sequence[Mask]  # for each of the words that count the documents that have it
    missing: npt.NDArray[np.int16]  # [N] how many of those words each document lacks
    added: npt.NDArray[np.float64] | None = None  # [N] to the scores, where the list goes on below those

    @property
    def with_all_words(self) -> int:
        """How many have every word that counts."""
        return int(np.count_nonzero(self.mask & (self.missing == 0)))

    @property
    def similar(self) -> int:
        """How many have none of the words, and are there because they are like those that do."""
        return 0 if self.added is None else int(np.count_nonzero(self.mask & ~self._with_a_word()))

    @property
    def relaxed(self) -> tuple[int, ...]:
        """The words that some listed profile does without, though it has others."""
        if self.added is None:
            return ()
        some = self.mask & self._with_a_word()
        return tuple(number for number, has in enumerate(self.having) if np.any(some > has))

    def _with_a_word(self) -> Mask:
        """The documents with any of the words; all of them where there are no words to have."""
        return self.missing < max(len(self.having), 1)


def matching(snapshot: Snapshot, found: Found) -> Listing:
    """The profiles that have every word that counts, and every phrase."""
    masks = found.having(snapshot.count)
    having, phrases = masks[: found.wanted.words], masks[found.wanted.words :]
    allowed = snapshot.live & (not found.wanted.hopeless)
    for phrase in phrases:
        allowed = allowed & phrase
    for excluded in found.wanted.excluded:
        allowed = allowed & ~with_sequence(snapshot, excluded)
    missing = len(having) - _number(having, snapshot.count)
    return Listing(allowed & (missing == 0), allowed, having, missing)


def _number(masks: Sequence[Mask], count: int) -> npt.NDArray[np.int16]:
    """In how many of the masks each document is."""
    number = np.zeros(count, np.int16)
    for mask in masks:
        number += mask
    return number
