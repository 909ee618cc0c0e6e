"""Whether the peers did the same work: a comparison of speed means nothing between different answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mean

import msgspec

from benchmarks.peers import ALL, ANY, Answer

REFERENCES = ("fts5", "tantivy", "xapian", "whoosh")
"""The first of these that was measured is what the others are held against."""
LEAST_TOTALS = 0.8
"""Stemmers differ (Porter's first and second), so a few questions find a few more or fewer."""
LEAST_OVERLAP = 0.3
"""Formulas differ, so the first ten do; but they may not be strangers."""
CLOSE = 0.02


class Agreement(msgspec.Struct, frozen=True):
    """How far two peers agree.

    Of all questions the share with the same number of profiles that have all the words; of these the share
    with the same facet counts; and of the reference's first ten the mean share that this peer has.
    """

    totals: float
    counts: float
    overlap: float

    def comparable(self) -> bool:
        """Whether this is the same work."""
        return self.totals >= LEAST_TOTALS and self.counts == 1.0 and self.overlap >= LEAST_OVERLAP


def agreements(answers: Mapping[str, Mapping[str, Sequence[Answer]]]) -> tuple[str, dict[str, Agreement]]:
    """The reference, and how far each of the other peers agrees with it."""
    reference = next((name for name in REFERENCES if name in answers), "")
    if not reference:
        return "", {}
    others = {name: mine for name, mine in answers.items() if name != reference}
    return reference, {name: agreement(mine, answers[reference]) for name, mine in others.items()}


def agreement(mine: Mapping[str, Sequence[Answer]], reference: Mapping[str, Sequence[Answer]]) -> Agreement:
    """How far a peer agrees with the reference, over the questions that both were asked."""
    pairs = list(zip(mine[ALL], reference[ALL], strict=False))
    same = [(one, other) for one, other in pairs if one.total == other.total]
    near = [abs(one.total - other.total) <= CLOSE * other.total for one, other in pairs]
    tens = [
        len(set(one.ids) & set(other.ids)) / len(other.ids)
        for one, other in zip(mine[ANY], reference[ANY], strict=False)
        if other.ids
    ]
    return Agreement(
        totals=mean(near) if near else 1.0,
        counts=mean(one.counts == other.counts for one, other in same) if same else 1.0,
        overlap=mean(tens) if tens else 1.0,
    )
