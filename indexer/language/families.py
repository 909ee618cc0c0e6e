"""Families of words: a second, looser root than the stem (apprentice and apprenticeship, police and policing)."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language.words import stem

ROOTS: dict[str, str] = {}
"""Stems that follow no rule, with their roots; one that is its own root belongs to no family by rule."""

ENDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), root)
    for pattern, root in (
        (r"(?<=[a-z]{4})ship$", ""),
        (r"(?<=ol)og(?:ist|i|ic)?$", "og"),
        (r"(?<=[a-z]{4})(?:ician|icist)$", ""),
        (r"(?<=[a-z]{4})(?:ist|istri|ism)$", ""),
        (r"(?<=[a-z]{3})(?:er|or|eri|ori|ri)$", ""),
        (r"(?<=[a-z]{4})(?:ment|anc|enc|ant|ent|ian)$", ""),
        (r"aci$", "at"),
        (r"(?<=[a-z]{4})(?:ic|al|ur)$", ""),
    )
)
"""Endings of stems and what the root has there; the first that fits is taken, again and again."""


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """The family root of an unstemmed word; the words of a family have one root."""
    base = stem(word)
    for _ in range(3):
        shorter = _shorter(base)
        if shorter == base:
            break
        base = shorter
    return base


def _shorter(base: str) -> str:
    if base in ROOTS:
        return ROOTS[base]
    for pattern, ending in ENDINGS:
        shorter, count = pattern.subn(ending, base)
        if count:
            return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", shorter)
    return re.sub(r"(?<=[a-z]{3})[eiy]$", "", base)
