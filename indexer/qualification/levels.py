"""The level of a mention: a number it states, a word that says it, or what is usual for its kind."""

from __future__ import annotations

import re

from indexer.qualification.taxonomy import BY_SLUG, STAGES
from indexer.qualification.values import Levels

_STATED = re.compile(r"\blevels?\s+(\d(?:(?:\s*(?:or|and|to|level|[/,&–-])\s*)+\d)*)|\bnvq\s?(\d)|^(\d)", re.IGNORECASE)
_GRADED = frozenset({"gcse"})


def levels_of(slug: str, text: str) -> Levels | None:
    """The RQF levels of a mention of a kind, None where nothing says them."""
    numbers = [int(digit) for match in _STATED.finditer(text) for digit in re.findall(r"[1-8]", match[0])]
    if numbers and slug not in _GRADED:
        return Levels(min(numbers), max(numbers), "stated")
    stages = [stage for stage in STAGES[slug] if stage.pattern.search(text)]
    if stages:
        return Levels(min(stage.low for stage in stages), max(stage.high for stage in stages), "stated")
    kind = BY_SLUG[slug]
    if kind.varies or kind.low is None or kind.high is None:
        return None
    return Levels(kind.low, kind.high, "usual")
