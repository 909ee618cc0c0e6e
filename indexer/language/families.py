"""Word families: a looser root than the stem.

Apprentice and apprenticeship, technology and technologist, farm and farmer: the root of a word is its stem
without the endings that turn workers, trades and subjects into each other. A table keeps unrelated words
apart, and a small word ("of", "in", "up") is never a root.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language import stems
from indexer.language.stems import loose_stem
from indexer.language.stop_words import lists

TOGETHER: dict[str, tuple[str, ...]] = {
    "account": ("accountancy",),
    "acting": ("actor", "actress"),
    "activism": ("activist",),
    "art": ("artist", "artistic", "artistry"),
    "boxing": ("boxer",),
    "broker": ("brokerage", "broking"),
    "carpent": ("carpentry",),
    "conveyanc": ("conveyance",),
    "customer": ("customer",),
    "dentist": ("dental", "dentist", "dentistry"),
    "diet": ("dietician", "dietitian", "dietetic", "dietetics"),
    "diplomat": ("diplomacy",),
    "director": ("directing",),
    "fabrication": ("fabricator",),
    "forest": ("forestry",),
    "host": ("hostess",),
    "hunt": ("huntsman",),
    "joiner": ("joinery",),
    "journalism": ("journalist",),
    "judgement": ("judgment",),
    "laundr": ("launderer", "launderette", "laundrette", "laundromat", "laundry"),
    "law": ("lawyer",),
    "liquidator": ("liquidator",),
    "manag": ("manageress",),
    "mason": ("masonry",),
    "masseur": ("massage", "masseur", "masseuse"),
    "officer": ("officer",),
    "physics": ("physicist",),
    "programming": ("programmable", "programmer"),
    "projection": ("projectionist", "projector"),
    "refugee": ("refugee",),
    "steward": ("stewardess",),
    "surg": ("surgeon", "surgery", "surgical"),
    "transformer": ("transformer",),
    "type": ("typist",),
    "undertaker": ("undertaker",),
    "valuat": ("valuer",),
    "waiter": ("waitress",),
}
"""Roots that no rule finds, with their words; plurals in -s follow."""

APART = frozenset(
    (
        *stems.APART,
        *("academi", "apartment", "appeal", "arteri", "badger", "barrist", "basement", "batteri"),
        *("bender", "better", "brigadi", "broker", "buffer", "bumper", "butter", "career", "chapter"),
        *("characterist", "charter", "christi", "civilian", "complic", "composur", "consist"),
        *("conveyor", "copper", "corner", "counter", "counti", "cover", "custodian", "departur"),
        *("deter", "deterior", "dinner", "director", "directori", "document", "drawer", "elev"),
        *("experi", "exposur", "factor", "factori", "flower", "formal", "former", "gather", "general"),
        *("generalist", "graphic", "guardian", "gutter", "hammer", "hardship", "heather", "humanist"),
        *("implement", "instor", "internal", "inventori", "jobber", "joiner", "journey", "judgement"),
        *("justic", "ladder", "lateral", "lather", "letter", "litter", "liver", "manner", "master"),
        *("masteri", "materi", "matter", "mental", "mentor", "metric", "moder", "number", "nurseri"),
        *("offici", "optician", "organic", "organist", "overal", "owner", "parti", "partial", "paste"),
        *("pastor", "persist", "physician", "placement", "plaster", "plastic", "plier", "polici"),
        *("portal", "porter", "poster", "potter", "pressur", "prospector", "qualiti", "quantiti"),
        *("ranger", "reactor", "readi", "refere", "refractori", "restor", "roadi", "rubber", "sceneri"),
        *("sensor", "sensori", "server", "servic", "sewer", "shower", "shutter", "signal", "slipperi"),
        *("soccer", "solder", "soldier", "sorti", "speci", "special", "specialist", "statement"),
        *("stationeri", "statist", "stretcher", "studi", "summer", "supplement", "tactic", "tailor"),
        *("tender", "tower", "trailer", "turner", "upper", "waiter", "warranti", "wilder"),
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
        if shorter == base or (shorter,) in lists().small:
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
