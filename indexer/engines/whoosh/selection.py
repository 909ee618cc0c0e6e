"""Which profiles a question lists.

All that have every word that counts. Where these are few, the list goes on: with those that have some of
the words, and those that are like the best answers, as the relevance feedback of Rocchio (1971) has it.
"""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh import weights
from indexer.engines.whoosh.likeness import likeness
from indexer.engines.whoosh.matching import Listing, matching
from indexer.engines.whoosh.ranking import Scores, best, ordered, question_scores
from indexer.engines.whoosh.snapshot import Mask, Numbers, Snapshot
from indexer.language.interpretation import Interpretation


def listed(snapshot: Snapshot, question: Interpretation, *, relax: bool) -> Listing:
    """The profiles with all the words, and others behind them where these are few."""
    listing = matching(snapshot, question)
    room = _enough(snapshot.documents) - listing.with_all_words
    if not relax or not question.groups or room <= 0:
        return listing
    return _continued(snapshot, question, listing, room)


def _enough(documents: int) -> int:
    """How many profiles make a list long enough: a tenth of the library, within bounds."""
    return min(max(weights.ENOUGH, documents // weights.PART), weights.MOST)


def _continued(snapshot: Snapshot, question: Interpretation, listing: Listing, room: int) -> Listing:
    """The listing with the best of the others behind it: by their words, and by what they are like."""
    some = _with_a_telling_word(snapshot, listing)
    seeds = listing.mask if listing.mask.any() else some
    documents, _ = ordered(snapshot, question, listing, seeds, weights.BEST)
    if not len(documents):
        return listing
    scores = question_scores(snapshot, question, listing.mask | some)
    alike = _closeness(snapshot, documents, scores[documents], listing.allowed)
    others = some | listing.allowed & (alike >= weights.LEAST) & _may_be_alike(snapshot, question)
    joining = np.flatnonzero(others & ~listing.mask)
    alike *= scores[documents].mean()
    worth = scores[joining] + alike[joining]
    chosen = best(worth, room)
    chosen = chosen[np.lexsort((snapshot.title_rank[joining[chosen]], -worth[chosen]))[:room]]
    mask, added = listing.mask.copy(), np.zeros(snapshot.count)
    mask[joining[chosen]], added[joining[chosen]] = True, alike[joining[chosen]]
    return listing._replace(mask=mask, added=added)


def _with_a_telling_word(snapshot: Snapshot, listing: Listing) -> Mask:
    """Those that have one of the words; one that half the library has says too little to bring anybody in."""
    found = [has & listing.allowed for has in listing.having]
    telling = [has for has in found if np.count_nonzero(has) <= snapshot.documents / 2]
    result: Mask = np.any(telling or found, axis=0)
    return result


def _closeness(snapshot: Snapshot, documents: Numbers, scores: Scores, among: Mask) -> Scores:
    """How much each document is like the best, where they themselves are at 1, [N]."""
    alike = likeness(snapshot, documents, scores / scores.sum(), weights.TELLING, among)
    return alike / max(float(alike[documents].mean()), TINY)


def _may_be_alike(snapshot: Snapshot, question: Interpretation) -> bool:
    """Whether profiles without any of the words may join.

    Not where a phrase is asked for, which is taken at its word, and not in a small library: there a word
    that few have says little, and whoever wants more sees everything on a page or two.
    """
    return not question.phrases and snapshot.documents >= weights.PART * weights.ENOUGH


TINY = 1e-9
"""In place of nothing, where the best have no word that tells anything."""
