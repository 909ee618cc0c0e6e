"""The rules of suggestions for all engines: what completes text, in what order.

Every typed word must begin a word of the suggestion. A longer word that begins nothing may have one typo. A
title that equals the text, or a synonym of it, comes first; then titles that begin with it, titles with a
later word that does, and alternative titles in the same order. A profile is suggested once, and of several
with the same title (singular or plural) only the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import NamedTuple

from indexer.language.words import PRONOUN_MARK, plain_words, tokens
from indexer.qualification import TAXONOMY
from indexer.results import Suggestion

LABELS_FROM = 3
"""The letters of text from which categories and qualifications are suggested."""
LABEL_SHARE = 4
"""One suggestion in this many is a category or qualification."""
TYPOS_FROM = 4
"""The shortest prefix, in letters, that may have a typo."""
EXACT, SYNONYM, ALTERNATIVE = -4, -2, 2
"""Tiers of titles: equal to the text, equal to a synonym; added for alternatives."""
DOUBLING = 3.0
"""The letters by which a title may be longer if its words are twice as frequent."""

Prefixes = Collection[str]
"""The possible prefixes of one word."""


class Label(NamedTuple):
    """A category or qualification to suggest; `name` has the words of its short name."""

    suggestion: Suggestion
    words: frozenset[str]
    name: tuple[str, ...]
    profiles: int


def labels(categories: Mapping[str, int], qualifications: Mapping[str, int]) -> list[Label]:
    """The labels of categories and qualifications in use, most profiles first."""
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
    """The prefixes of each typed word.

    The last word may be unfinished, so it is also searched for as typed.
    """
    found = tokens(text)
    plain = zip(found.words[: found.plain()], found.starts, found.ends, strict=False)
    return [{word.rstrip(PRONOUN_MARK), text[start:end].casefold()} for word, start, end in plain]


def with_typos(prefixes: Iterable[str]) -> frozenset[str]:
    """The prefixes with up to one letter missed, added, changed or swapped."""
    typed = set(prefixes)
    long = [one for one in typed if len(one) >= TYPOS_FROM and one.isalpha()]
    return frozenset(typed.union(*map(_one_typo_away, long)))


def combined(
    typed: str, profiles: Sequence[Suggestion], fitting: Iterable[Label], limit: int
) -> list[Suggestion]:
    """One list: labels that equal the text, then profiles, then other labels."""
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
