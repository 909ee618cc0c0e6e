"""The rules of suggestions that no engine owns: what is typed, what may complete it, and in what order.

Every typed word must begin a word of what is suggested; a longer word with which nothing begins may have
one typo. A name that is exactly what was typed, or a synonym of it, comes first; then titles that begin so,
titles with a later word that begins so, and alternative titles likewise. A profile is suggested once; of
several with one name, in the singular or the plural, only the first is. A name of several jobs that
is the title of none is a choice between them, before everything else. A qualification is suggested by its
abbreviations and other names, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from string import ascii_lowercase
from typing import NamedTuple

from indexer.language.words import PRONOUN_MARK, tokens
from indexer.paths.names import words_of
from indexer.qualification import TAXONOMY, Qualification
from indexer.question import JobNames
from indexer.question.names import Nearness
from indexer.results import Suggestion

LABELS_FROM = 3
"""From how many letters on categories and qualifications are suggested."""
LONGEST_SHORT = 2
"""The most words of a short name of a qualification: "BSc", "A level", "honours degree"."""
LABEL_SHARE = 4
"""One place in this many is kept for them."""
TYPOS_FROM = 4
"""The shortest prefix, in letters, that may have a typo."""
EXACT, SYNONYM, ALTERNATIVE = -4, -2, 2
"""Tiers of names: what was typed, what means the same, how much lower an alternative title is."""
DOUBLING = 3.0
"""A name whose words are in twice as many profiles may be this many letters longer."""

MOST_CHOICES = 4
"""The most jobs among which a name is a choice."""

Prefixes = Collection[str]
"""The ways in which one word may begin."""


class Label(NamedTuple):
    """A category or qualification that some profiles have; `names` are its short names, word by word."""

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
    """The labels of categories and qualifications (by slug) that some profiles have, most profiles first."""
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
    """The jobs that are called what was typed, where it is the title of none."""
    words = words_of(typed)
    naming = names.named(words) if words else None
    if naming is None or naming.nearness is Nearness.TITLE:
        return []
    return [_choice(typed, names.title_of[each], each) for each in naming.ids[:MOST_CHOICES]]


def with_choices(called: Sequence[Suggestion], completed: Sequence[Suggestion]) -> list[Suggestion]:
    """Completions behind the jobs that are called what was typed; one job alone is no choice."""
    if len(called) < 2:
        return [*completed]
    known = {each.target for each in called}
    return [*called, *(each for each in completed if each.target not in known)]


def _choice(typed: str, title: str, profile_id: str) -> Suggestion:
    """A job by its title where that has the words, else by what was typed."""
    if set(plain_words(typed)) <= set(plain_words(title)):
        return Suggestion(title, "title", profile_id)
    return Suggestion(" ".join(typed.split()), "alternative_title", profile_id, leads_to=title)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name, unstemmed."""
    found = tokens(text)
    return tuple(word.rstrip(PRONOUN_MARK) for word in found.words[: found.plain()])


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
