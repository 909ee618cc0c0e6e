"""The words by which a question is understood: rules.toml, expanded once."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from indexer.patterns.phrase_dictionary import PhraseDictionary
from indexer.qualification.taxonomy import phrases_with


class QuestionCue(NamedTuple):
    """What a phrase says: an `act` of the reader, and a value for it."""

    phrase: str
    act: str
    value: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The phrase as a pattern; compiled on first use, as few questions have most of them."""
        return compiled(self.phrase)


class QuestionRules(msgspec.Struct, frozen=True):
    """The tables of rules.toml. `cues` are found by their first word, which may be NUMBER.

    `usual` and `worded` are the levels of who has a qualification, by its slug and by how it is written.
    """

    cues: Mapping[str, tuple[QuestionCue, ...]]
    written: Mapping[str, str]
    phrases: PhraseDictionary
    own: frozenset[str]
    taught: frozenset[str]
    taught_by: frozenset[str]
    small: frozenset[str]
    careers: frozenset[str]
    subjects: frozenset[str]
    agents: re.Pattern[str]
    asides: frozenset[str]
    counts: frozenset[str]
    nobody: frozenset[str]
    general: frozenset[str]
    spelt: frozenset[str]
    places: Mapping[str, str]
    usual: Mapping[str, int]
    worded: Mapping[str, int]
    labels: Mapping[str, Mapping[str, str]]
    topics: Mapping[str, re.Pattern[str]]
    before_places: frozenset[str]
    places_or_words: frozenset[str]


NUMBER = "##"
"""The sign for any whole number in a phrase."""

_ELEMENT = re.compile(r"\[[^\]]*\]|\([^)]*\)|[^\s\[(]+")


@cache
def rules() -> QuestionRules:
    """The rules that ship."""
    raw = tomllib.loads(files("indexer.question").joinpath("rules.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(raw["words"][name]) for name in raw["words"] if name != "written"}
    written = raw["words"]["written"]
    return QuestionRules(
        cues=_cues(raw["cue"]),
        written=written,
        phrases=phrases_with(_spellings(raw["qualification"])),
        own=words["own"],
        taught=words["taught"],
        taught_by=words["taught_by"],
        small=words["small"],
        careers=words["careers"],
        subjects=words["subjects"],
        agents=re.compile(rf"(?:.{{2,}})?(?:{'|'.join(raw['words']['agents'])})s?$"),
        asides=words["asides"],
        counts=words["counts"],
        nobody=words["nobody"],
        general=words["general"],
        spelt=words["spelt"] | set(re.findall("[a-z]{5,}", str(raw["cue"]))),
        places=raw["places"],
        usual=raw["have"]["usual"],
        worded=raw["have"]["worded"],
        labels=raw["labels"],
        topics={topic: _any_of(phrases) for topic, phrases in raw["topics"].items()},
        before_places=words["before_places"],
        places_or_words=words["places_or_words"],
    )


def patterns() -> Iterator[re.Pattern[str]]:
    """All patterns of the rules, compiled: 0.4 s that no question should wait for."""
    yield from rules().phrases.patterns()
    for cues in rules().cues.values():
        yield from (cue.pattern for cue in cues)


@cache
def compiled(phrase: str) -> re.Pattern[str]:
    """A phrase as a pattern for words that are each followed by one space."""
    parts = []
    for element in _ELEMENT.findall(phrase):
        choices = "|".join(map(re.escape, sorted(_choices(element), key=len, reverse=True)))
        choices = choices.replace("\\#\\#", r"\d+").replace("\\ ", " ")
        parts.append(f"(?:(?:{choices}) ){'?' if element[0] == '[' else ''}")
    return re.compile("".join(parts))


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    """A pattern for any of some phrases among words that have a space on either side."""
    return re.compile(" (?:" + "|".join(compiled(phrase).pattern for phrase in phrases) + ")")


def first_words(phrase: str) -> Iterator[str]:
    """The words with which a phrase may begin."""
    for element in _ELEMENT.findall(phrase):
        yield from (choice.split()[0] for choice in _choices(element))
        if element[0] != "[":
            return


def _choices(element: str) -> list[str]:
    return element.strip("[]()").split("|")


def _cues(tables: list[dict[str, Any]]) -> dict[str, tuple[QuestionCue, ...]]:
    found: defaultdict[str, list[QuestionCue]] = defaultdict(list)
    for table in tables:
        for phrase in table["phrases"]:
            cue = QuestionCue(phrase, table["act"], table.get("value", ""))
            for word in dict.fromkeys(first_words(phrase)):
                found[word].append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


def _spellings(tables: list[dict[str, list[str]]]) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    for table in tables:
        yield from ((tuple(table["slugs"]), written, False) for written in table["wordings"])
