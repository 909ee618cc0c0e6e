"""Which profiles answer a question: those with all the words; where they are too few, those with most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh import proximity, weights
from indexer.engines.whoosh.snapshot import Mask, Snapshot
from indexer.language.interpretation import Group, Interpretation


class Listing(NamedTuple):
    """The profiles that answer, over N documents, before filters and order."""

    mask: Mask
    missing: npt.NDArray[np.int16]  # [N] how many of the words that count each document lacks
    with_all_words: int
    relaxed: tuple[int, ...]  # the groups that some listed profile lacks


def listed(snapshot: Snapshot, question: Interpretation, *, relax: bool) -> Listing:
    """The profiles that answer."""
    allowed = _allowed(snapshot, question)
    masks = [_with_group(snapshot, group) for group in question.groups]
    had = _number(masks, snapshot.count)
    mask = full = allowed & (had == len(masks))
    with_all = int(np.count_nonzero(full))
    if relax and with_all < weights.ENOUGH:
        mask = full | relaxed(allowed, masks, snapshot.documents)
    let_go = tuple(number for number, has in enumerate(masks) if np.any(mask > has))
    return Listing(mask, len(masks) - had, with_all, let_go)


def relaxed(allowed: Mask, masks: Sequence[Mask], documents: int) -> Mask:
    """The documents that lack as few words as it takes to find enough of them, each with at least one.

    A word that half the library has says too little to bring anybody in, so only the others are counted.
    """
    common = [np.count_nonzero(mask & allowed) > documents / 2 for mask in masks]
    telling = [mask for mask, is_common in zip(masks, common, strict=True) if not is_common] or list(masks)
    had = _number(telling, len(allowed))
    for least in range(len(telling), 0, -1):
        mask: Mask = allowed & (had >= least)
        if np.count_nonzero(mask) >= weights.ENOUGH or least == 1:
            return mask
    return np.zeros(len(allowed), np.bool_)


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
