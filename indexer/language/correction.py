"""What the words of a question were meant to be: the nearest that the library has, where it lacks them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.language import stop_words
from indexer.language.compounds import halves, joined
from indexer.language.families import root
from indexer.language.interpretation import Vocabulary, weight
from indexer.language.spelling import SpellingCandidate
from indexer.language.stems import stem
from indexer.language.synonyms import Thesaurus
from indexer.language.words import PRONOUN_MARK

SURE = {4: 0.7, 5: 0.9, 6: 0.9, 7: 1.4, 8: 1.6}
SURE_OF_LONGER = 1.8
"""Up to this cost a reading of a word of this length is taken; above it is only offered."""

ALONE = 0.3
"""How much more it may cost where there is no other word: a bold guess is better than an empty page."""

OFFERED = 0.5
"""How much more than that it may cost to be offered."""

NEAR = 0.8
"""Up to this cost a reading goes before another form of the word, or the two words that it is made of."""

CLEAR = 0.25
"""Where the next reading costs no more than this above the best, it is searched as well."""

SLIP = 0.75
RARE = 2
OFTEN = 10
"""A word in RARE profiles at most may itself be a slip: of one so near and so many times as frequent."""

LONG = 8
SURELY = 0.5
"""A rare word of so many letters is a slip of one so near where that is OFTEN times as weighty, names
counted: among long words hardly two real ones are so alike."""

COMPLETIONS = 8
"""How many words the beginning of a word is read as."""

FORMS = frozenset(
    (
        "",
        *[
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
            "ists",
            "ism",
            "ic",
            "ics",
            "ical",
            "ian",
            "ician",
        ],
        *[
            "ment",
            "ments",
            "ship",
            "ery",
            "ance",
            "ation",
            "ations",
            "ion",
            "ions",
            "ator",
            "ive",
            "cy",
            "tic",
            "tics",
            "t",
            "ness",
            "ity",
            "ally",
        ],
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
    return [
        _perhaps_a_slip(typed, at, vocabulary)
        if vocabulary.frequency(word.text) or stop_words.knows(word.text) or thesaurus.knows(word.text)
        else _meant(typed, at, text, vocabulary)
        for at, word in enumerate(typed)
    ]


def completions(word: Word, text: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The library's words that begin like the last of a question, which may not be finished."""
    if len(word.text) < 3 or word.end < len(text):
        return ()
    return vocabulary.with_prefix(word.text, COMPLETIONS)


def _meant(typed: Sequence[Word], at: int, text: str, vocabulary: Vocabulary) -> Word:
    """A word that is not known, read as the nearest where that is near enough."""
    word = typed[at]
    singular = word.text.removesuffix("s")
    if len(singular) < 4 and vocabulary.frequency(singular):
        return word._replace(text=singular, meant=singular)
    together = joined([one.text for one in typed], at, vocabulary)
    if together or _is_begun(word, text, vocabulary) or _is_name(typed, at, text):
        return word
    found = vocabulary.speller.candidates(word.text)
    if not found or (found[0].cost > NEAR and _stands(word.text, vocabulary)):
        return word
    alone = all(one is word or stop_words.knows(one.text) for one in typed)
    return _taken(word, found, SURE.get(len(word.text), SURE_OF_LONGER) + ALONE * alone)


def _is_begun(word: Word, text: str, vocabulary: Vocabulary) -> bool:
    """Whether the library has words that begin so; those that are slips themselves are no such words."""
    begun = completions(word, text, vocabulary)
    return any(
        vocabulary.frequency(one) > RARE
        or not any(_is_slip(one, reading, vocabulary) for reading in vocabulary.speller.candidates(one))
        for one in begun
    )


def _is_name(typed: Sequence[Word], at: int, text: str) -> bool:
    """Whether a word is a place, or a capital within a question of small letters makes it a name."""
    initials = [text[word.start] for word in typed]
    return stop_words.is_place(typed[at].text) or (
        at > 0 and initials[at].isupper() and not all(map(str.isupper, initials))
    )


def _taken(word: Word, found: Sequence[SpellingCandidate], sure: float) -> Word:
    """A word with its nearest reading, and the next where that is nearly as near."""
    best = found[0]
    if best.cost > sure:
        return word._replace(offered=best.word) if best.cost <= sure + OFFERED else word
    others = [
        one.word for one in found[1:] if one.cost - best.cost < CLEAR and stem(one.word) != stem(best.word)
    ]
    return word._replace(meant=best.word, also=others[0] if others else None)


def _perhaps_a_slip(typed: Sequence[Word], at: int, vocabulary: Vocabulary) -> Word:
    """A known word; where it is rare and near to one in many profiles, with that one as well."""
    word = typed[at]
    frequency = vocabulary.frequency(word.text)
    if not 0 < frequency <= RARE or joined([one.text for one in typed], at, vocabulary):
        return word
    for reading in vocabulary.speller.candidates(word.text):
        if _may_be_slip(word.text, reading, vocabulary) or _is_slip(word.text, reading, vocabulary):
            return word._replace(also=reading.word, offered=reading.word)
    return word


def _may_be_slip(word: str, reading: SpellingCandidate, vocabulary: Vocabulary) -> bool:
    """Whether a word of the library may have been meant as a reading of it."""
    often = vocabulary.frequency(reading.word) >= OFTEN * vocabulary.frequency(word)
    return often and reading.cost <= SLIP and _is_other(word, reading.word)


def _is_slip(word: str, reading: SpellingCandidate, vocabulary: Vocabulary) -> bool:
    """Whether a rare word of the library is all but surely a slip of another."""
    return (
        len(word) >= LONG
        and reading.cost <= SURELY
        and weight(reading.word, vocabulary) >= OFTEN * weight(word, vocabulary)
        and _is_other(word, reading.word)
        and not FORMS.issuperset(_remainders(word, reading.word))
    )


def _is_other(word: str, reading: str) -> bool:
    """Whether a reading is another word, and one that says something."""
    return stem(reading) != stem(word) and not stop_words.knows(reading)


def _stands(word: str, vocabulary: Vocabulary) -> bool:
    """Whether the library has another form of a word, or the two that it is made of."""
    kin = [*vocabulary.with_stem(stem(word)), *vocabulary.with_root(root(word))]
    return (
        any(FORMS.issuperset(_remainders(word, other)) for other in kin)
        or halves(word, vocabulary, shortest=3) is not None
    )


def _remainders(word: str, other: str) -> tuple[str, str]:
    """What two words have behind the letters that they share."""
    shared = 0
    while word[shared : shared + 1] == other[shared : shared + 1] != "":
        shared += 1
    return word[shared:], other[shared:]
