"""Patterns from lists of phrases, so that rules read as English."""

from __future__ import annotations

import re


def one_of(phrases: str) -> str:
    """A pattern for any of the phrases between bars, with any white space."""
    return (
        "(?:" + "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases.split("|")) + ")"
    )
