"""Spelling correction of a query's words against the vocabulary of a library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.language import noise
from indexer.language.compounds import halves, joined
from indexer.language.families import root
from indexer.language.interpretation import Vocabulary, weight
from indexer.language.spelling import SpellingCandidate
from indexer.language.stems import stem
from indexer.language.synonyms import Thesaurus
from indexer.language.words import PRONOUN_MARK

SURE = {4: 0.7, 5: 0.9, 6: 0.9, 7: 1.4, 8: 1.6}
SURE_OF_LONGER = 1.8
"""The highest cost of a correction for a word of this length.

A correction that costs more is only offered.
"""

ALONE = 0.3
"""The extra cost allowed for a single word, as any guess beats an empty page."""

OFFERED = 0.5
"""The extra cost allowed for an offer."""

NEAR = 0.8
"""The highest cost of a correction that beats another form or a compound."""

CLEAR = 0.25
"""The second correction is searched, too, if it costs no more than this extra."""

SLIP = 0.75
RARE = 2
OFTEN = 10
"""The bounds of a typo in the library itself.

A word in at most RARE profiles may be a typo of a word this near that is OFTEN times as frequent.
"""

LONG = 8
SURELY = 0.5
"""The bounds of a certain typo.

A rare word of at least LONG letters is a typo of a word within SURELY edits that is OFTEN times as frequent,
titles counted TITLE_WEIGHT times: long words are rarely so similar."""

COMPLETIONS = 8
"""The most completions of an unfinished word."""

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
"""The differing ends of two forms of a word; other differences are typos."""


class Word(NamedTuple):
    """A query word: normalised, with its span in the text, and its correction.

    `meant` is the correction, or the word itself. `also` is a second correction that is searched, too, and
    `offered` one that is only offered.
    """

    text: str
    start: int
    end: int
    meant: str
    also: str | None = None
    offered: str | None = None

    @property
    def corrected(self) -> bool:
        """Whether the word was corrected."""
        return self.meant != self.text.rstrip(PRONOUN_MARK)


def corrected(typed: Sequence[Word], text: str, vocabulary: Vocabulary, thesaurus: Thesaurus) -> list[Word]:
    """The words with their corrections."""
    return [
        _perhaps_a_slip(typed, at, vocabulary)
        if vocabulary.frequency(word.text) or noise.knows(word.text) or thesaurus.knows(word.text)
        else _meant(typed, at, text, vocabulary)
        for at, word in enumerate(typed)
    ]


def completions(word: Word, text: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The library's words that complete the last word, if that may be unfinished."""
    if len(word.text) < 3 or word.end < len(text):
        return ()
    return vocabulary.with_prefix(word.text, COMPLETIONS)


def _meant(typed: Sequence[Word], at: int, text: str, vocabulary: Vocabulary) -> Word:
    """An unknown word, corrected to the closest known one if that is close enough."""
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
    alone = all(one is word or noise.knows(one.text) for one in typed)
    return _taken(word, found, SURE.get(len(word.text), SURE_OF_LONGER) + ALONE * alone)


def _is_begun(word: Word, text: str, vocabulary: Vocabulary) -> bool:
    """Whether the word begins others in the library that are not typos themselves."""
    begun = completions(word, text, vocabulary)
    return any(
        vocabulary.frequency(one) > RARE
        or not any(_is_slip(one, reading, vocabulary) for reading in vocabulary.speller.candidates(one))
        for one in begun
    )


def _is_name(typed: Sequence[Word], at: int, text: str) -> bool:
    """Whether a word is a name: a place, or a capital among small letters."""
    initials = [text[word.start] for word in typed]
    return noise.is_place(typed[at].text) or (
        at > 0 and initials[at].isupper() and not all(map(str.isupper, initials))
    )


def _taken(word: Word, found: Sequence[SpellingCandidate], sure: float) -> Word:
    """A word with its closest correction, and the next if that is nearly as close."""
    best = found[0]
    if best.cost > sure:
        return word._replace(offered=best.word) if best.cost <= sure + OFFERED else word
    others = [
        one.word for one in found[1:] if one.cost - best.cost < CLEAR and stem(one.word) != stem(best.word)
    ]
    return word._replace(meant=best.word, also=others[0] if others else None)


def _perhaps_a_slip(typed: Sequence[Word], at: int, vocabulary: Vocabulary) -> Word:
    """A known word, with a frequent similar one if it is rare."""
    word = typed[at]
    frequency = vocabulary.frequency(word.text)
    if not 0 < frequency <= RARE or joined([one.text for one in typed], at, vocabulary):
        return word
    for reading in vocabulary.speller.candidates(word.text):
        if _may_be_slip(word.text, reading, vocabulary) or _is_slip(word.text, reading, vocabulary):
            return word._replace(also=reading.word, offered=reading.word)
    return word


def _may_be_slip(word: str, reading: SpellingCandidate, vocabulary: Vocabulary) -> bool:
    """Whether a word of the library may be a typo of another."""
    often = vocabulary.frequency(reading.word) >= OFTEN * vocabulary.frequency(word)
    return often and reading.cost <= SLIP and _is_other(word, reading.word)


def _is_slip(word: str, reading: SpellingCandidate, vocabulary: Vocabulary) -> bool:
    """Whether a rare word of the library is almost certainly a typo of another."""
    return (
        len(word) >= LONG
        and reading.cost <= SURELY
        and weight(reading.word, vocabulary) >= OFTEN * weight(word, vocabulary)
        and _is_other(word, reading.word)
        and not FORMS.issuperset(_remainders(word, reading.word))
    )


def _is_other(word: str, reading: str) -> bool:
    """Whether a correction is a different word, and not a stop word."""
    return stem(reading) != stem(word) and not noise.knows(reading)


def _stands(word: str, vocabulary: Vocabulary) -> bool:
    """Whether the library has another form of a word, or the parts of a compound."""
    kin = [*vocabulary.with_stem(stem(word)), *vocabulary.with_root(root(word))]
    return (
        any(FORMS.issuperset(_remainders(word, other)) for other in kin)
        or halves(word, vocabulary, shortest=3) is not None
    )


def _remainders(word: str, other: str) -> tuple[str, str]:
    """The ends of two words after the letters that they share."""
    shared = 0
    while word[shared : shared + 1] == other[shared : shared + 1] != "":
        shared += 1
    return word[shared:], other[shared:]
