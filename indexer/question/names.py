"""The names of a library's jobs as people say them: titles, other titles, everyday words, typos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import msgspec

from indexer.language.families import root
from indexer.language.synonyms import Synonym, shipped
from indexer.paths.names import Named, forms, key_of, singular, words_of
from indexer.question.rules import rules
from indexer.question.spelling import Slips

LONGEST = 6
"""How many words of a question a name has at most."""

MOST = 12
"""How many profiles a name may mean at most; beyond the first few nobody asks which is meant."""


AGENTS = ("er", "or", "ist", "ant", "ent", "ive", "ian")
"""Endings of words for people. A general word without one may be an activity: a model models."""

BEGINNING = 6
"""The number of typed letters to check before any name is compared."""


class Nearness(IntEnum):
    """How a name is one of the library's, the nearest first."""

    TITLE = 0
    SYNONYM = 1
    OTHER = 2
    HEAD = 3


class Naming(NamedTuple):
    """The profiles that some words name, the likeliest first, and how near the name is."""

    ids: tuple[str, ...]
    nearness: Nearness


class NameKeys(msgspec.Struct, frozen=True, array_like=True):
    """What a profile's names come to: an engine keeps them, as they take long to make.

    `titles` and `others` are the keys of its title and of other names for people, `heads` the last words of
    its title that name people, in the order of their `breadth`. `doing` is the root of what somebody does
    who is called after it ("police officer"), and `spoken` are the words of all its names.
    """

    id: str
    title: str
    titles: tuple[str, ...]
    others: tuple[str, ...]
    heads: tuple[str, ...]
    breadth: tuple[int, int]
    doing: str
    spoken: tuple[str, ...]


def name_keys(entry: Named) -> NameKeys:
    """What the names of an entry come to."""
    people = [name for name in entry.alternative_titles if _is_person(name)]
    return NameKeys(
        id=entry.id,
        title=entry.title,
        titles=_keys((entry.title,)),
        others=_keys(people),
        heads=tuple(_heads_of(entry.title)),
        breadth=_breadth(entry),
        doing=_doing(entry.title),
        spoken=tuple(dict.fromkeys(_spoken(entry))),
    )


class JobNames:
    """The names of a library, made once a generation; entries may come as their keys."""

    def __init__(self, entries: Iterable[Named | NameKeys], synonyms: Iterable[Synonym] = ()) -> None:
        names = [each if isinstance(each, NameKeys) else name_keys(each) for each in entries]
        self.title_of: Mapping[str, str] = {each.id: each.title for each in names}
        self._titles = _table((key, each.id) for each in names for key in each.titles)
        self._others = _table((key, each.id) for each in names for key in each.others)
        by_breadth = sorted(names, key=lambda each: each.breadth)
        self._heads = _table((head, each.id) for each in by_breadth for head in each.heads)
        self._doers = _doers(self._heads, names)
        shared: dict[str, str] = {}  # one string for each word, as many names have the same words
        self._words_of = {
            each.id: tuple(shared.setdefault(word, word) for word in each.spoken) for each in names
        }
        self._synonyms = self._resolved((*shipped(), *synonyms))
        keys = (*self._titles, *self._others, *self._synonyms)
        self._beginnings = frozenset(key[:BEGINNING] for key in keys)
        self._short = frozenset(key for key in (*keys, *self._heads) if len(key) < BEGINNING)
        self._slips = Slips((*shared, *rules().spelt))
        self.spelt = lru_cache(maxsize=16_384)(self._slips.meant)

    def longest(self, words: Sequence[str]) -> tuple[int, Naming] | None:
        """The length in words of the longest name at the start of some words, and the jobs it names."""
        parts = [singular(word) for word in words[:LONGEST]]
        key = "".join(parts)
        if (
            key[:BEGINNING] not in self._beginnings
            and parts[0] not in self._heads
            and not self._may_be_short(key)
        ):
            return None
        for length in range(len(parts), 0, -1):
            if naming := self.named(words[:length]):
                return length, naming
        return None

    def _may_be_short(self, key: str) -> bool:
        return any(key[:length] in self._short for length in range(2, BEGINNING))

    def is_title(self, text: str) -> bool:
        """Whether a text is a job's title, however it is spelt."""
        return key_of(words_of(text)) in self._titles

    def named(self, words: Sequence[str]) -> Naming | None:
        """The profiles that all of some words name."""
        key = key_of(words)
        if found := self._titles.get(key):
            return Naming(found[:MOST], Nearness.TITLE)
        heads = self._heads.get(key, ()) if len(words) == 1 else ()
        if found := self._synonyms.get(key):
            return Naming(_distinct(found, heads), Nearness.SYNONYM)
        if heads:
            return Naming(heads[:MOST], Nearness.HEAD)
        if found := self._others.get(key):
            return Naming(self._ranked(found, words)[:MOST], Nearness.OTHER)
        return None

    def named_by_doing(self, word: str) -> tuple[str, ...]:
        """The profiles of those who do something: policing, midwifery."""
        if not word.endswith(("ing", "ry", "cy", "ism")):
            return ()
        return self._doers.get(root(word), ())[:MOST]

    def closest(self, ids: Sequence[str], qualifiers: Sequence[str]) -> tuple[str, ...]:
        """Those of some profiles that have one of some qualifiers in any of their names."""
        wanted = set(map(singular, qualifiers))
        return tuple(each for each in ids if not wanted.isdisjoint(self._words_of[each]))

    def _ranked(self, ids: Iterable[str], words: Sequence[str]) -> tuple[str, ...]:
        """Profiles whose titles share most with a name first, shorter titles before longer ones."""
        wanted = set(map(singular, words))

        def rank(profile_id: str) -> tuple[int, int]:
            title = words_of(self.title_of[profile_id])
            return -len(wanted & set(map(singular, title))), len(title)

        return tuple(sorted(ids, key=rank))

    def _resolved(self, synonyms: Iterable[Synonym]) -> dict[str, tuple[str, ...]]:
        """Synonyms that mean jobs of the library, by their keys."""
        found = [(each.typed, meaning) for each in synonyms for meaning in each.means]
        found += [(meaning, each.typed) for each in synonyms if each.both_ways for meaning in each.means]
        return _table(
            (key_of(words_of(typed)), one)
            for typed, meaning in found
            if _is_person(typed)
            for one in self._called(meaning)
        )

    def _called(self, meaning: str) -> tuple[str, ...]:
        words = words_of(meaning)
        return self._titles.get(key_of(words), ()) or (
            self._others.get(key_of(words), ())[:3] if len(words) > 1 else ()
        )


def _distinct(*ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*ids)))[:MOST]


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Ids by keys."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, profile_id in pairs:
        if key:
            found[key][profile_id] = None
    return {key: tuple(ids) for key, ids in found.items()}


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    """The keys of all forms of some names."""
    keys = (key_of(words_of(form)) for name in names for form in forms(name))
    return tuple(dict.fromkeys(key for key in keys if key))


def _is_person(name: str) -> bool:
    words = words_of(name)
    return bool(words) and (rules().agents.match(words[-1]) is not None or len(name) <= 4)


def _heads_of(title: str) -> Iterator[str]:
    """The last words of a title that name people."""
    for form in forms(title):
        if words := words_of(form):
            head = singular(words[-1])
            if rules().agents.match(head) and head not in rules().nobody:
                yield head


def _breadth(entry: Named) -> tuple[int, int]:
    words = words_of(entry.title)
    last = singular(words[-1]) if words else ""
    return -sum(
        singular(words_of(name)[-1:][0]) == last for name in entry.alternative_titles if words_of(name)
    ), len(words)


def _doers(heads: Mapping[str, tuple[str, ...]], names: Sequence[NameKeys]) -> dict[str, tuple[str, ...]]:
    """Ids by the root of what people do, who are called after it: nurses, police officers."""
    found: dict[str, tuple[str, ...]] = {}
    for word, ids in heads.items():
        if word not in rules().general or not word.endswith(AGENTS):
            found.setdefault(root(word), ids)
    for each in names:
        if each.doing:
            found.setdefault(each.doing, (each.id,))
    return found


def _doing(title: str) -> str:
    """The root of the activity in a title of two words, the second one general; else empty."""
    words = words_of(title)
    return root(words[0]) if len(words) == 2 and words[1] in rules().general else ""


def _spoken(entry: Named) -> Iterator[str]:
    for name in (entry.title, *entry.alternative_titles):
        yield from map(singular, words_of(name))
