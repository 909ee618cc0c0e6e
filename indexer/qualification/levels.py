"""The level of a mention: a number it states, a word that says it, or what is usual for its kind."""

from __future__ import annotations

import re

from indexer.qualification.taxonomy import BY_SLUG, STAGES
from indexer.qualification.values import Levels

_STATED = re.compile(
    r"\b(?:levels?\s+|nvq\s?)(\d(?:(?:\s*(?:or|and|to|level|[/,&–-])\s*)+\d)*)", re.IGNORECASE
)


def levels_of(slug: str, text: str) -> Levels | None:
    """The RQF levels of a mention of a kind, None where nothing says them."""
    stated = [int(digit) for match in _STATED.finditer(text) for digit in re.findall(r"\d", match[1])]
    usual = usual_levels(slug)
    if stated and (usual is None or usual.low <= min(stated) <= max(stated) <= usual.high):
        return Levels(min(stated), max(stated), "stated")
    stages = [stage for stage in STAGES[slug] if stage.pattern.search(text)]
    if stages:
        return Levels(min(stage.low for stage in stages), max(stage.high for stage in stages), "stated")
    return usual


def usual_levels(slug: str) -> Levels | None:
    """The levels that a kind always has, None where they vary or it stands outside the RQF."""
    kind = BY_SLUG[slug]
    if kind.varies or kind.low is None or kind.high is None:
        return None
    return Levels(kind.low, kind.high, "usual")
