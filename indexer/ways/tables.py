"""The tables of ways.toml, compiled on first use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from indexer.patterns.phrase_dictionary import PhraseDictionary, phrase_dictionary_of
from indexer.patterns.phrases import one_of
from indexer.patterns.prefilter import any_of
from indexer.patterns.wording import Placeholders
from indexer.qualification.taxonomy import SUBJECTS

DENIED, LATER, NOTHING, WEAK, NO_LEVEL, IF_ALONE = "denied", "later", "nothing", "weak", "no-level", "?"
"""Meanings of cues other than routes and levels."""


class Cue(msgspec.Struct, frozen=True):
    """A cue at `text[start:end]`: a route, a level, or one of the meanings above."""

    says: str
    start: int
    end: int


class Speech(msgspec.Struct, frozen=True):
    """Patterns for the role of a thing in a sentence."""

    verbs: re.Pattern[str]
    strong: re.Pattern[str]
    asked_after: re.Pattern[str]
    useful: re.Pattern[str]
    some: re.Pattern[str]
    any_of: re.Pattern[str]
    also: re.Pattern[str]
    experience: re.Pattern[str]
    no_experience: re.Pattern[str]
    condition: re.Pattern[str]


class Nothing(msgspec.Struct, frozen=True):
    """Patterns for sentences that ask for nothing from school."""

    school: re.Pattern[str]
    sign: re.Pattern[str]
    needless: re.Pattern[str]
    unless: re.Pattern[str]


_SOURCE = tomllib.loads(files("indexer.ways").joinpath("ways.toml").read_text(encoding="utf-8"))

HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (entry["route"], re.compile(rf"\b{one_of('|'.join(sorted(entry['words'], key=len, reverse=True)))}\b"))
    for entry in _SOURCE["heading"]
)
"""The routes of headings, with their words."""


@cache
def demand_phrases() -> PhraseDictionary:
    """The wordings of demands: levels, nothing needed, and closed routes."""
    return phrase_dictionary_of(_demand_spellings(), _placeholders())


@cache
def route_phrases() -> PhraseDictionary:
    """The wordings that open a route in prose, or are about a time after entry."""
    return phrase_dictionary_of(_route_spellings(), _placeholders())


@cache
def _placeholders() -> Placeholders:
    return Placeholders(not_between=_SOURCE["not_between"], subjects=SUBJECTS, fields=("ology",))


def _demand_spellings() -> Iterator[tuple[tuple[str, ...], str, bool]]:
    for entry in _SOURCE["start"]:
        yield from _of("-".join(map(str, entry["levels"])) or NO_LEVEL, entry)
    yield from _of(NOTHING, {"wordings": _SOURCE["nothing_needed"]["phrases"]})
    yield from _of(DENIED, {"wordings": _SOURCE["denied"]["words"]})


def _route_spellings() -> Iterator[tuple[tuple[str, ...], str, bool]]:
    for entry in _SOURCE["route"]:
        alone = IF_ALONE if entry.get("if_alone") else ""
        yield from _of(WEAK if entry.get("weak") else entry["route"] + alone, entry)
    yield from _of(LATER, {"wordings": _SOURCE["later"]["words"]})


def _of(says: str, entry: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    yield from (((says,), written, False) for written in entry.get("wordings", ()))
    yield from (((says,), written, True) for written in entry.get("exact", ()))


@cache
def named_programme() -> re.Pattern[str]:
    """A named programme: "the two-year Unlocked leadership programme"."""
    named = _SOURCE["named"]
    return re.compile(
        rf"\b(?!(?:{named['not_a_name']})\b)[A-Z][\w'-]{{1,20}}+(?:\s[A-Z][\w'-]{{0,20}}+){{0,3}}"
        rf"\s(?:(?:{named['between']})\s)?(?:{named['words']})\b"
    )


NAMED: str = _SOURCE["named"]["route"]
"""The route of a named programme."""


@cache
def speech() -> Speech:
    """The patterns for things that are asked for, gained or useful."""
    lead, experience = _SOURCE["lead"], _SOURCE["experience"]
    return Speech(
        verbs=re.compile(
            rf"(?<!\w)(?:(?P<asks>{_any(lead['asks'])})|(?P<takes>{_any(lead['takes'])}))(?!\w)"
        ),
        strong=re.compile(rf"(?:{_any(lead['strong'])})"),
        asked_after=_phrase(lead["asked_after"]),
        useful=_phrase(lead["useful"]),
        some=_phrase(lead["some"]),
        any_of=_phrase(lead["any_of"]),
        also=_phrase(lead["also"]),
        experience=_phrase(experience["words"]),
        no_experience=_phrase(experience["not_needed"]),
        condition=_phrase(_SOURCE["denied"]["unless"]),
    )


@cache
def nothing() -> Nothing:
    """The patterns for texts that ask for nothing from school."""
    words = _SOURCE["nothing_needed"]
    school, between = _any(words["school"]), _any(words["between"])
    signs = f"{words['negations']}|{words['signs']}".split("|")
    negated = rf"(?:\b{_any(words['negations'])}|n't)\b"
    return Nothing(
        school=re.compile(rf"\b{any_of(each + '$' for each in words['school'].split('|'))}"),
        sign=re.compile(rf"\b{any_of(each + '$' for each in signs)}|n't\b"),
        needless=re.compile(
            rf"\b(?:no|without)\s+(?:{between}\s+){{0,4}}{school}(?!\w)"
            rf"|{negated}(?:\s+[\w']+){{0,4}}?\s+{_any(words['asks'])}(?:\s+{between}|\s+(?:for|to|of|in)){{0,5}}\s+"
            rf"(?:[\w']+\s+){{0,2}}?{school}(?!\w)"
            rf"|(?<!graduate )(?<!degree )(?<!teaching )(?<!professional )\b{school}(?:\s+[\w']+){{0,4}}?"
            rf"\s+(?:{_any(words['needless'])})(?!\w)"
        ),
        unless=_phrase(words["unless"]),
    )


def _any(phrases: str) -> str:
    """A pattern for any of the phrases, longest first; "..." is up to six words."""
    longest_first = "|".join(sorted(phrases.split("|"), key=len, reverse=True))
    return one_of(longest_first).replace(r"\s+\.\.\.\s+", r"\s+(?:[\w'-]+\s+){0,6}?")


def _phrase(phrases: str) -> re.Pattern[str]:
    """A pattern for any of the phrases; those without a gap share their beginnings, which is faster."""
    every = phrases.split("|")
    gapped = "|".join(each for each in every if "..." in each)
    whole = any_of(f"{each}$" for each in every if "..." not in each)
    return re.compile(rf"(?<!\w)(?:{whole}|{_any(gapped)}(?!\w))" if gapped else rf"(?<!\w){whole}")
