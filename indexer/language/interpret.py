"""A question read against the words of a library: which words count, and as what each may be found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.language import noise, question, words
from indexer.language.families import root
from indexer.language.interpretation import Alternative, Group, How, Interpretation, Vocabulary
from indexer.language.spelling import SURE, Speller
from indexer.language.synonyms import Thesaurus

WORD = 1.0
JOINED = 0.9
SYNONYM = 0.8
FAMILY = 0.5
SPELLING = 0.9
PREFIX = 0.5
"""What each reading counts, next to the word itself; docs/relevance.md has the figures that chose them."""

COMPLETIONS = 8
"""How many words the beginning of a word is read as."""

_spellers: dict[int, tuple[Vocabulary, Speller]] = {}


class Word(NamedTuple):
    """A word of a question with its span in what was typed."""

    text: str
    start: int
    end: int


class Readings(NamedTuple):
    """What came of one or several words: a group, or none where they are found nowhere."""

    group: Group | None
    corrected: str | None = None
    offered: str | None = None


def interpret(
    text: str, vocabulary: Vocabulary, thesaurus: Thesaurus, *, exact: bool = False
) -> Interpretation:
    """Read a question against a library's words."""
    asked = question.parse(text)
    typed, joined = _words(asked.free)
    counting, ignored = _counting(typed, asked.free)
    reader = _Reader(vocabulary, thesaurus, joined, exact, asked)
    groups: list[Group] = []
    unmatched: list[str] = []
    corrections: list[tuple[Word, str]] = []
    offers: list[tuple[Word, str]] = []
    for run in _runs(counting, thesaurus):
        group, corrected, offered = reader.read(run, counting)
        if group:
            groups.append(group)
        else:
            unmatched += [asked.text[word.start : word.end] for word in run]
        if corrected:
            corrections.append((run[0], corrected))
        if offered:
            offers.append((run[0], offered))
    fixed = _replaced(asked.text, corrections)
    return Interpretation(
        groups=tuple(groups),
        phrases=_stems(asked.phrases),
        excluded=_stems(asked.excluded),
        name=_name(typed, dict(corrections)),
        ignored=tuple(ignored),
        unmatched=tuple(unmatched),
        corrected=fixed if corrections else None,
        did_you_mean=_replaced(asked.text, corrections + offers) if offers else None,
    )


class _Reader:
    """Reads words one run at a time."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        thesaurus: Thesaurus,
        joined: Sequence[Word],
        exact: bool,
        asked: question.Question,
    ) -> None:
        self.vocabulary = vocabulary
        self.thesaurus = thesaurus
        self.joined = joined
        self.exact = exact
        self.asked = asked

    def read(self, run: Sequence[Word], counting: Sequence[Word]) -> Readings:
        """A group for words that stand side by side and have one meaning."""
        stems = tuple(words.stem(word.text) for word in run)
        alternatives = []
        if len(run) > 1 or self.vocabulary.with_stem(stems[0]):
            alternatives.append(Alternative(stems, How.EXACT, WORD))
        alternatives += [
            Alternative(meaning, How.SYNONYM, SYNONYM) for meaning in self._known_meanings(stems)
        ]
        if len(run) > 1:
            shown = self.asked.text[run[0].start : run[-1].end]
            return Readings(Group(shown, tuple(alternatives)))
        return self._read_one(run[0], counting, alternatives)

    def _read_one(self, word: Word, counting: Sequence[Word], alternatives: list[Alternative]) -> Readings:
        shown = self.asked.text[word.start : word.end]
        alternatives += self._family(word)
        alternatives += self._compounds(word, counting)
        if alternatives:
            return Readings(Group(shown, _distinct(alternatives)))
        completions = self._completions(word)
        if completions:
            return Readings(Group(shown, _distinct(completions)))
        if self.exact:
            return Readings(None)
        return self._spelt(word, shown)

    def _known_meanings(self, stems: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
        for meaning in self.thesaurus.meanings(stems):
            if all(self.vocabulary.with_stem(stem) for stem in meaning):
                yield meaning

    def _family(self, word: Word) -> Iterable[Alternative]:
        stem = words.stem(word.text)
        stems = dict.fromkeys(words.stem(kin) for kin in self.vocabulary.with_root(root(word.text)))
        return [Alternative((kin,), How.FAMILY, FAMILY) for kin in stems if kin != stem]

    def _compounds(self, word: Word, counting: Sequence[Word]) -> list[Alternative]:
        at = counting.index(word)
        made = [wide.text for wide in self.joined if wide.start <= word.start and word.end <= wide.end]
        made += [
            a.text + b.text
            for a, b in zip(counting[max(0, at - 1) : at + 1], counting[at : at + 2], strict=False)
        ]
        known = [one for one in dict.fromkeys(made) if self.vocabulary.frequency(one)]
        alternatives = [Alternative((words.stem(one),), How.EXACT, JOINED) for one in known]
        return alternatives + self._split(word.text)

    def _split(self, word: str) -> list[Alternative]:
        frequency = self.vocabulary.frequency
        cuts = ((word[:at], word[at:]) for at in range(4, len(word) - 3))
        pairs = [(min(frequency(a), frequency(b)), a, b) for a, b in cuts if frequency(a) and frequency(b)]
        if not pairs:
            return []
        _, first, second = max(pairs)
        return [Alternative((words.stem(first), words.stem(second)), How.EXACT, JOINED)]

    def _completions(self, word: Word) -> list[Alternative]:
        if len(word.text) < 3 or word.end < len(self.asked.text):
            return []
        found = self.vocabulary.with_prefix(word.text, COMPLETIONS)
        return [Alternative((words.stem(one),), How.PREFIX, PREFIX) for one in found]

    def _spelt(self, word: Word, shown: str) -> Readings:
        readings = speller(self.vocabulary).readings(word.text)
        if not readings:
            return Readings(None)
        best = readings[0]
        if best.cost > SURE:
            return Readings(None, offered=best.word)
        alternatives = [Alternative((words.stem(best.word),), How.SPELLING, SPELLING)]
        alternatives += self._family(Word(best.word, word.start, word.end))
        return Readings(Group(shown, _distinct(alternatives)), corrected=best.word)


def speller(vocabulary: Vocabulary) -> Speller:
    """The speller of a vocabulary, made once."""
    known = _spellers.get(id(vocabulary))
    if known is None or known[0] is not vocabulary:
        _spellers.clear()
        weight = lambda word: vocabulary.frequency(word) + 5 * vocabulary.title_frequency(word)  # noqa: E731
        known = _spellers[id(vocabulary)] = (vocabulary, Speller(vocabulary.words(), weight))
    return known[1]


def _words(free: str) -> tuple[list[Word], list[Word]]:
    found = words.tokens(free)
    every = [Word(word.rstrip("~"), a, b) for word, a, b in zip(*found, strict=True)]
    return every[: found.plain()], every[found.plain() :]


def _counting(typed: Sequence[Word], free: str) -> tuple[list[Word], list[str]]:
    """The words that count, and what was set aside as noise, as it was typed."""
    parts = noise.parts([word.text for word in typed])
    counting = [word for word, part in zip(typed, parts, strict=True) if part is noise.Part.COUNTS]
    ignored = [
        free[word.start : word.end]
        for word, part in zip(typed, parts, strict=True)
        if part is noise.Part.NOISE
    ]
    if counting or ignored:
        return counting, ignored
    return list(typed), []


def _runs(counting: Sequence[Word], thesaurus: Thesaurus) -> Iterable[list[Word]]:
    """The words one at a time, or together where the thesaurus knows them together."""
    at = 0
    while at < len(counting):
        for length in range(min(thesaurus.longest, len(counting) - at), 0, -1):
            run = list(counting[at : at + length])
            if length == 1 or thesaurus.meanings([words.stem(word.text) for word in run]):
                yield run
                at += length
                break


def _distinct(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """The alternatives, the best of those with the same terms."""
    best: dict[tuple[str, ...], Alternative] = {}
    for alternative in alternatives:
        held = best.get(alternative.terms)
        if held is None or held.weight < alternative.weight:
            best[alternative.terms] = alternative
    return tuple(best.values())


def _stems(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(stems for text in texts if (stems := words.plain_stems(text)))


def _name(typed: Sequence[Word], corrections: dict[Word, str]) -> tuple[str, ...]:
    return tuple(words.stem(corrections.get(word, word.text)) for word in typed)


def _replaced(text: str, corrections: Iterable[tuple[Word, str]]) -> str:
    for word, instead in sorted(corrections, reverse=True, key=lambda pair: pair[0].start):
        text = text[: word.start] + instead + text[word.end :]
    return text
