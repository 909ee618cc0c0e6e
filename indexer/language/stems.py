"""Stems: Snowball's English stemmer, with exceptions for words about work."""

from __future__ import annotations

import re

import Stemmer

CACHE_LIMIT = 200_000
"""The most words to cache, as visitors may type any number of words."""

APART = {
    "accountancy": [],
    "acting": [],
    "activism": [],
    "animal": ["animals"],
    "audition": ["auditions", "auditioned", "auditioning"],
    "authority": ["authorities", "authoritys"],
    "boxing": [],
    "bully": ["bullies", "bullied", "bullying"],
    "busy": ["busier", "busiest"],
    "compassion": ["compassionate"],
    "composition": ["compositions"],
    "conference": ["conferences", "conferencing"],
    "convention": ["conventions", "conventional"],
    "conversion": ["conversions"],
    "corporal": ["corporals"],
    "critical": ["critically"],
    "customs": [],
    "department": ["departments", "departmental"],
    "deportment": [],
    "designate": ["designated", "designates", "designation", "designations"],
    "detective": ["detectives"],
    "directing": [],
    "directly": [],
    "diversion": ["diversions"],
    "doctorate": ["doctoral", "doctorates"],
    "edition": ["editions"],
    "engine": ["engines"],
    "exceptional": ["exceptionally"],
    "experiment": ["experiments", "experimental", "experimenting"],
    "fabrication": ["fabricate", "fabricated", "fabricates", "fabricating", "fabrications"],
    "fitness": [],
    "hospitality": [],
    "humanities": [],
    "important": ["importance", "importantly"],
    "informal": ["informally"],
    "journalism": ["journalistic"],
    "mineral": ["minerals"],
    "minority": ["minorities"],
    "objective": ["objectives", "objectively"],
    "orderly": ["orderlies"],
    "organism": ["organisms"],
    "pastoral": [],
    "personal": ["personally"],
    "personality": ["personalities"],
    "physics": [],
    "polite": ["politely", "politeness"],
    "positive": ["positively"],
    "probate": [],
    "production": ["productions"],
    "programme": ["programmes"],
    "programming": [],
    "projection": ["projections"],
    "publication": ["publications"],
    "publicity": [],
    "representative": ["representatives"],
    "securities": [],
    "severe": ["severely", "severity"],
    "transition": ["transitions", "transitional", "transitioning"],
    "useful": ["usefully", "usefulness"],
    "vegetation": ["vegetative"],
    "vetting": ["vetted"],
    "wellness": [],
}
"""Words the stemmer would give to another (hospitality to hospital, audition to audit), with their forms."""

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
"""Irregular plurals."""

NOT_PLURAL = frozenset(
    ("abdomen", "acumen", "amen", "bitumen", "lumen", "omen", "regimen", "semen", "specimen", "stamen")
)
"""Words in -men that are not plurals of -man."""

_PLURALS = ((re.compile("mens?$"), "man"), (re.compile("wives$"), "wife"))
_WORKER = re.compile(r"([a-z]{3,}(?:er|or|ant))s?")
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


_stems = _Stems()


def stem(word: str) -> str:
    """The stem of a word from `words.tokens`; itself if it has signs or digits.

    People and what they do have different stems (reporter, report), because "write reports" must not match
    reporters. They match as a family.
    """
    return _stems[word]


def loose_stem(word: str) -> str:
    """The stem without that distinction, for families."""
    if not word.isalpha():
        return word
    return _known.get(word) or str(_stemmer.stemWord(singular(word)))


def singular(word: str) -> str:
    """The singular of an irregular plural."""
    word = _singular.get(word, word)
    if word in NOT_PLURAL:
        return word
    for ending, instead in _PLURALS:
        word = ending.sub(instead, word)
    return word


def _stemmed(word: str) -> str:
    worker = _WORKER.fullmatch(word)
    return worker[1] if worker and word not in _known else loose_stem(word)
