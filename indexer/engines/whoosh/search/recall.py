"""Which profiles a question lists.

All that have every word that counts. Where these are few, the list goes on: with those that have some of
the words, and those that are like the best answers, as the relevance feedback of Rocchio (1971) has it.
"""

from __future__ import annotations

import numpy as np

from indexer import relevance as weights
from indexer.engines.whoosh.index.reader import Mask, Numbers, Snapshot
from indexer.engines.whoosh.search.candidates import Found
from indexer.engines.whoosh.search.matching import Listing, matching
from indexer.engines.whoosh.search.more_like_this import likeness
from indexer.engines.whoosh.search.ranking import Scored, Scores, best, first, question_scores


def listed(snapshot: Snapshot, found: Found, *, relax: bool) -> Listing:
    """The profiles with all the words, and others behind them where these are few."""
    listing = matching(snapshot, found)
    room = _enough(snapshot.documents) - listing.with_all_words
    if not relax or not found.wanted.words or room <= 0:
        return listing
    return _continued(snapshot, found, listing, room)


def _enough(documents: int) -> int:
    """How many profiles make a list long enough: a tenth of the library, within bounds."""
    return min(max(weights.ENOUGH, documents // weights.PART), weights.MOST)


def _continued(snapshot: Snapshot, found: Found, listing: Listing, room: int) -> Listing:
    """The listing with the best of the others behind it: by their words, and by what they are like."""
    some = _with_a_telling_word(snapshot, listing)
    reckoned = (listing.mask | some).nonzero()[0]
    scores = np.zeros(snapshot.count)
    scores[reckoned] = question_scores(snapshot, found, reckoned)
    seeds = (listing.mask if listing.mask.any() else some).nonzero()[0]
    if not len(seeds):
        return listing
    documents = first(snapshot, found, Scored(seeds, scores[seeds]), listing.missing, weights.BEST).documents
    alike = _closeness(snapshot, documents, scores[documents])
    others = some | listing.allowed & (alike >= weights.LEAST) & _may_be_alike(snapshot, found)
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


def _closeness(snapshot: Snapshot, documents: Numbers, scores: Scores) -> Scores:
    """How much each document is like the best, where they themselves are at 1, [N]."""
    alike = likeness(snapshot, documents, scores / scores.sum(), weights.TELLING)
    return alike / max(float(alike[documents].mean()), TINY)


def _may_be_alike(snapshot: Snapshot, found: Found) -> bool:
    """Whether profiles without any of the words may join.

    Not where a phrase is asked for, which is taken at its word, and not in a small library: there a word
    that few have says little, and whoever wants more sees everything on a page or two.
    """
    return not found.wanted.phrases and snapshot.documents >= weights.PART * weights.ENOUGH


TINY = 1e-9
"""In place of nothing, where the best have no word that tells anything."""
