"""The list rule of all engines: the length of a list, and what may join it.

docs/relevance.md has the figures behind the numbers.
"""

from __future__ import annotations

PROXIMITY_BOOST = 20.0
"""The weight of a pair of query words.

A pair adds this times the lower idf of the two words, divided by their distance.
"""

TOGETHER = 12
"""The most tokens between two successive words of a query that count as together."""

RESCORED = 128
"""The number of best profiles that are scored again with proximity."""

MIN_LIST, LIST_SHARE, MAX_LIST = 10, 10, 50
"""The bounds of list expansion.

A list is filled up to 1 / LIST_SHARE of the library, at least MIN_LIST and at most MAX_LIST profiles.
"""

FEEDBACK_PROFILES = 5
"""The number of best profiles that related jobs must be similar to."""

FEEDBACK_TERMS = 15
"""The number of significant terms of those profiles; ten and fifty find as much."""

SIMILAR_TERMS = 25
"""The number of significant terms that find the profiles similar to one."""

WORTH_SHOWING = 0.25
"""The least similarity of a profile that the page of another one links to as similar.

It is a share of that one's similarity to itself; docs/relevance.md has the figures."""

MIN_LIKENESS = 0.2
"""The least similarity of a related job, relative to that of the best profiles."""

COMMON_SHARE = 0.5
"""Words in a larger share of the library add no results."""


def list_length(profiles: int) -> int:
    """The number of profiles up to which a list is filled, in a library of this size."""
    return min(max(MIN_LIST, profiles // LIST_SHARE), MAX_LIST)


def related_may_join(profiles: int, *, phrase: bool) -> bool:
    """Whether related jobs may join the list.

    They may not if the query has a phrase, which must match as it is, nor in a small library: there, a rare
    word means little, and a page or two show everything.
    """
    return not phrase and profiles >= MIN_LIST * LIST_SHARE
