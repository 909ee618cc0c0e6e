"""The names of a library's jobs, matched in any spelling."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol, Self

import msgspec

from indexer.paths.rules import words as rule_words

LONGEST = 7
"""The most words of a name."""

PREFIX = 6
"""The letters of a name to check before the whole; shorter names are one word."""

FEW = 0.4
"""The share of a job's names that must end like one with no word of the title."""

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_CHOICE = re.compile(r"([^\s/]+)(?: or |/)([^\s/]+)")
_PLURALS = (
    ("ies", "y"),
    ("wives", "wife"),
    ("women", "woman"),
    ("men", "man"),
    ("people", "person"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
)
_NOT_PLURAL = ("ss", "us", "is")


class Named(Protocol):
    """An object with an id and names: a profile, or an entry of the catalogue."""

    @property
    def id(self) -> str:
        """The profile's id."""

    @property
    def title(self) -> str:
        """The job's title."""

    @property
    def alternative_titles(self) -> tuple[str, ...]:
        """Other names of the job."""


class NamedJob(msgspec.Struct, frozen=True, array_like=True):
    """The keys of a job's names, which an engine keeps, as they take long to make.

    `titles` are those of its title in all forms, `whole` is that of the title as it is, and `others` are
    those of alternative titles.
    """

    id: str
    title: str
    whole: str
    titles: tuple[str, ...]
    others: tuple[str, ...]

    @classmethod
    def of(cls, entry: Named) -> Self:
        """The keys of the names of a profile, or of an entry of the catalogue."""
        whole = key_of(words_of(entry.title))
        return cls(entry.id, entry.title, whole, _keys((entry.title,)), _keys(_close(entry)))


class Names(msgspec.Struct, frozen=True):
    """Profile ids by the keys of titles, and by those of alternative titles.

    A key is a name's words in the singular, joined, so that "deck hands" and "deckhand" have the same.
    """

    titles: Mapping[str, tuple[str, ...]]
    others: Mapping[str, tuple[str, ...]]
    title_of: Mapping[str, str]
    whole: frozenset[str]
    first_letters: frozenset[str]

    @classmethod
    def of(cls, entries: Iterable[Named | NamedJob]) -> Self:
        """The names in some profiles, in a catalogue, or in what an engine has kept of them."""
        jobs = [each if isinstance(each, NamedJob) else NamedJob.of(each) for each in entries]
        titles = _ids_by_key((key, job.id) for job in jobs for key in job.titles)
        others = _ids_by_key((key, job.id) for job in jobs for key in job.others)
        return cls(
            titles,
            others,
            {job.id: job.title for job in jobs},
            frozenset(job.whole for job in jobs),
            frozenset(key[:PREFIX] for key in (*titles, *others)),
        )

    def has(self, words: Sequence[str]) -> bool:
        """Whether some words are the name of a profile."""
        return self.has_key(key_of(words))

    def has_key(self, key: str) -> bool:
        """Whether a key is that of a name."""
        return key in self.titles or key in self.others

    def meant(self, words: Sequence[str], setting: Collection[str] = ()) -> str:
        """The profile that some words mean: by its title, else the most likely other.

        A word of `setting` may be left out: in a television job, a "production manager" is one in television.
        """
        key = key_of(words)
        exact = self.titles.get(key, ())
        general = key in _too_general()
        if key not in self.whole and key not in rule_words().never_alone:
            for word in (*setting, *map("".join, pairwise(setting))):
                if found := self._in_setting(word, key, setting):
                    return found
        if exact or general:
            return exact[0] if len(exact) == 1 else ""
        if self._ends_in_another_title(words):
            return ""
        return self._likeliest(words, self.others.get(key, ()))

    def _in_setting(self, word: str, key: str, setting: Collection[str]) -> str:
        """The profile with a title of a word of the setting and a key, except its own."""
        found = self.titles.get(word + key, ())
        others = [each for each in found if not set(words_of(self.title_of[each])) <= set(setting)]
        return others[0] if len(others) == 1 else ""

    def qualified(self, qualifier: str, words: Sequence[str]) -> str:
        """The only such profile whose title has a qualifier ("newspaper reporter")."""
        wanted = singular(qualifier)
        ids = self.others.get(key_of(words), ())
        found = [each for each in ids if wanted in map(singular, words_of(self.title_of[each]))]
        return found[0] if len(found) == 1 else ""

    def all_named(self, name: str) -> frozenset[str]:
        """All profiles with a name as their title or, if there are none, as another name."""
        key = key_of(words_of(name))
        return frozenset(self.titles.get(key) or self.others.get(key, ()))

    def is_title(self, words: Sequence[str]) -> bool:
        """Whether some words are the title of a profile."""
        return key_of(words) in self.titles

    def _ends_in_another_title(self, words: Sequence[str]) -> bool:
        """Whether a name ends in another title: a head gardener is a gardener."""
        ids = self.others.get(key_of(words), ())
        qualifiers = set(map(singular, words[:-1]))
        if any(qualifiers & set(map(singular, words_of(self.title_of[each]))) for each in ids):
            return False
        tails = (self.titles.get(key_of(words[first:]), ()) for first in range(1, len(words)))
        return any(found and not set(found) & set(ids) for found in tails)

    def _likeliest(self, words: Sequence[str], ids: tuple[str, ...]) -> str:
        """Of several profiles with a name, the one whose title shares most of its words."""
        if len(ids) <= 1:
            return "".join(ids)
        wanted = set(map(singular, words))
        shared = {each: len(wanted & set(map(singular, words_of(self.title_of[each])))) for each in ids}
        best = max(shared.values())
        found = [each for each in ids if shared[each] == best]
        return found[0] if best and len(found) == 1 else ""


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return WORD.findall(text.lower().replace("’", "'"))


def key_of(words: Iterable[str]) -> str:
    """The key of a name."""
    return "".join(map(singular, words))


@cache
def _too_general() -> frozenset[str]:
    return frozenset(key_of(words_of(name)) for name in rule_words().too_general)


@lru_cache(maxsize=16384)
def singular(word: str) -> str:
    """The singular of a word, in the form that the rules give it."""
    word = word.removesuffix("'s").removesuffix("'")
    return rule_words().same.get(single := _single(word), single)


def _single(word: str) -> str:
    for plural, single in _PLURALS:
        if word.endswith(plural):
            return word.removesuffix(plural) + single
    plural_s = word.endswith("s") and len(word) > 3 and not word.endswith(_NOT_PLURAL)
    return word[:-1] if plural_s else word


def forms(name: str) -> Iterator[str]:
    """The forms of a name: without brackets, and with each of its alternatives."""
    for bracket in _BRACKETS.finditer(name):
        if " " in bracket[1]:
            yield bracket[1]
        if bracket[1].isupper() and bracket.end() < len(name):
            yield bracket[1] + name[bracket.end() :]
    plain = _BRACKETS.sub("", name)
    yield plain
    if choice := _CHOICE.search(plain):
        for chosen in choice.groups():
            yield plain[: choice.start()] + chosen + plain[choice.end() :]


def _close(entry: Named) -> Iterator[str]:
    """The alternative titles of a job that are people, and not another job's.

    A name of several words is another job's if it shares none with the title and ends like few of the job's
    names: "maintenance technician" for a welder.
    """
    title = set(map(singular, words_of(entry.title)))
    spelt = {name: [singular(word) for word in words_of(name)] for name in entry.alternative_titles}
    ends = Counter(words[-1] for words in spelt.values() if words)
    for name, words in spelt.items():
        if not words or words[-1] in rule_words().no_person:
            continue
        if len(words) == 1 or title & set(words) or ends[words[-1]] >= FEW * len(spelt):
            yield name


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    keys = (key_of(words_of(form)) for name in names for form in forms(name))
    return tuple(dict.fromkeys(key for key in keys if key))


def _ids_by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, profile_id in pairs:
        table[key][profile_id] = None
    return {key: tuple(ids) for key, ids in table.items()}
