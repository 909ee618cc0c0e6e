"""The levels of a mention: stated as a number or a word, or usual for its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from indexer.patterns.wording import LEVEL, NUMBERS
from indexer.qualification.taxonomy import STAGES, USUAL
from indexer.qualification.values import Levels, Mention, Role

_STATED = re.compile(rf"\b(?:levels?\s+|nvq\s?)({LEVEL})")
_NUMBER = re.compile(rf"[1-8]|{'|'.join(NUMBERS)}")


@lru_cache(maxsize=2048)
def levels_of(slug: str, text: str) -> Levels | None:
    """The RQF levels of a mention; None if they are unknown."""
    text = text.lower()
    numbers = [each for match in _STATED.finditer(text) for each in _NUMBER.findall(match[1])]
    stated = [NUMBERS.get(number) or int(number) for number in numbers]
    usual = usual_levels(slug)
    if stated and (usual is None or usual.low <= min(stated) <= max(stated) <= usual.high):
        return Levels(min(stated), max(stated), "stated")
    named = _named(slug, text)
    if named:
        return Levels(min(low for low, _ in named), max(high for _, high in named), "stated")
    return usual


def _named(slug: str, text: str) -> list[tuple[int, int]]:
    """The levels of the words in a mention that state one."""
    stages = STAGES.get(slug)
    return [stages.levels[match[0]] for match in stages.pattern.finditer(text)] if stages else []


def usual_levels(slug: str) -> Levels | None:
    """The usual levels of a kind; None if they vary, or it is outside the RQF."""
    return Levels(*USUAL[slug], "usual") if slug in USUAL else None


def sure_levels(mention: Mention) -> Levels | None:
    """The certain levels of a mention: those stated, or the only one of its kind.

    A usual range is not certain: a degree apprenticeship is at level 6 or 7, rarely both.
    """
    levels = mention.levels
    if levels and (levels.basis == "stated" or levels.low == levels.high):
        return levels
    return None


def named_level(mentions: Iterable[Mention]) -> int | None:
    """The lowest certain level of the mentions of one kind; None if there is none.

    Mentions after entry count only if there are no others.
    """
    every = tuple(mentions)
    ways_in = [mention for mention in every if mention.role is not Role.PROGRESSION]
    levels = [found.low for mention in ways_in or every if (found := sure_levels(mention))]
    return min(levels, default=None)
