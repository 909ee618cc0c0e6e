"""Word families: a looser root than the stem.

Apprentice and apprenticeship, technology and technologist, farm and farmer: the root of a word is its stem
without the endings that turn workers, trades and subjects into each other. A table keeps unrelated words
apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language.stems import loose_stem

TOGETHER: dict[str, tuple[str, ...]] = {
    "account": ("accountancy",),
    "act": ("actor", "actress"),
    "art": ("artist", "artistic", "artistry"),
    "carpent": ("carpentry",),
    "diet": ("dietician", "dietitian", "dietetic", "dietetics"),
    "diplomat": ("diplomacy",),
    "forest": ("forestry",),
    "host": ("hostess",),
    "hunt": ("huntsman",),
    "laundr": ("launderer", "launderette", "laundrette", "laundromat", "laundry"),
    "law": ("lawyer",),
    "manag": ("manageress",),
    "mason": ("masonry",),
    "masseur": ("massage", "masseur", "masseuse"),
    "physics": ("physicist",),
    "steward": ("stewardess",),
    "surg": ("surgeon", "surgery", "surgical"),
    "type": ("typist",),
    "wait": ("waitress",),
}
"""Roots that no rule finds, with their words; plurals in -s follow."""

APART = frozenset(
    (
        *("academi", "animal", "apartment", "appeal", "arteri", "barrist", "basement", "batteri"),
        *("better", "buffer", "butter", "career", "chapter", "civilian", "consist", "copper", "corner"),
        *("counter", "counti", "cover", "department", "departur", "dinner", "directori", "document"),
        *("drawer", "engine", "experi", "factor", "factori", "flower", "former", "gather", "general"),
        *("guardian", "gutter", "hammer", "hardship", "heather", "implement", "internal", "inventori"),
        *("journey", "ladder", "letter", "litter", "liver", "manner", "master", "materi", "matter"),
        *("mental", "mentor", "mineral", "moder", "number", "nurseri", "organic", "parti", "partial"),
        *("pastor", "persist", "physician", "plaster", "plastic", "polici", "polite", "portal", "porter"),
        *("poster", "potter", "pressur", "readi", "refere", "restor", "rubber", "servic", "sewer"),
        *("shower", "signal", "solder", "soldier", "speci", "specialist", "statement", "stationeri"),
        *("statist", "studi", "summer", "supplement", "tactic", "tailor", "tender", "tower", "trailer"),
    )
)
"""Stems that only seem to have an ending; each is its own root."""

RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), root)
    for pattern, root in (
        (r"(?<=[a-z]{4})ship$", ""),  # apprenticeship
        (r"scientis?[ft]$", "scienc"),  # scientist, scientific
        (r"(?<=[a-z]{4})(?:ician|ist|istri|ism)$", ""),  # electrician, biologist, dentistry, journalism
        (r"(?<=[a-z]{4})ian$", ""),  # librarian
        (r"(?<=[a-z]{3})(?:woman|person|peopl)$", "man"),  # salesperson
        (r"(?<=[a-z]{4})or$|(?<=[a-z]{3}is)ori$", ""),  # investor, advisory
        (r"(?<=[a-z]{4})ment$", ""),  # investment
        (r"(?<=[a-z]{4})(?:ic|al)$|(?<=[a-z]{5})ur$", ""),  # electric, postal, architecture
    )
)
"""Endings of stems, and their replacements in roots.

The first that matches is applied, up to three times.
"""

_WORKER = re.compile(r"(?<=[a-z]{3})eri?$")  # farmer, bakery
_SHORT = re.compile(r"[^aeiou]+[aeiou][^aeiouwxy]")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")
_roots = {word: root for root, words in TOGETHER.items() for word in words}


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """The family root of an unstemmed word."""
    known = _roots.get(word) or _roots.get(word.removesuffix("s"))
    base = known or loose_stem(word)
    for _ in range(0 if known else 3):
        shorter = _shorter(base)
        if shorter == base:
            break
        base = shorter
    return base


def _shorter(base: str) -> str:
    if base in APART or not base.isalpha():
        return base
    if _WORKER.search(base):
        return _mended(_WORKER.sub("", base))
    for pattern, ending in RULES:
        shorter, count = pattern.subn(ending, base)
        if count:
            return _DOUBLED.sub(r"\1", shorter)
    if _SHORT.fullmatch(base[:-1]) and base[-1] == "e":
        return base
    return re.sub(r"(?<=[a-z]{4})[iy]$|(?<=[a-z]{3})e$", "", base)


def _mended(shorter: str) -> str:
    """The verb of a worker in its usual spelling: planner, plan; driver, drive."""
    if _SHORT.fullmatch(shorter):
        return shorter + "e"
    return _DOUBLED.sub(r"\1", shorter)
