"""Questions drawn from a library's own words, the same for the same seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence

from benchmarks.document import Document

SAMPLE = 500
"""So many documents show which words are rare and which are everywhere."""
RARE, COMMON = 0.004, 0.4
SHAPES = ("title", 1, 2, 2, 3, "title", 1, 2, 3, 4)
"""A question is a title, or so many words of one profile; the mix of ten."""


def questions(documents: Sequence[Document], count: int, seed: int) -> list[str]:
    """So many distinct questions."""
    chance = random.Random(seed)
    frequency = _frequencies(documents[:SAMPLE])
    found: dict[str, None] = {}
    while len(found) < count:
        document = chance.choice(documents)
        shape = SHAPES[len(found) % len(SHAPES)]
        text = document.title.lower() if shape == "title" else _words(document, frequency, int(shape), chance)
        found[text] = None
    return list(found)


def _words(document: Document, frequency: dict[str, float], count: int, chance: random.Random) -> str:
    known = sorted(word for word in _distinct(document) if RARE < frequency.get(word, 0) < COMMON)
    return " ".join(chance.sample(known, count))


def _frequencies(documents: Sequence[Document]) -> dict[str, float]:
    counts = Counter(word for document in documents for word in _distinct(document))
    return {word: count / len(documents) for word, count in counts.items()}


def _distinct(document: Document) -> set[str]:
    return set(re.findall(r"\b[a-z]{4,}\b", document.text().lower()))
