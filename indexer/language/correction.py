"""What the words of a question were meant to be: the nearest that the library has, where it lacks them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.language import noise
from indexer.language.compounds import halves, joined
from indexer.language.families import root
from indexer.language.interpretation import Vocabulary
from indexer.language.spelling import Reading, Speller
from indexer.language.stems import stem
from indexer.language.synonyms import Thesaurus
from indexer.language.words import PRONOUN_MARK

SURE = {4: 0.7, 5: 0.9, 6: 0.9, 7: 1.3, 8: 1.5}
SURE_OF_LONGER = 1.7
"""Up to this cost a reading of a word of this length is taken; above it is only offered."""

ALONE = 0.4
"""How much more it may be where the question has no other word that counts."""

NEAR = 0.8
"""Up to this cost a reading goes before another form of the word, or the two words that it is made of."""

CLEAR = 0.25
"""Where the next reading costs no more than this above the best, it is searched as well."""

SLIP = 0.75
RARE = 2
OFTEN = 20
"""A word in RARE profiles at most may itself be a slip: of one that is so near and in OFTEN at least."""

COMPLETIONS = 8
"""How many words the beginning of a word is read as."""

TITLE_WEIGHT = 10
"""How many times a word in a name counts against one in a text, when readings are weighed."""

FORMS = frozenset(
    (
        *(
            "",
            "s",
            "es",
            "e",
            "d",
            "ed",
            "ing",
            "y",
            "ies",
            "ied",
            "er",
            "ers",
            "or",
            "ors",
            "ly",
            "n",
            "al",
            "ist",
        ),
        *(
            "ists",
            "ism",
            "ic",
            "ics",
            "ical",
            "ian",
            "ician",
            "ment",
            "ments",
            "ship",
            "ery",
            "ance",
            "ation",
        ),
        *("ations", "ion", "ions", "ator", "ive", "cy", "tic", "tics", "t", "ness", "ity", "ally"),
    )
)
"""What remains of two forms of one word behind what they share; with anything else one of them is a slip."""


class Word(NamedTuple):
    """A word of a question: normalised, with its span in what was typed, and what it was meant to be.

    `meant` is the word itself where nothing is nearer. `also` is another reading that is searched too,
    `offered` one that is not.
    """

    text: str
    start: int
    end: int
    meant: str
    also: str | None = None
    offered: str | None = None

    @property
    def corrected(self) -> bool:
        """Whether it is read as another word than was typed."""
        return self.meant != self.text.rstrip(PRONOUN_MARK)


def corrected(typed: Sequence[Word], text: str, vocabulary: Vocabulary, thesaurus: Thesaurus) -> list[Word]:
    """The words as they were meant."""
    alone = sum(not noise.knows(word.text) for word in typed) == 1
    return [
        _perhaps_a_slip(word, vocabulary)
        if vocabulary.frequency(word.text) or noise.knows(word.text) or thesaurus.knows(word.text)
        else _meant(typed, at, text, vocabulary, alone)
        for at, word in enumerate(typed)
    ]


def completions(word: Word, text: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The library's words that begin like the last of a question, which may not be finished."""
    if len(word.text) < 3 or word.end < len(text):
        return ()
    return vocabulary.with_prefix(word.text, COMPLETIONS)


def _meant(typed: Sequence[Word], at: int, text: str, vocabulary: Vocabulary, alone: bool) -> Word:
    """A word that is not known, read as the nearest where that is near enough."""
    word = typed[at]
    singular = word.text.removesuffix("s")
    if len(singular) < 4 and vocabulary.frequency(singular):
        return word._replace(text=singular, meant=singular)
    names = [one.text for one in typed]
    if noise.is_place(word.text) or joined(names, at, vocabulary) or completions(word, text, vocabulary):
        return word
    found = _readings(word.text, vocabulary)
    if not found or (found[0].cost > NEAR and _stands(word.text, vocabulary)):
        return word
    return _taken(word, found, SURE.get(len(word.text), SURE_OF_LONGER) + ALONE * alone)


def _taken(word: Word, found: Sequence[Reading], sure: float) -> Word:
    """A word with its nearest reading, and the next where that is nearly as near."""
    best = found[0]
    if best.cost > sure:
        return word._replace(offered=best.word)
    others = [
        one.word for one in found[1:] if one.cost - best.cost < CLEAR and stem(one.word) != stem(best.word)
    ]
    return word._replace(meant=best.word, also=others[0] if others else None)


def _perhaps_a_slip(word: Word, vocabulary: Vocabulary) -> Word:
    """A known word; where it is rare and near to one in many profiles, with that one as well."""
    if not 0 < vocabulary.frequency(word.text) <= RARE or vocabulary.title_frequency(word.text):
        return word
    for reading in _readings(word.text, vocabulary):
        often = vocabulary.frequency(reading.word) >= OFTEN and vocabulary.title_frequency(reading.word)
        if often and reading.cost <= SLIP and stem(reading.word) != stem(word.text):
            return word._replace(also=reading.word, offered=reading.word)
    return word


def _stands(word: str, vocabulary: Vocabulary) -> bool:
    """Whether the library has another form of a word, or the two that it is made of."""
    kin = [*vocabulary.with_stem(stem(word)), *vocabulary.with_root(root(word))]
    return (
        any(FORMS.issuperset(_remainders(word, other)) for other in kin)
        or halves(word, vocabulary) is not None
    )


def _remainders(word: str, other: str) -> tuple[str, str]:
    """What two words have behind the letters that they share."""
    shared = 0
    while word[shared : shared + 1] == other[shared : shared + 1] != "":
        shared += 1
    return word[shared:], other[shared:]


_spellers: list[tuple[Vocabulary, Speller]] = []


def _readings(word: str, vocabulary: Vocabulary) -> list[Reading]:
    """The likeliest words that were meant. One speller is kept: one library answers at a time."""
    if not _spellers or _spellers[0][0] is not vocabulary:

        def weight(known: str) -> float:
            return vocabulary.frequency(known) + TITLE_WEIGHT * vocabulary.title_frequency(known)

        _spellers[:] = [(vocabulary, Speller(vocabulary.words(), weight))]
    return _spellers[0][1].readings(word)
