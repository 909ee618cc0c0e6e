"""The level of a mention: a number it states, a word that says it, or what is usual for its kind."""

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
    """The RQF levels of a mention of a kind, None where nothing says them."""
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
    """The levels that a kind's own words for them say in a text."""
    stages = STAGES.get(slug)
    return [stages.levels[match[0]] for match in stages.pattern.finditer(text)] if stages else []


def usual_levels(slug: str) -> Levels | None:
    """The levels that a kind always has, None where they vary or it stands outside the RQF."""
    return Levels(*USUAL[slug], "usual") if slug in USUAL else None


def sure_levels(mention: Mention) -> Levels | None:
    """The levels that a mention is surely at: those it states, or the only one that its kind ever has.

    A usual range is a guess: a degree apprenticeship is at level 6 or at level 7, seldom at both.
    """
    levels = mention.levels
    if levels and (levels.basis == "stated" or levels.low == levels.high):
        return levels
    return None


def named_level(mentions: Iterable[Mention]) -> int | None:
    """The lowest level at which mentions of one kind name it, None where none of them has a sure one.

    What comes after entry counts only where there is nothing else.
    """
    every = tuple(mentions)
    ways_in = [mention for mention in every if mention.role is not Role.PROGRESSION]
    levels = [found.low for mention in ways_in or every if (found := sure_levels(mention))]
    return min(levels, default=None)
