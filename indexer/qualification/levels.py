"""The level of a mention: a number it states, a word that says it, or what is usual for its kind."""

from __future__ import annotations

import re

from indexer.qualification.taxonomy import BY_SLUG, STAGES
from indexer.qualification.values import Levels
from indexer.qualification.wording import LEVEL, NUMBERS

_STATED = re.compile(rf"\b(?:levels?\s+|nvq\s?)({LEVEL})")
_NUMBER = re.compile(rf"[1-8]|{'|'.join(NUMBERS)}")


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
    kind = BY_SLUG[slug]
    if kind.varies or kind.low is None or kind.high is None:
        return None
    return Levels(kind.low, kind.high, "usual")
