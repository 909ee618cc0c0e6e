"""Which profiles have the words of a question: all that count, and every phrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh import proximity
from indexer.engines.whoosh.snapshot import Mask, Snapshot
from indexer.language.interpretation import Group, Interpretation


class Listing(NamedTuple):
    """The profiles that answer, over N documents, before filters and order."""

    mask: Mask
    allowed: Mask  # those that the phrases and exclusions let in
    having: Sequence[Mask]  # for each of the words that count the documents that have it
    missing: npt.NDArray[np.int16]  # [N] how many of those words each document lacks
    added: npt.NDArray[np.float64] | None = None  # [N] to the scores of those that are like the best

    @property
    def with_all_words(self) -> int:
        """How many have every word that counts."""
        return int(np.count_nonzero(self.mask & (self.missing == 0)))

    @property
    def similar(self) -> int:
        """How many have none of the words, and are there because they are like those that do."""
        return int(np.count_nonzero(self.mask & ~self._with_a_word()))

    @property
    def relaxed(self) -> tuple[int, ...]:
        """The words that some listed profile does without, though it has others."""
        some = self.mask & self._with_a_word()
        return tuple(number for number, has in enumerate(self.having) if np.any(some > has))

    def _with_a_word(self) -> Mask:
        """The documents with any of the words; all of them where there are no words to have."""
        return self.missing < max(len(self.having), 1)


def matching(snapshot: Snapshot, question: Interpretation) -> Listing:
    """The profiles that have every word that counts, and every phrase."""
    allowed = _allowed(snapshot, question)
    having = [_with_group(snapshot, group) for group in question.groups]
    missing = len(having) - _number(having, snapshot.count)
    return Listing(allowed & (missing == 0), allowed, having, missing)


def stem_numbers(snapshot: Snapshot, terms: Sequence[str]) -> list[int]:
    """The numbers of some stems; none at all where one of them is unknown."""
    numbers = snapshot.lexicon.stems.number
    return [numbers[term] for term in terms] if all(term in numbers for term in terms) else []


def _allowed(snapshot: Snapshot, question: Interpretation) -> Mask:
    """The documents that keep to the phrases and exclusions; none where the library has nothing asked for."""
    if question.unmatched and not (question.groups or question.phrases):
        return np.zeros(snapshot.count, np.bool_)
    allowed = snapshot.live
    for phrase in question.phrases:
        allowed = allowed & _with_any(snapshot, phrase)
    for excluded in question.excluded:
        allowed = allowed & ~_with_any(snapshot, [excluded])
    return allowed


def _with_group(snapshot: Snapshot, group: Group) -> Mask:
    return _with_any(snapshot, [alternative.terms for alternative in group.alternatives])


def _with_any(snapshot: Snapshot, sequences: Sequence[Sequence[str]]) -> Mask:
    """The documents that have any of these stems, or stems side by side, [N]."""
    mask = np.zeros(snapshot.count, np.bool_)
    for terms in sequences:
        stems = stem_numbers(snapshot, terms)
        if len(stems) == 1:
            mask[snapshot.postings(stems[0]).documents.astype(np.intp)] = True
        elif stems:
            mask[proximity.together(snapshot, stems)] = True
    return mask


def _number(masks: Sequence[Mask], count: int) -> npt.NDArray[np.int16]:
    """In how many of the masks each document is."""
    number = np.zeros(count, np.int16)
    for mask in masks:
        number += mask
    return number
