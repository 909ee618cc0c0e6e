"""The rules by which a named qualification is not a way in, one per module."""

from __future__ import annotations

import re
from collections.abc import Callable

from indexer.patterns.prefilter import any_of
from indexer.qualification.doubts import comparison, negation, others, teaching

Doubt = Callable[[str, str, str, str], bool]
"""A rule: of the clause before and after a mention, and of its sentence before and after."""


def _begin(words: str) -> str:
    return rf"\b{any_of(words.split('|'))}"


DOUBTS: tuple[tuple[re.Pattern[str], Doubt], ...] = (
    (
        re.compile(rf"{_begin(negation.CUES)}|n't\b"),
        lambda before, after, _, rest: negation.is_negated(before, after, rest),
    ),
    (re.compile(_begin(teaching.CUES)), lambda before, after, *_: teaching.is_taught(before, after)),
    (
        re.compile(_begin(comparison.MEASURES)),
        lambda before, after, *_: comparison.is_compared(before, after),
    ),
    (re.compile(_begin(comparison.PAST)), lambda before, after, *_: comparison.is_past(before, after)),
    (re.compile(_begin(others.CUES)), lambda _before, _after, all_before, _: others.is_anothers(all_before)),
)
"""The rules that reject a mention, each with the words that it requires."""
