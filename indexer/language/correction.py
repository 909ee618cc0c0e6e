"""Spelling correction of a query's words against the vocabulary of a library."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from indexer.language import stop_words
from indexer.language.compounds import halves, joined
from indexer.language.english import is_acronym, is_english
from indexer.language.families import root
from indexer.language.interpretation import Vocabulary, weight
from indexer.language.spelling import SHORTEST, SpellingCandidate
from indexer.language.stems import stem
from indexer.language.synonyms import Thesaurus
from indexer.language.words import PRONOUN_MARK

SURE = {4: 0.7, 5: 0.9, 6: 0.9, 7: 1.4, 8: 1.6}
SURE_OF_LONGER = 1.8
"""The highest cost of a correction for a word of this length; one that costs more is only offered."""

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
"""A non-English word in at most RARE profiles may be a typo of an English word this near."""

LONG = 8
OFTEN = 10
SURELY = 0.5
"""The bounds of a certain typo.

A rare word of at least LONG letters is a typo of a word within SURELY edits that has OFTEN times its weight,
titles included: long words are rarely so similar. If the rare word is English, the other is only offered.
"""

KINSHIP = 0.35
"""The discount of a correction in the word's own family, when corrections are compared."""

READINGS = 10
"""The number of closest words to compare."""

SHORTEST_PREFIX = 3
"""The fewest letters of a prefix: too many words begin with fewer."""

COMPLETIONS = 8
"""The most completions of an unfinished word."""

_ENDINGS = (
    "s es e d ed ing y ies ied er ers or ors ly n al ist ists ism ic ics ical ian ician ment ments ship ery "
    "ance ation ations ion ions ator ive cy tic tics t ness ity ally"
)
FORMS = frozenset(("", *_ENDINGS.split()))
"""The differing ends of two forms of a word; other differences are typos."""


class Word(NamedTuple):
    """A query word: normalised, with its span in the text, and its correction.

    `meant` is the correction, or the word itself. `also` is a second correction that is searched, too, and
    `offered` one that is only offered; `in_name` takes its place if the query is a title. `typo` is whether
    the library has the word as a typo of `also`.
    """

    text: str
    start: int
    end: int
    meant: str
    also: str | None = None
    offered: str | None = None
    in_name: str | None = None
    typo: bool = False

    @property
    def corrected(self) -> bool:
        """Whether the word was corrected."""
        return self.meant != self.text.rstrip(PRONOUN_MARK)


def corrected(typed: Sequence[Word], text: str, vocabulary: Vocabulary, thesaurus: Thesaurus) -> list[Word]:
    """The words with their corrections."""
    return [
        word
        if is_prefix(word, text)
        else _perhaps_a_typo(typed, at, vocabulary)
        if vocabulary.frequency(word.text) or stop_words.knows(word.text) or thesaurus.knows(word.text)
        else _meant(typed, at, text, vocabulary)
        for at, word in enumerate(typed)
    ]


def is_prefix(word: Word, text: str) -> bool:
    """Whether an asterisk marks a word as a prefix: engin*."""
    return text[word.end : word.end + 1] == "*" and len(word.text) >= SHORTEST_PREFIX


def completions(word: Word, text: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The library's words that complete the last word, if that may be unfinished."""
    if len(word.text) < SHORTEST_PREFIX or word.end < len(text):
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
    found = _readings(word.text, vocabulary)
    alone = all(one is word or stop_words.knows(one.text) for one in typed)
    sure = SURE.get(len(word.text), SURE_OF_LONGER) + ALONE * alone
    if not found or _is_right(typed, at, text):
        return _offered(word, found, sure, vocabulary)
    return _taken(word, found, sure)


def _readings(word: str, vocabulary: Vocabulary) -> list[SpellingCandidate]:
    """What a word may have been meant to be; a stop word, or beside a form in the library, only if near.

    Its own family goes first: who types "lawer" means "lawyer" rather than "lower".
    """
    kin = _kin(word, vocabulary)
    stands = _forms(word, kin) or halves(word, vocabulary, shortest=3)
    found = [
        (one.cost - KINSHIP * (one.word in kin), one)
        for one in vocabulary.speller.candidates(word, limit=READINGS)
        if _is_word(one.word, vocabulary)
    ]
    return [
        one for cost, one in sorted(found) if cost <= NEAR or not (stands or stop_words.leaves_out(one.word))
    ]


def _is_word(reading: str, vocabulary: Vocabulary) -> bool:
    """Whether a word of the library is worth reading another as: no abbreviation, and no typo itself."""
    often = vocabulary.frequency(reading) > RARE or vocabulary.title_frequency(reading)
    return len(reading) >= SHORTEST and (bool(often) or is_english(reading))


def _is_right(typed: Sequence[Word], at: int, text: str) -> bool:
    """Whether a word is written as it should be: a word of the language, or an acronym."""
    word = typed[at]
    shouted = len(typed) > 1 and text.isupper()
    return is_english(word.text) or (not shouted and is_acronym(text[word.start : word.end]))


def _offered(word: Word, found: Sequence[SpellingCandidate], sure: float, vocabulary: Vocabulary) -> Word:
    """A correctly spelt word, with a reading for names; a nearly equal one is offered, too."""
    if not found or found[0].cost > sure or _forms(word.text, _kin(word.text, vocabulary)):
        return word
    best = found[0]
    return word._replace(in_name=best.word, offered=best.word if best.cost <= SURELY else None)


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
    return stop_words.is_place(typed[at].text) or (
        at > 0 and initials[at].isupper() and not all(map(str.isupper, initials))
    )


def _taken(word: Word, found: Sequence[SpellingCandidate], sure: float) -> Word:
    """A word with its closest correction, and the next if that is nearly as close."""
    best = found[0]
    guess = len(word.text) == SHORTEST and best.word[0] != word.text[0]
    if best.cost > sure or guess:
        return word._replace(offered=best.word) if best.cost <= sure + OFFERED else word
    others = [
        one.word for one in found[1:] if one.cost - best.cost < CLEAR and stem(one.word) != stem(best.word)
    ]
    return word._replace(meant=best.word, also=others[0] if others else None)


def _perhaps_a_typo(typed: Sequence[Word], at: int, vocabulary: Vocabulary) -> Word:
    """A known word; if it is rare, not English, and close to a more frequent one, with that one, too."""
    word = typed[at]
    frequency = vocabulary.frequency(word.text)
    together = joined([one.text for one in typed], at, vocabulary)
    if not 0 < frequency <= RARE or together or is_english(word.text):
        return word
    for reading in vocabulary.speller.candidates(word.text):
        if _is_typo(word.text, reading, vocabulary) or _is_slip(word.text, reading, vocabulary):
            return word._replace(also=reading.word, offered=reading.word, in_name=reading.word, typo=True)
    return word


def _is_typo(word: str, reading: SpellingCandidate, vocabulary: Vocabulary) -> bool:
    """Whether a word that is not English is a typo of a more frequent English word."""
    often = vocabulary.frequency(reading.word) > vocabulary.frequency(word)
    return often and reading.cost <= SLIP and is_english(reading.word) and _is_other(word, reading.word)


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
    return stem(reading) != stem(word) and not stop_words.knows(reading)


def _kin(word: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The library's words of a word's stem or family."""
    return frozenset((*vocabulary.with_stem(stem(word)), *vocabulary.with_root(root(word))))


def _forms(word: str, kin: Collection[str]) -> list[str]:
    """Those of its kin that are different from a word in nothing but the ending."""
    return [one for one in kin if FORMS.issuperset(_remainders(word, one))]


def _remainders(word: str, other: str) -> tuple[str, str]:
    """The endings of two words after the letters that they share."""
    shared = 0
    while word[shared : shared + 1] == other[shared : shared + 1] != "":
        shared += 1
    return word[shared:], other[shared:]
