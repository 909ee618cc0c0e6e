"""What counts how much in the order of results; docs/relevance.md has the figures that chose the numbers."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.documents import FIELDS

FIELD_WEIGHTS = {
    "title": 3.0,
    "alternative_titles": 2.0,
    "hidden_titles": 2.0,
    "category": 1.0,
    "summary": 2.0,
    "description": 1.0,
    "duties": 1.2,
    "skills": 0.8,
    "requirements": 1.2,
    "opportunities": 0.8,
    "other": 0.6,
}
BY_FIELD = np.array([FIELD_WEIGHTS[field] for field in FIELDS])

PAIR = 20.0
"""Two words that stand side by side, times the idf of the more common; half of it a word further apart."""

CANDIDATES = 128
"""The best so many are looked at closer: pairs."""

ENOUGH, PART, MOST = 10, 10, 50
"""Lists go on to ten profiles, in a larger library to the tenth part of it, at most to fifty."""

BEST = 5
"""So many of the best answers say what profiles without any of the words have to be like."""

TELLING = 15
"""So many telling stems stand for them; ten and fifty find as much."""

LIKE = 25
"""So many find the profiles like a single one."""

LEAST = 0.2
"""Profiles join when they are this much like the best, where the best themselves are at 1."""
