"""The real libraries and judgments that some tests read; a clone has none of them.

They are in the folder that TEST_CORPORA names, else in `shared/` beside the checkout. Where they are
missing, those tests are skipped, or a small library of our own stands in. On CI they must be there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
FOLDER = Path(os.environ.get("TEST_CORPORA") or TOP.parent / "shared")
NCS = FOLDER / "corpora" / "ncs-profiles.jsonl"
HANDBOOK = FOLDER / "corpora" / "bls-html"
SEED = FOLDER / "corpora" / "seed" / "production-manager-job-profile.txt"
WAYS_IN = FOLDER / "judgments" / "ways-in.jsonl"
PATHS = FOLDER / "judgments" / "paths.jsonl"
QUESTIONS = FOLDER / "judgments" / "questions.jsonl"
QUALIFICATIONS = FOLDER / "judgments" / "qualifications.jsonl"
OUR_OWN = TOP / "profiles"
"""The library that ships, which stands in for a real one where any will do."""


def missing(place: Path) -> bool:
    """Whether a test may do without a place: it is not there, and this is not CI, where it has to be."""
    return not place.exists() and os.environ.get("CI") != "true"


def needs(place: Path) -> pytest.MarkDecorator:
    """A mark for tests that read this place."""
    return pytest.mark.skipif(missing(place), reason=f"{place} is not here; see tests/corpora.py")


def real_or_own(place: Path) -> Path:
    """A real library, or ours where that is missing."""
    return OUR_OWN if missing(place) else place
