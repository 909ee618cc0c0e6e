"""The rules for paths: rules.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import resources

import msgspec

from indexer.paths.values import Direction
from indexer.patterns.openings import Openings, openings_of
from indexer.patterns.prefilter import literal_prefixes, place_of
from indexer.patterns.wording import Placeholders, compiled
from indexer.profile import SectionKind


class PathCue(msgspec.Struct, frozen=True):
    """A rule without its wordings: its direction, and what its sentence must have."""

    direction: Direction
    sentence: re.Pattern[str] | None


class CueWording(msgspec.Struct, frozen=True):
    """A wording with its cue; without a cue, the sentence turns away there."""

    text: str
    cue: PathCue | None
    follows: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The wording, compiled when it is first tried: a short text tries few."""
        return _compiled(self.text)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The words in and around names; the table explains each row."""

    same: Mapping[str, str]
    too_general: frozenset[str]
    never_alone: frozenset[str]
    no_person: frozenset[str]
    before: frozenset[str]
    grade: frozenset[str]
    after: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]

    @cached_property
    def qualifiers(self) -> frozenset[str]:
        """The words before a name that belong to it."""
        return self.before - self.prepositions - self.links


class CueDictionary(msgspec.Struct, frozen=True):
    """Wordings by their first word; `place` finds their possible positions."""

    place: re.Pattern[str]
    wordings: Mapping[str, Openings[CueWording]]

    def at(self, place: re.Match[str]) -> tuple[CueWording, ...]:
        """The wordings that can begin at a match of `place`."""
        openings = self.wordings.get(place[0])
        return openings.at(place) if openings else ()


class Rules(msgspec.Struct, frozen=True):
    """The dictionaries to search sentences with: cues by kind of section, turns and labels.

    `closed` finds the clauses about a step that nobody can take any more.
    """

    cues: Mapping[SectionKind, CueDictionary]
    turns: CueDictionary
    labels: CueDictionary
    closed: re.Pattern[str]


class _CueRow(msgspec.Struct, forbid_unknown_fields=True):
    direction: Direction
    before: list[str] = []
    after: list[str] = []
    labels: list[str] = []
    sentence: list[str] = []
    sections: list[SectionKind] = []

    def counts_in(self, kind: SectionKind) -> bool:
        return not self.sections or kind in self.sections


class _Stop(msgspec.Struct, forbid_unknown_fields=True):
    words: list[str]
    negation: list[str]
    not_negation: list[str]
    closed: list[str]
    not_between: list[str]


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    cue: list[_CueRow]
    evidence: dict[Direction, list[str]]
    stop: _Stop
    names: Words


@cache
def rules() -> Rules:
    """The rules of the package's own table."""
    table = _table()
    cues = _cues_by_kind(table)
    turns = _cue_dictionary((text, None, False) for text in table.stop.words)
    labels = _cue_dictionary(
        (text, PathCue(row.direction, None), False) for row in table.cue for text in row.labels
    )
    return Rules(cues, turns, labels, any_of(table.stop.closed))


@cache
def telling_words() -> Mapping[str, Direction]:
    """The words that suggest a direction where no cue decides."""
    return {word: way for way, words in _table().evidence.items() for word in words}


@cache
def negation() -> re.Pattern[str]:
    """What turns a cue into its opposite."""
    stop = _table().stop
    return re.compile(rf"(?<!\ba ){any_of(stop.negation).pattern}(?!\s+{any_of(stop.not_negation).pattern})")


@cache
def words() -> Words:
    """The words in and around names: names are read without the wordings, which take long to compile."""
    return _table().names


@cache
def _table() -> _Table:
    text = resources.files("indexer.paths").joinpath("rules.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Table)


def any_of(wordings: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some wordings, at the beginning of a word."""
    return re.compile(rf"\b(?:{'|'.join(_compiled(wording).pattern for wording in wordings)})")


def _cue_dictionary(
    rows: Iterable[tuple[str, PathCue | None, bool]], place: re.Pattern[str] | None = None
) -> CueDictionary:
    """A dictionary of wordings; `place` is a compiled pattern for these and others, if there is one."""
    wordings = [CueWording(*row) for row in rows]
    known = ((each, _literal_prefixes(each.text)) for each in wordings)
    return CueDictionary(place or _place(each.text for each in wordings), openings_of(known))


def _place(texts: Iterable[str]) -> re.Pattern[str]:
    return place_of(frozenset().union(*map(_literal_prefixes, texts)))


def _cues_by_kind(table: _Table) -> dict[SectionKind, CueDictionary]:
    """The cues of each kind of section; kinds with the same rows share them, and all share one place."""
    place = _place(text for row in table.cue for text in (*row.before, *row.after))
    shared: dict[tuple[bool, ...], CueDictionary] = {}
    by_kind = {}
    for kind in SectionKind:
        rows = tuple(row.counts_in(kind) for row in table.cue)
        if rows not in shared:
            shared[rows] = _cue_dictionary(_cues(table, kind), place)
        by_kind[kind] = shared[rows]
    return by_kind


def _cues(table: _Table, kind: SectionKind) -> Iterator[tuple[str, PathCue | None, bool]]:
    for row in table.cue:
        if row.counts_in(kind):
            cue = PathCue(row.direction, any_of(row.sentence) if row.sentence else None)
            yield from ((text, cue, False) for text in row.before)
            yield from ((text, cue, True) for text in row.after)


@cache
def _literal_prefixes(wording: str) -> frozenset[str]:
    return frozenset(literal_prefixes(wording))


@cache
def _compiled(wording: str) -> re.Pattern[str]:
    return compiled(wording, _placeholders())


@cache
def _placeholders() -> Placeholders:
    return Placeholders(not_between=_table().stop.not_between, subjects=(), fields=())
