"""What the words of a question were meant to be: the nearest that the library has, where it lacks them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.language import noise
from indexer.language.interpretation import Vocabulary
from indexer.language.spelling import Reading, Speller
from indexer.language.stems import stem
from indexer.language.synonyms import Thesaurus
from indexer.language.words import PRONOUN_MARK

SURE = 1.7
"""Up to this cost a reading is taken; above it is only offered."""

CLEAR = 0.25
"""How much nearer the best reading is than the next where it is taken without asking."""

SLIP = 0.75
"""Up to this cost a word that the library has once or twice is taken to be a slip of another as well."""

RARE = 2
OFTEN = 20
"""A word in so few profiles may be a slip in the library itself; the word meant stands in so many."""

COMPLETIONS = 8
"""How many words the beginning of a word is read as."""

TITLE_WEIGHT = 10
"""How many times a word in a name counts against one in a text, when readings are weighed."""

_INFLECTIONS = frozenset(
    ("", "s", "es", "e", "d", "ed", "ing", "y", "ies", "ied", "er", "ers", "ly", "al", "n")
)
_spellers: list[tuple[Vocabulary, Speller]] = []


class Word(NamedTuple):
    """A word of a question: normalised, with its span in what was typed, and what it was meant to be.

    `meant` is the word itself where nothing is nearer. `also` is another reading that is searched too, `offered`
    one that is not.
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
    return [_corrected(at, typed, text, vocabulary, thesaurus) for at in range(len(typed))]


def completions(word: Word, text: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The library's words that begin like the last of a question, which may not be finished."""
    if len(word.text) < 3 or word.end < len(text):
        return ()
    return vocabulary.with_prefix(word.text, COMPLETIONS)


def joins(words: Sequence[Word], at: int, vocabulary: Vocabulary) -> list[str]:
    """What a word makes together with the one before or after it, where the library has that."""
    pairs = [words[max(0, at - 1) : at + 1], words[at : at + 2]]
    made = [pair[0].meant + pair[1].meant for pair in pairs if len(pair) == 2]
    return [one for one in made if vocabulary.frequency(one)]


def halves(word: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The two words that one is made of, where the library has both."""
    frequency = vocabulary.frequency
    cuts = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
    pairs = [(min(frequency(a), frequency(b)), a, b) for a, b in cuts if b not in ENDINGS]
    best = max((pair for pair in pairs if pair[0]), default=None)
    return best and best[1:]


ENDINGS = frozenset(
    [
        "able",
        "age",
        "ally",
        "ance",
        "ate",
        "ated",
        "ent",
        "ers",
        "ery",
        "est",
        "ful",
        "hood",
        "ies",
        "ing",
        "ings",
        "ion",
        "ions",
        "ism",
        "ist",
        "ists",
        "ity",
        "less",
        "like",
        "ling",
        "ment",
        "ness",
        "ring",
        "ship",
        "ships",
        "sing",
        "some",
        "ted",
        "ter",
        "ters",
        "ties",
        "ting",
        "tion",
        "wise",
    ]
)
"""What looks like a second word and is an ending."""


def _corrected(
    at: int, typed: Sequence[Word], text: str, vocabulary: Vocabulary, thesaurus: Thesaurus
) -> Word:
    word = typed[at]
    frequency = vocabulary.frequency(word.text)
    if frequency > RARE or noise.knows(word.text) or thesaurus.knows(stem(word.text)):
        return word
    if frequency:
        return _perhaps_a_slip(word, vocabulary)
    singular = word.text.removesuffix("s")
    if len(word.text) < 5 and (vocabulary.frequency(singular) or thesaurus.knows(singular)):
        return word._replace(text=singular, meant=singular)
    if _left_alone(at, typed, text, vocabulary):
        return word
    return _nearest(word, vocabulary)


def _left_alone(at: int, typed: Sequence[Word], text: str, vocabulary: Vocabulary) -> bool:
    word = typed[at]
    return bool(
        (word.text,) in noise.lists().places
        or _inflected(word.text, vocabulary.with_stem(stem(word.text)))
        or joins(typed, at, vocabulary)
        or completions(word, text, vocabulary)
        or halves(word.text, vocabulary)
    )


def _inflected(word: str, known: Sequence[str]) -> bool:
    """Whether a word is a form of one that the library has, and no slip that happens to have its stem."""
    return any(set(_remainders(word, other)) <= _INFLECTIONS for other in known)


def _remainders(word: str, other: str) -> tuple[str, str]:
    same = next((at for at, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]), None)
    same = min(len(word), len(other)) if same is None else same
    return word[same:], other[same:]


def _perhaps_a_slip(word: Word, vocabulary: Vocabulary) -> Word:
    if vocabulary.title_frequency(word.text):
        return word
    for reading in readings(word.text, vocabulary):
        known = vocabulary.frequency(reading.word) >= OFTEN and vocabulary.title_frequency(reading.word)
        if known and reading.cost <= SLIP and stem(reading.word) != stem(word.text):
            return word._replace(also=reading.word, offered=reading.word)
    return word


def _nearest(word: Word, vocabulary: Vocabulary) -> Word:
    found = readings(word.text, vocabulary)
    if not found:
        return word
    best = found[0]
    others = [reading for reading in found[1:] if stem(reading.word) != stem(best.word)]
    if best.cost > SURE:
        return word._replace(offered=best.word)
    if others and others[0].cost - best.cost < CLEAR:
        return word._replace(meant=best.word, also=others[0].word)
    return word._replace(meant=best.word)


def readings(word: str, vocabulary: Vocabulary) -> list[Reading]:
    """The likeliest words that were meant, the likeliest first."""
    return _speller(vocabulary).readings(word)


def _speller(vocabulary: Vocabulary) -> Speller:
    """The speller of a vocabulary; that of the last one is kept, for one library answers at a time."""
    if not _spellers or _spellers[0][0] is not vocabulary:

        def weight(word: str) -> float:
            return vocabulary.frequency(word) + TITLE_WEIGHT * vocabulary.title_frequency(word)

        _spellers[:] = [(vocabulary, Speller(vocabulary.words(), weight))]
    return _spellers[0][1]
