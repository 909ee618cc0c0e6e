"""The summary card of a profile: what one wants to know first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.profile import Profile, summary_of
from service.view.job.facts import FactLine
from service.view.ways import ENOUGH, Card


class Glance(NamedTuple):
    """What the card says besides ways in and paths.

    `what` is empty if the page says elsewhere at its top what the job is. `least` is what is enough to start.
    """

    what: str
    least: str
    facts: tuple[FactLine, ...]


def glance(profile: Profile, ways: Sequence[Card], facts: Iterable[FactLine] = (), *, told: bool) -> Glance:
    """The card of a profile; `told` is whether its description is at the top of the page."""
    starts = [card.start for card in ways if card.start is not None]
    return Glance(
        what="" if profile.summary or told else summary_of(profile),
        least=ENOUGH[min(starts)] if starts else "",
        facts=tuple(facts),
    )
