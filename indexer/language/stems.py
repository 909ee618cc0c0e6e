"""Stems: Snowball's English stemmer, kept from throwing different words of working life together."""

from __future__ import annotations

import re

import Stemmer

CACHE_LIMIT = 200_000
"""How many words are remembered; what visitors type must not fill the memory."""

APART = {
    "animal": ["animals"],
    "authority": ["authorities", "authoritys"],
    "busy": ["busier", "busiest"],
    "customer": ["customers"],
    "customs": [],
    "doctorate": ["doctoral", "doctorates"],
    "engine": ["engines"],
    "exceptional": ["exceptionally"],
    "experiment": ["experiments", "experimental", "experimenting"],
    "fitness": [],
    "hospitality": [],
    "humanities": [],
    "important": ["importance", "importantly"],
    "informal": ["informally"],
    "liquidator": ["liquidators", "liquidation"],
    "mineral": ["minerals"],
    "minority": ["minorities"],
    "office": ["offices"],
    "pastoral": [],
    "physics": [],
    "polite": ["politely", "politeness"],
    "production": ["productions"],
    "publication": ["publications"],
    "publicity": [],
    "useful": ["usefully", "usefulness"],
}
"""Words the stemmer would give to another (hospitality to hospital), with those that belong to them."""

TOGETHER = {
    "bus": ["buses"],
    "child": ["children", "childrens"],
    "foot": ["feet"],
    "gas": ["gases"],
    "knife": ["knives"],
    "lens": ["lenses"],
    "loaf": ["loaves"],
    "shelf": ["shelves"],
    "thief": ["thieves"],
    "tooth": ["teeth"],
    "wife": ["wives"],
    "wolf": ["wolves"],
}
"""Plurals that no rule reaches."""

NOT_PLURAL = frozenset(
    ("abdomen", "acumen", "amen", "bitumen", "lumen", "omen", "regimen", "semen", "specimen", "stamen")
)
"""Words in -men that are not several of a -man."""

_PLURALS = ((re.compile("mens?$"), "man"), (re.compile("wives$"), "wife"))
_stemmer = Stemmer.Stemmer("english", 0)
_known = {form: stem for stem, forms in APART.items() for form in (stem, *forms)}
_singular = {form: word for word, forms in TOGETHER.items() for form in forms}


class _Stems(dict[str, str]):
    """Word to its stem."""

    def __missing__(self, word: str) -> str:
        if len(self) >= CACHE_LIMIT:
            self.clear()
        result = self[word] = _stemmed(word)
        return result


def _stemmed(word: str) -> str:
    if not word.isalpha():
        return word
    if word in _known:
        return _known[word]
    word = _singular.get(word, word)
    if word in NOT_PLURAL:
        return word
    for ending, singular in _PLURALS:
        word = ending.sub(singular, word)
    return str(_stemmer.stemWord(word))


_stems = _Stems()


def stem(word: str) -> str:
    """The stem of a word as `words.tokens` gives it; a word with signs or digits is its own."""
    return _stems[word]
