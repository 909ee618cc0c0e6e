"""The taxonomy, read from taxonomy.toml: the kinds and their wordings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from indexer.patterns.phrase_dictionary import PhraseDictionary, phrase_dictionary_of
from indexer.patterns.prefilter import any_of
from indexer.patterns.wording import Placeholders
from indexer.qualification.values import Qualification


class Stages(msgspec.Struct, frozen=True):
    """The words in a mention that state a level: a pattern, and the range of each."""

    pattern: re.Pattern[str]
    levels: dict[str, tuple[int, int]]


def _qualification(entry: dict[str, Any]) -> Qualification:
    low, high = entry.get("levels", (None, None))
    return Qualification(
        slug=entry["slug"],
        label=entry["label"],
        short=entry["short"],
        low=low,
        high=high,
        explanation=entry["explanation"],
        written=tuple(entry["written"]),
        broader=entry.get("broader"),
        varies=entry.get("varies", False),
    )


def _stages(entry: dict[str, Any]) -> Stages:
    levels = {word: tuple(stage["levels"]) for stage in entry["stages"] for word in stage["words"]}
    longest_first = "|".join(re.escape(word) for word in sorted(levels, key=len, reverse=True))
    return Stages(re.compile(rf"\b(?:{longest_first})(?!\w)"), levels)


@cache
def asking() -> re.Pattern[str]:
    """One of the words with which a sentence says what is asked for, studied or accepted."""
    return re.compile(rf"\b{any_of(_SOURCE['asking'])}")


@cache
def phrases() -> PhraseDictionary:
    """All wordings by their first word, false friends first; built on first use."""
    return phrase_dictionary_of(_spellings(), _PLACEHOLDERS)


def phrases_with(more: Iterable[tuple[tuple[str, ...], str, bool]]) -> PhraseDictionary:
    """The wordings of the taxonomy and some more: what each names, how it is written, if capitals matter."""
    return phrase_dictionary_of((*more, *_spellings()), _PLACEHOLDERS)


def _spellings() -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """The slugs of each wording, the wording, and whether its capitals matter."""
    yield from (((), written, False) for written in _SOURCE["not_a_qualification"])
    for entry in (*_SOURCE["together"], *_SOURCE["qualification"]):
        slugs = tuple(entry.get("slugs", (entry.get("slug"),)))
        yield from ((slugs, written, False) for written in entry.get("wordings", ()))
        yield from ((slugs, written, True) for written in entry.get("exact", ()))


_SOURCE = tomllib.loads(files("indexer.qualification").joinpath("taxonomy.toml").read_text(encoding="utf-8"))

SUBJECTS: tuple[str, ...] = tuple(_SOURCE["subjects"])
"""The subjects that follow B and M in short names of degrees."""

_PLACEHOLDERS = Placeholders(
    not_between=(*_SOURCE["not_between"], *map(str.lower, _SOURCE["not_between"])),
    subjects=SUBJECTS,
    fields=_SOURCE["fields"],
)

TAXONOMY: tuple[Qualification, ...] = tuple(map(_qualification, _SOURCE["qualification"]))
"""All kinds, in the order of their levels."""

BY_SLUG: dict[str, Qualification] = {kind.slug: kind for kind in TAXONOMY}
"""All kinds by slug."""

USUAL: dict[str, tuple[int, int]] = {
    entry["slug"]: tuple(entry.get("usual", entry["levels"]))
    for entry in _SOURCE["qualification"]
    if "levels" in entry and not entry.get("varies")
}
"""The levels of mentions that state none, for kinds that do not vary."""

STAGES: dict[str, Stages] = {
    entry["slug"]: _stages(entry) for entry in _SOURCE["qualification"] if "stages" in entry
}
"""The words that state the level of a kind, for kinds that have them."""

ABOUT_OTHER_JOBS: frozenset[str] = frozenset(_SOURCE["about_other_jobs"])
"""Headings of sections about other jobs."""

ABOUT_BENEFITS: frozenset[str] = frozenset(_SOURCE["about_benefits"])
"""Headings, in lower case, of sections about what the employer gives."""
