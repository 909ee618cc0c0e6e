"""Interpretation of a query: which words count, and the alternatives of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.language import correction, question, stop_words, words
from indexer.language.compounds import halves, joined
from indexer.language.correction import Word
from indexer.language.families import root
from indexer.language.interpretation import Alternative, Group, How, Interpretation, Phrase, Vocabulary
from indexer.language.question import ParsedQuestion
from indexer.language.stems import stem
from indexer.language.stop_words import WordKind
from indexer.language.synonyms import Thesaurus

WORD = 1.0
JOINED = 0.9
SYNONYM = 0.8
FAMILY = 0.5
SPELLING = 0.95
OTHER_SPELLING = 0.5
PREFIX = 0.5
"""The weights of alternatives, relative to the word itself; docs/relevance.md has the figures behind them."""

PREFIXED = 64
"""The most words that a prefix (engin*) finds; more than any prefix of several letters has."""


def interpret(
    text: str, vocabulary: Vocabulary, thesaurus: Thesaurus, *, exact: bool = False
) -> Interpretation:
    """Interpret a query against the vocabulary of a library."""
    asked = question.parse(text)
    typed, wider = _words(asked.free, vocabulary)
    if not exact:
        typed = correction.corrected(typed, asked.free, vocabulary, thesaurus)
    meanings = _meanings(typed, thesaurus, vocabulary)
    kinds = _kinds(typed)
    counting = [at for at, kind in enumerate(kinds) if kind is WordKind.COUNTS]
    found = {
        at: _Alternatives(typed, at, asked.free, vocabulary, exact).found(meanings[at], wider)
        for at in counting
    }
    shown = {at: _shown(typed[at], asked.text) for at in counting}
    counted = [typed[at] for at in counting]
    phrases, excluded = _quoted(asked.phrases), _stems(asked.excluded)
    signs = () if typed or phrases or excluded else dict.fromkeys(asked.text.split())
    unread = question.unread(text)
    return Interpretation(
        groups=_groups(shown, found),
        phrases=phrases,
        excluded=tuple(one for phrase in excluded for one in phrase),
        name=_whole_name(typed, asked) or words.signs(asked.text),
        ignored=(*_spans(asked.text, typed, kinds), *signs, *([unread] if unread else [])),
        unmatched=tuple(shown[at] for at in counting if not found[at]),
        corrected=_replaced(asked.text, counted, offers=False),
        did_you_mean=_replaced(asked.text, counted, offers=True),
    )


def _shown(word: Word, text: str) -> str:
    """The word as answers show it: as typed, or corrected."""
    return word.meant if word.corrected else text[word.start : word.end]


def _groups(shown: Mapping[int, str], found: Mapping[int, tuple[Alternative, ...]]) -> tuple[Group, ...]:
    """A group for each word that the library has; repeated words count once."""
    first = {alternatives: at for at, alternatives in reversed(tuple(found.items())) if alternatives}
    return tuple(Group(shown[at], found[at]) for at in sorted(first.values()))


class _Alternatives:
    """Collects the alternatives of one word, the closest first."""

    def __init__(
        self, typed: Sequence[Word], at: int, text: str, vocabulary: Vocabulary, exact: bool
    ) -> None:
        self.typed = typed
        self.at = at
        self.word = typed[at]
        self.text = text
        self.vocabulary = vocabulary
        self.exact = exact

    def found(self, meanings: Iterable[tuple[str, ...]], wider: Iterable[Word]) -> tuple[Alternative, ...]:
        """All alternatives; if there are none, the words that complete it."""
        found = [*self._spellings(), *self._compounds(wider)]
        found += [Alternative(meaning, How.SYNONYM, SYNONYM) for meaning in meanings]
        found += self._family()
        if self.word.also and not self.word.typo:
            found.append(Alternative((stem(self.word.also),), How.SPELLING, OTHER_SPELLING))
        if correction.is_prefix(self.word, self.text):
            begun = self.vocabulary.with_prefix(self.word.text, PREFIXED)
            found += [Alternative((stem(one),), How.PREFIX, PREFIX) for one in begun]
        elif not found and not self.exact:
            completions = correction.completions(self.word, self.text, self.vocabulary)
            found += [Alternative((stem(one),), How.PREFIX, PREFIX) for one in completions]
        return _distinct(found)

    def _spellings(self) -> Iterator[Alternative]:
        """The word as it was meant; of a typo that the library has, the right word goes before it."""
        own = stem(self.word.meant)
        if self.word.typo and self.word.also:
            yield Alternative((stem(self.word.also),), How.SPELLING, SPELLING)
            yield Alternative((own,), How.EXACT, OTHER_SPELLING)
        elif self.vocabulary.with_stem(own):
            how, weight = (How.SPELLING, SPELLING) if self.word.corrected else (How.EXACT, WORD)
            yield Alternative((own,), how, weight)

    def _compounds(self, wider: Iterable[Word]) -> Iterator[Alternative]:
        covering = [one.text for one in wider if one.start <= self.word.start and self.word.end <= one.end]
        made = [one for one in covering if self.vocabulary.frequency(one)]
        made += joined([word.meant for word in self.typed], self.at, self.vocabulary)
        for one in dict.fromkeys(made):
            yield Alternative((stem(one),), How.EXACT, JOINED)
        known = self.vocabulary.frequency(self.word.meant)
        parts = halves(self.word.meant, self.vocabulary, shortest=4 if known else 3)
        if parts:
            yield Alternative((stem(parts[0]), stem(parts[1])), How.EXACT, JOINED)

    def _family(self) -> Iterator[Alternative]:
        own = stem(self.word.meant)
        for kin in dict.fromkeys(map(stem, self.vocabulary.with_root(root(self.word.meant)))):
            if kin != own:
                yield Alternative((kin,), How.FAMILY, FAMILY)


def _words(free: str, vocabulary: Vocabulary) -> tuple[list[Word], list[Word]]:
    """The typed words, and the compounds of several of them."""
    found = words.tokens(free)
    every = [
        Word(word, start, end, word.rstrip(words.PRONOUN_MARK))
        for word, start, end in zip(*found, strict=True)
    ]
    plain = every[: found.plain()]
    return list(_united(plain, vocabulary)), every[found.plain() :]


def _united(typed: Sequence[Word], vocabulary: Vocabulary) -> Iterator[Word]:
    """The words, with split ones joined if the library has them as one.

    "a level" and "co ordinator" are examples.
    """
    at = 0
    while at < len(typed):
        pair = typed[at : at + 2]
        made = "".join(word.text for word in pair)
        known = vocabulary.with_stem(stem(made)) if len(pair) == 2 and _belong(*pair) else ()
        if known:
            made = made if made in known else known[0]
            yield Word(made, pair[0].start, pair[1].end, made)
        else:
            yield typed[at]
        at += 2 if known else 1


def _belong(first: Word, second: Word) -> bool:
    """Whether one of two words is only a letter, a number or a prefix."""
    return len(first.text) == 1 or first.text in ("as", *words.PREFIXES) or second.text.isdigit()


def _meanings(
    typed: Sequence[Word], thesaurus: Thesaurus, vocabulary: Vocabulary
) -> list[tuple[tuple[str, ...], ...]]:
    """The synonyms of each word, alone and with its neighbours, in the library."""
    texts = [word.meant for word in typed]
    stems = [stem(text) for text in texts]
    found: list[list[tuple[str, ...]]] = [[] for _ in typed]
    for length in range(min(thesaurus.longest + 1, len(typed)), 0, -1):
        for at in range(len(typed) - length + 1):
            known = [
                spelling
                for meaning in thesaurus.meanings(stems[at : at + length], texts[at : at + length])
                for spelling in thesaurus.spellings(meaning)
                if all(vocabulary.with_stem(one) for one in spelling)
            ]
            for place in range(at, at + length):
                found[place] += known
    return [tuple(dict.fromkeys(meanings)) for meanings in found]


def _kinds(typed: Sequence[Word]) -> list[WordKind]:
    texts = [word.meant if word.corrected else word.text for word in typed]
    kinds = stop_words.kinds(texts)
    if all(kind is WordKind.STOP_WORD for kind in kinds):
        return [WordKind.COUNTS for _ in kinds]
    if WordKind.COUNTS not in kinds:  # "not nurse": the ignored word is all there is, so it counts
        return [
            kind if stop_words.knows(text) else WordKind.COUNTS
            for kind, text in zip(kinds, texts, strict=True)
        ]
    return kinds


def _spans(text: str, typed: Sequence[Word], kinds: Sequence[WordKind]) -> Iterator[str]:
    """The ignored words as typed, neighbours together."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] is WordKind.STOP_PHRASE:
            end += 1
        if end > at:
            yield text[typed[at].start : typed[end - 1].end]
        at = end + 1


def _distinct(alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """The alternatives with distinct terms, the best of each."""
    best: dict[tuple[str, ...], Alternative] = {}
    for alternative in alternatives:
        held = best.get(alternative.terms)
        if held is None or held.weight < alternative.weight:
            best[alternative.terms] = alternative
    return tuple(best.values())


def _whole_name(typed: Sequence[Word], asked: ParsedQuestion) -> tuple[str, ...]:
    """The stems of a question as a name; a single phrase in quotes is a name, too."""
    if not typed and len(asked.phrases) == 1:
        return words.plain_stems(asked.phrases[0])
    return tuple(one for word in typed for one in _name(word, asked.free))


def _name(word: Word, text: str) -> tuple[str, ...]:
    """The stems of a word in a title; a joined word counts as hyphenated there."""
    shown = text[word.start : word.end]
    if " " in shown:
        return words.plain_stems(shown.replace(" ", "-"))
    return (stem(word.in_name or word.meant),)


def _quoted(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(words.spellings(found) for text in texts if (found := words.plain_words(text)))


def _stems(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(words.spellings(stems) for text in texts if (stems := words.plain_stems(text)))


def _replaced(text: str, counted: Sequence[Word], *, offers: bool) -> str | None:
    """The text with corrections, or with offers as well; None if it has none."""
    replaced = text
    for word in reversed(counted):
        instead = (word.offered or word.meant) if offers else word.meant
        if word.corrected or (offers and word.offered):
            replaced = replaced[: word.start] + instead + replaced[word.end :]
    if replaced == text or (offers and not any(word.offered for word in counted)):
        return None
    return replaced
