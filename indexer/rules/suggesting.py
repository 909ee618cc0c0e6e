"""The rules of suggestions that no engine owns: what is typed, what may complete it, and in what order.

Every typed word must begin a word of what is suggested; a longer word with which nothing begins may have
one typo. A name that is exactly what was typed, or a synonym of it, comes first; then titles that begin so,
titles with a later word that begins so, and alternative titles likewise. A profile is suggested once; of
several with one name, in the singular or the plural, only the first is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from indexer.language.words import PRONOUN_MARK, plain_words, tokens
from indexer.qualification import TAXONOMY
from indexer.results import Suggestion

LABELS_FROM = 3
"""From how many letters on categories and qualifications are suggested."""
LABEL_SHARE = 4
"""One place in this many is kept for them."""
TYPOS_FROM = 4
"""The shortest prefix, in letters, that may have a typo."""
EXACT, SYNONYM, ALTERNATIVE = -4, -2, 2
"""Tiers of names: what was typed, what means the same, how much lower an alternative title is."""
DOUBLING = 3.0
"""A name whose words are in twice as many profiles may be this many letters longer."""

Prefixes = Collection[str]
"""The ways in which one word may begin."""


class Label(NamedTuple):
    """A category or qualification that some profiles have; `name` is its short name, word by word."""

    suggestion: Suggestion
    words: frozenset[str]
    name: tuple[str, ...]
    profiles: int


def labels(categories: Mapping[str, int], qualifications: Mapping[str, int]) -> list[Label]:
    """The labels of categories and qualifications (by slug) that some profiles have, most profiles first."""
    found = [
        _label(Suggestion(name, "category", name), name, count) for name, count in categories.items() if name
    ]
    found += [
        _label(Suggestion(kind.label, "qualification", kind.slug), kind.short, qualifications[kind.slug])
        for kind in TAXONOMY
        if kind.slug in qualifications
    ]
    return sorted((label for label in found if label.profiles), key=lambda label: -label.profiles)


def typed_words(text: str) -> list[Prefixes]:
    """The words that were typed; one that is unfinished is looked for as it is, too."""
    found = tokens(text)
    plain = zip(found.words[: found.plain()], found.starts, found.ends, strict=False)
    return [{word.rstrip(PRONOUN_MARK), text[start:end].casefold()} for word, start, end in plain]


def with_typos(prefixes: Iterable[str]) -> frozenset[str]:
    """The prefixes, and what each may have been before a letter was missed, added, changed or swapped."""
    typed = set(prefixes)
    long = [one for one in typed if len(one) >= TYPOS_FROM and one.isalpha()]
    return frozenset(typed.union(*map(_one_typo_away, long)))


def combined(
    typed: str, profiles: Sequence[Suggestion], fitting: Iterable[Label], limit: int
) -> list[Suggestion]:
    """Profiles and labels as one list: exact labels first, the other labels after the profiles."""
    name, fitting = plain_words(typed), list(fitting)
    exact = [label.suggestion for label in fitting if label.name == name]
    others = [label.suggestion for label in fitting if label.name != name]
    if len(typed.strip()) < LABELS_FROM:
        others = []
    kept = min(len(others), limit // LABEL_SHARE)
    return [*[*exact, *profiles][: limit - kept], *others][:limit]


def _label(suggestion: Suggestion, short: str, profiles: int) -> Label:
    words, name = plain_words(suggestion.text), plain_words(short)
    return Label(suggestion, frozenset((*words, *name)), name, profiles)


def _one_typo_away(typed: str) -> Iterator[str]:
    for at in range(len(typed)):
        before, letter, after = typed[:at], typed[at], typed[at + 1 :]
        yield before + after
        yield before + after[:1] + letter + after[1:]
        for other in ascii_lowercase:
            yield before + other + after
            yield before + other + letter + after
