"""Whether the peers did the same work: a comparison of speed means nothing between different answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import mean

import msgspec

from benchmarks.peers import ALL, ANY, Answer

REFERENCES = ("fts5", "tantivy", "xapian", "whoosh")
"""The first of these that was measured is what the others are held against."""
LEAST_FOUND = 0.8
"""Stemmers differ (Porter's first and second), so a few questions find a few less."""
LEAST_OVERLAP = 0.3
"""Formulas differ, so the first ten do; but they may not be strangers."""
CLOSE = 0.02


class Agreement(msgspec.Struct, frozen=True):
    """How far a peer agrees with the reference.

    `found` is the share of questions for which it lists at least as many profiles with all the words, `equal`
    the share for which it lists just as many, `counts` the share of these with the same facet counts, and
    `overlap` how much of the reference's first ten it has, those with all the words before the others.
    """

    found: float
    equal: float
    counts: float
    overlap: float

    def comparable(self) -> bool:
        """Whether this is the same work."""
        return self.found >= LEAST_FOUND and self.counts == 1.0 and self.overlap >= LEAST_OVERLAP


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
    equal = [one.total == other.total for one, other in pairs]
    counts = [one.counts == other.counts for one, other in pairs if one.total == other.total]
    return Agreement(
        found=mean(one.total >= (1 - CLOSE) * other.total for one, other in pairs),
        equal=mean(equal),
        counts=mean(counts) if counts else 1.0,
        overlap=mean(
            len(ours & theirs) / max(1, len(theirs))
            for ours, theirs in zip(_tens(mine), _tens(reference), strict=False)
        ),
    )


def _tens(answers: Mapping[str, Sequence[Answer]]) -> Iterator[set[str]]:
    """The first ten for each question, those with all the words before those with any."""
    for every, some in zip(answers[ALL], answers[ANY], strict=True):
        yield set(list(dict.fromkeys([*every.ids, *some.ids]))[:10])
