"""The rules of suggestions for all engines: what completes text, in what order.

Every typed word must begin a word of the suggestion. A longer word that begins nothing may have one typo. A
title that equals the text, or a synonym of it, comes first; then titles that begin with it, titles with a
later word that does, and alternative titles in the same order. A profile is suggested once, and of several
with the same title (singular or plural) only the first. A name of several jobs that is the title of none is a
choice between them and comes before everything else. Abbreviations suggest a qualification, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from string import ascii_lowercase
from typing import NamedTuple

from indexer.language.words import PRONOUN_MARK, plain_words, tokens
from indexer.paths.names import words_of
from indexer.qualification import TAXONOMY, Qualification
from indexer.question import JobNames
from indexer.question.names import Nearness
from indexer.results import Suggestion

LABELS_FROM = 3
"""The letters of text from which categories and qualifications are suggested."""
LONGEST_SHORT = 2
"""The most words of a short name of a qualification: "BSc", "A level", "honours degree"."""
LABEL_SHARE = 4
"""One suggestion in this many is a category or qualification."""
TYPOS_FROM = 4
"""The shortest prefix, in letters, that may have a typo."""
EXACT, SYNONYM, ALTERNATIVE = -4, -2, 2
"""Tiers of titles: equal to the text, equal to a synonym; added for alternatives."""
DOUBLING = 3.0
"""The number of letters by which a title may be longer if its words are twice as frequent."""

MOST_CHOICES = 4
"""The most jobs among which a name is a choice."""

Prefixes = Collection[str]
"""The possible prefixes of one word."""


class Label(NamedTuple):
    """A category or qualification to suggest; `names` are its short names, word by word."""

    suggestion: Suggestion
    words: frozenset[str]
    names: frozenset[tuple[str, ...]]
    profiles: int

    def is_called(self, typed: tuple[str, ...]) -> bool:
        """Whether one of its names is what was typed."""
        return typed in self.names

    def is_begun(self, typed: tuple[str, ...]) -> bool:
        """Whether an abbreviation begins with the only word that was typed."""
        return len(typed) == 1 and any(len(name) == 1 and name[0].startswith(typed[0]) for name in self.names)


def labels(categories: Mapping[str, int], qualifications: Mapping[str, int]) -> list[Label]:
    """The labels of categories and qualifications in use, most profiles first."""
    found = [
        _label(Suggestion(name, "category", name), [name], count)
        for name, count in categories.items()
        if name
    ]
    found += [
        _label(Suggestion(kind.label, "qualification", kind.slug), _short(kind), qualifications[kind.slug])
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
    early = len(typed.strip()) < LABELS_FROM
    exact = [label.suggestion for label in fitting if label.is_called(name) and not early]
    others = [
        label.suggestion
        for label in fitting
        if (
            label.is_begun(name) and label.suggestion.kind == "qualification"
            if early
            else not label.is_called(name)
        )
    ]
    kept = min(len(others), limit // LABEL_SHARE)
    return [*[*exact, *profiles][: limit - kept], *others][:limit]


def choices(typed: str, names: JobNames) -> list[Suggestion]:
    """The jobs that have the typed text as another name, if it is no job's title."""
    words = words_of(typed)
    naming = names.named(words) if words else None
    if naming is None or naming.nearness is Nearness.TITLE:
        return []
    return [_choice(typed, names.title_of[each], each) for each in naming.ids[:MOST_CHOICES]]


def with_choices(called: Sequence[Suggestion], completed: Sequence[Suggestion]) -> list[Suggestion]:
    """Completions after the jobs that the typed text names; a single job is no choice."""
    if len(called) < 2:
        return [*completed]
    known = {each.target for each in called}
    return [*called, *(each for each in completed if each.target not in known)]


def _choice(typed: str, title: str, profile_id: str) -> Suggestion:
    """A job by its title if that has the typed words, else by the typed name."""
    if set(plain_words(typed)) <= set(plain_words(title)):
        return Suggestion(title, "title", profile_id)
    return Suggestion(" ".join(typed.split()), "alternative_title", profile_id, leads_to=title)


def _label(suggestion: Suggestion, short: Iterable[str], profiles: int) -> Label:
    names = frozenset(map(plain_words, short))
    words = frozenset(chain(plain_words(suggestion.text), *names))
    return Label(suggestion, words, names, profiles)


def _short(kind: Qualification) -> list[str]:
    """The short names of a qualification."""
    return [name for name in (kind.short, *kind.written) if len(plain_words(name)) <= LONGEST_SHORT]


def _one_typo_away(typed: str) -> Iterator[str]:
    for at in range(len(typed)):
        before, letter, after = typed[:at], typed[at], typed[at + 1 :]
        yield before + after
        yield before + after[:1] + letter + after[1:]
        for other in ascii_lowercase:
            yield before + other + after
            yield before + other + letter + after
