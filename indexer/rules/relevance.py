"""The rules of the list that no engine owns: how long it is, what may join it, what is looked at closer.

docs/relevance.md has the figures that chose the numbers.
"""

from __future__ import annotations

PROXIMITY_BOOST = 20.0
"""What two adjacent words add to a score, times the lower idf of the two; divided by their distance."""

TOGETHER = 12
"""So many tokens apart, at most, two words of a question that follow each other are said together."""

RESCORED = 128
"""How many of the best profiles are scored again with proximity."""

MIN_LIST, LIST_SHARE, MAX_LIST = 10, 10, 50
"""A list is expanded to a LIST_SHAREth of the library, at least to MIN_LIST and at most to MAX_LIST."""

FEEDBACK_PROFILES = 5
"""How many of the best answers say what related profiles must be like."""

FEEDBACK_TERMS = 15
"""How many significant terms stand for those answers; ten and fifty find as much."""

SIMILAR_TERMS = 25
"""How many significant terms find the profiles similar to one."""

MIN_LIKENESS = 0.2
"""How alike a related profile must be, where the best answers themselves are at 1."""

COMMON_SHARE = 0.5
"""A word that a larger share of the library has brings no profile into the list."""


def list_length(profiles: int) -> int:
    """How many profiles make a list long enough, in a library of this size."""
    return min(max(MIN_LIST, profiles // LIST_SHARE), MAX_LIST)


def related_may_join(profiles: int, *, phrase: bool) -> bool:
    """Whether profiles without any of the words may join the list.

    A phrase is taken at its word. In a small library a rare word says little, and whoever wants more sees
    everything on a page or two.
    """
    return not phrase and profiles >= MIN_LIST * LIST_SHARE
