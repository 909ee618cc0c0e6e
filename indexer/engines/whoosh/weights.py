"""What counts how much in the order of results; docs/relevance.md has the figures that chose the numbers."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.documents import FIELDS

FIELD_WEIGHTS = {
    "title": 3.0,
    "alternative_titles": 2.0,
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
"""The best so many are looked at closer: pairs, feedback."""

ENOUGH = 10
"""Fewer profiles with all the words than this, and some with one word fewer join them."""
