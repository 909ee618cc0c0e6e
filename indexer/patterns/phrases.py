"""Patterns from lists of phrases, so that the rules can be read as English."""

from __future__ import annotations

import re


def one_of(phrases: str) -> str:
    """A pattern for any of the phrases between the bars; the white space between words is free."""
    return (
        "(?:" + "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases.split("|")) + ")"
    )
