"""The table of what work is like, with its wordings compiled."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from indexer.patterns.phrase_dictionary import PhraseDictionary, phrase_dictionary_of
from indexer.patterns.wording import Placeholders

TABLE = Path(__file__).with_name("environment.toml")


class EnvironmentValue(msgspec.Struct, frozen=True):
    """A thing that work can be like, and the words by which a profile says so.

    `kind` is `place`, `with` (who or what one works with) or `way`; `jobs` names the jobs that are like this.
    """

    name: str
    label: str
    jobs: str
    kind: str
    work: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    to: tuple[str, ...] = ()


class EnvironmentTable(msgspec.Struct, frozen=True):
    """All values, and the words that deny what follows them."""

    value: tuple[EnvironmentValue, ...]
    not_said: tuple[str, ...]
    said_after_all: tuple[str, ...]


class EnvironmentRules(msgspec.Struct, frozen=True):
    """The table compiled.

    `work` are the wordings that count anywhere, `conditions` those that count in texts about the environment.
    `nouns` has the values of each form of a noun, and `verbs` the forms of each value's verbs, of one or two
    words.
    """

    work: PhraseDictionary
    conditions: PhraseDictionary
    nouns: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, frozenset[str]]
    denial: re.Pattern[str]


@cache
def _table() -> EnvironmentTable:
    return msgspec.convert(tomllib.loads(TABLE.read_text(encoding="utf-8")), EnvironmentTable)


VALUES = _table().value
"""What work can be like, in the order in which it is shown."""

BY_NAME = {one.name: one for one in VALUES}
"""What work can be like, by its name."""


@cache
def rules() -> EnvironmentRules:
    """The rules, compiled once."""
    none = Placeholders((), (), ())
    work = [((one.name,), wording, False) for one in VALUES for wording in one.work]
    conditions = [((one.name,), wording, False) for one in VALUES for wording in one.conditions]
    nouns: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for one in VALUES:
        for noun in dict.fromkeys(form for word in one.to for form in _plurals(word)):
            nouns[noun] += (one.name,)
    return EnvironmentRules(
        phrase_dictionary_of(work, none),
        phrase_dictionary_of(work + conditions, none),
        dict(nouns),
        {one.name: frozenset(form for verb in one.does for form in _forms(verb)) for one in VALUES},
        _denial(_table()),
    )


def _denial(table: EnvironmentTable) -> re.Pattern[str]:
    said, denied = ("|".join(map(re.escape, words)) for words in (table.said_after_all, table.not_said))
    return re.compile(rf"(?:\b(?:{denied})\b|n['\u2019]t\b)(?! (?:{said})\b)|\baway $")


def _plurals(noun: str) -> Iterator[str]:
    yield noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        yield noun[:-1] + "ies"
    else:
        yield noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def _forms(verb: str) -> Iterator[str]:
    """A verb of one or two words as one does it, they do it, and doing it."""
    word, space, rest = verb.partition(" ")
    stem = word.removesuffix("e")
    third = word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"
    others = {word, third, word + "es", stem + "ing", word + word[-1] + "ing"}
    yield from (form + space + rest for form in others)
