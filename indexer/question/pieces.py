"""A question cut into pieces, the longest first: cues, qualifications, levels, names of jobs, words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from indexer.qualification.levels import levels_of
from indexer.qualification.recognition import wordings_in
from indexer.question.names import JobNames, Naming
from indexer.question.rules import NUMBER, rules
from indexer.question.tokens import Token

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBER = rf"(?:[1-8]|{'|'.join(_NUMBERS)})\b"
_LEVELS = re.compile(
    rf"levels? (?P<numbers>{_NUMBER}(?:(?: and| or| to)?(?: level)? {_NUMBER}){{0,3}})"
    r"(?P<above> (?:and|or) (?:above|higher|over|up)| plus| upwards)?"
)
_STATED = re.compile(rf"(?:level|nvq|btec|svq)s? {_NUMBER}")
HIGHEST = 8
"""The highest RQF level."""


ASPECTS = frozenset(("aspect", "asks", "hint"))
"""The acts of cues that ask something about a job."""


BEFORE_IT = frozenset(("in", "an", "no", "not", "without", "and", "or"))
"""Words after which "it" is information technology."""


class QuestionPiece(NamedTuple):
    """What the tokens from `first` to `end` are: an `act` of the reader with its value."""

    act: str
    first: int
    end: int
    value: str = ""
    slugs: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    naming: Naming | None = None


class Cutter:
    """Cuts the tokens of one question."""

    def __init__(self, tokens: Sequence[Token], names: JobNames) -> None:
        self.tokens = tokens
        self.names = names
        written = rules().written
        self.typed = [one.word for one in tokens]
        self.words = [written.get(one.word) or names.spelt(one.word) for one in tokens]
        self.text = "".join(f"{word} " for word in self.words)
        self.starts = [0, *accumulate(len(word) + 1 for word in self.words)]
        self.units = self._units()

    def piece(self, at: int, shortest: int = 1) -> QuestionPiece:
        """The longest piece that begins at a token; an aspect has at least this number of words."""
        token = self.tokens[at]
        if token.quoted or token.minus:
            return QuestionPiece("quoted" if token.quoted else "minus", at, at + 1)
        found = [self._name(at), self._cue(at, shortest), self.units.get(at), self._level(at)]
        known = [each for each in found if each]
        return max(known, key=lambda each: each.end) if known else QuestionPiece(self._kind(at), at, at + 1)

    def _kind(self, at: int) -> str:
        word, known = self.words[at], rules()
        if word in known.places:
            return "place"
        if word in known.careers:
            return "career"
        return "small" if word in known.small and not self._is_abbreviation(at) else "word"

    def _is_abbreviation(self, at: int) -> bool:
        """Whether a small word is one in capitals, or "it" where it is a trade: "in it", "it support"."""
        shouted = all(one.capitals or len(one.word) == 1 for one in self.tokens)
        if self.tokens[at].capitals and (not shouted or len(self.tokens) == 1):
            return True
        return self.words[at] == "it" and (at == 0 or self.words[at - 1] in BEFORE_IT)

    def _name(self, at: int) -> QuestionPiece | None:
        """The longest name of a job that begins here; a small word names none alone."""
        end = self._joined(at)
        typed, spelt = self.typed[at:end], self.words[at:end]
        found = self.names.longest(spelt) or (self.names.longest(typed) if typed != spelt else None)
        if found is None or (found[0] == 1 and self._kind(at) in {"small", "career"}):
            return None
        return QuestionPiece("job", at, at + found[0], naming=found[1])

    def _joined(self, at: int) -> int:
        """The end of the words from here that no punctuation mark separates."""
        end = at + 1
        while end < len(self.tokens) and not (
            self.tokens[end].apart or self.tokens[end].minus or self.tokens[end].quoted
        ):
            end += 1
        return end

    def _cue(self, at: int, shortest: int) -> QuestionPiece | None:
        word, longest = self.words[at], None
        cues = rules().cues
        for cue in cues.get(NUMBER if word.isdecimal() else word, ()):
            match = cue.pattern.match(self.text, self.starts[at])
            if match and match.end() > match.start():
                end = self._without_unit(at + match[0].count(" "))
                if cue.act in ASPECTS and end - at < shortest:
                    continue
                if longest is None or end > longest.end:
                    longest = QuestionPiece(cue.act, at, end, cue.value)
        return longest

    def _without_unit(self, end: int) -> int:
        """The end of a cue, before a last word that begins a qualification: "need a" in "need a levels"."""
        last = self.units.get(end - 1)
        return end - 1 if last and last.end > end else end

    def _level(self, at: int) -> QuestionPiece | None:
        match = _LEVELS.match(self.text, self.starts[at]) if self.words[at] in {"level", "levels"} else None
        if match is None:
            return None
        levels = _numbers(match["numbers"], above=bool(match["above"]))
        return QuestionPiece("level", at, at + match[0].count(" ") + 1, levels=levels)

    def _units(self) -> dict[int, QuestionPiece]:
        """The qualifications in the text, by the token they begin at."""
        index = {start: at for at, start in enumerate(self.starts)}
        found = {}
        for slugs, start, end in wordings_in(self.text, rules().phrases):
            first = index.get(start)
            if first is not None:
                last = next(at for at in range(first, len(self.starts)) if self.starts[at] > end - 1)
                written = self.text[start:end]
                found[first] = QuestionPiece("unit", first, last, written, slugs, _stated(slugs, written))
        return found


def _numbers(written: str, *, above: bool = False) -> tuple[int, ...]:
    numbers = [
        _NUMBERS.get(each) or int(each)
        for each in re.findall(r"[1-8]|[a-z]+", written)
        if each in _NUMBERS or each.isdecimal()
    ]
    if above:
        return tuple(range(min(numbers), HIGHEST + 1))
    if " to " in written:
        return tuple(range(min(numbers), max(numbers) + 1))
    return tuple(dict.fromkeys(numbers))


def _stated(slugs: Sequence[str], written: str) -> tuple[int, ...]:
    """The levels that a wording states as a number or by the name of an apprenticeship."""
    levels = levels_of(slugs[0], written)
    by_number = _STATED.search(written)
    if levels and levels.basis == "stated" and (by_number or slugs[0] == "apprenticeship"):
        return tuple(range(levels.low, levels.high + 1))
    return ()
