"""An invented library of any size: made-up words as frequent as words are, the same for the same seed.

No text comes from a real library. A word's frequency falls with its rank, as in every language (Zipf), and a
larger library has more words.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate

from indexer.profile import Profile, Section, SectionKind
from tests.faults.library import QUALIFICATIONS

SOUNDS = """
    b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t th tr v w
    a e i o u ai ea oo ou
    b ck d ft g l ll m mp n nd ng nt p r rd rk rn s sk st t th x
"""
ONSETS, VOWELS, CODAS = (line.split() for line in SOUNDS.strip().splitlines())
WORDS = 60_000
"""Different words; a library of many profiles uses nearly all of them."""
COMMON = 40
"""The ranks of words that stand everywhere, which questions leave out."""
LENGTH = 200
"""Words of a profile, about half of a short real one."""
CATEGORIES = 25
SEED = 11
KINDS = (SectionKind.DESCRIPTION, SectionKind.DUTIES, SectionKind.SKILLS, SectionKind.REQUIREMENTS)


def vocabulary(seed: int = SEED) -> list[str]:
    """The words, the most frequent first."""
    chance = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < WORDS:
        syllables = chance.choice((1, 2, 2, 3))
        words["".join(_syllable(chance) for _ in range(syllables))] = None
    return list(words)


def _syllable(chance: random.Random) -> str:
    return chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)


class Library:
    """Profiles by their numbers, and questions about them."""

    def __init__(self) -> None:
        self._words = vocabulary()
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))

    def profiles(self, count: int) -> Iterator[Profile]:
        """So many profiles, one after the other."""
        return (self.profile(number) for number in range(count))

    def profile(self, number: int) -> Profile:
        """One profile, whatever else the library has."""
        chance = random.Random(f"{SEED} {number}")
        title = " ".join(self._rare(chance, 2)).capitalize()
        sections = tuple(
            Section(kind, kind.value.capitalize(), self._text(chance, number, kind)) for kind in KINDS
        )
        return Profile(
            id=f"profile-{number}",
            title=f"{title} {number % 97}",
            sections=sections,
            category=f"{self._words[COMMON + number % CATEGORIES]} work",
            summary=f"{self._text(chance, number, SectionKind.SUMMARY)[:120]}.",
            source=f"library.jsonl#profile-{number}",
            fingerprint=str(number),
        )

    def questions(self, count: int) -> list[str]:
        """So many questions of one to three words that some profile has, or its title."""
        chance = random.Random(SEED)
        return [self._question(chance, number) for number in range(count)]

    def _question(self, chance: random.Random, number: int) -> str:
        if number % 4 == 0:
            return self.profile(chance.randrange(1000)).title
        return " ".join(self._rare(chance, number % 4))

    def _rare(self, chance: random.Random, count: int) -> Sequence[str]:
        """Words that say something: none of the most frequent, and the more frequent the more often."""
        found = chance.choices(self._words, cum_weights=self._weights, k=20 * count)
        common = set(self._words[:COMMON])
        return [word for word in found if word not in common][:count]

    def _text(self, chance: random.Random, number: int, kind: SectionKind) -> str:
        words = chance.choices(self._words, cum_weights=self._weights, k=LENGTH // len(KINDS))
        lines = [" ".join(words[start : start + 10]) + "." for start in range(0, len(words), 10)]
        if kind is SectionKind.REQUIREMENTS:
            lines.append(f"You need {QUALIFICATIONS[number % len(QUALIFICATIONS)]}.")
        return "\n".join(lines)
