"""Evaluation of the recognition of paths on labelled texts.

A file has one JSON object a line. `from` is `own` (with `title` and `text`), or a word, a colon and the id of
a profile in the library. `leads_to` and `comes_from` list paths with `id`, `also` (other ids that are just as
right) and `strength`: `named` ones count, `near` ones count neither way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path as File
from typing import Literal

import msgspec

from indexer.errors import ContentError, UsageError
from indexer.labels import labelled_lines, ratio
from indexer.paths.names import Names
from indexer.paths.recognition import steps
from indexer.paths.values import Direction, Step
from indexer.profile import Profile, Section, SectionKind

_EXAMPLE = '{"id": "...", "title": "...", "text": "...", "leads_to": [{"id": "chef"}], "comes_from": []}'

Lookup = Callable[[str], Profile | None]
"""Finds a profile of the library by its id."""


class PathLabel(msgspec.Struct, frozen=True):
    """A labelled path: the right profile, and others that are just as right."""

    id: str
    also: tuple[str, ...] = ()
    strength: Literal["named", "near"] = "named"

    @property
    def right(self) -> frozenset[str]:
        """All ids that are right for the label."""
        return frozenset((self.id, *self.also))


class TextWithPaths(msgspec.Struct, frozen=True, rename={"source": "from"}):
    """A labelled text, or the profile that has it, with all its paths.

    `line` is its line in the file.
    """

    id: str
    source: str = "own"
    title: str = ""
    text: str = ""
    leads_to: tuple[PathLabel, ...] = ()
    comes_from: tuple[PathLabel, ...] = ()
    line: int | None = None


class PathMiss(msgspec.Struct, frozen=True):
    """A path that was `missed`, or wrongly found (`extra`)."""

    line: int | None
    id: str
    direction: Direction
    profile_id: str
    what: str
    text: str = ""


class PathScore(msgspec.Struct, frozen=True):
    """The numbers of paths in a direction that were found, wrongly found, and missed."""

    name: str
    found: int
    extra: int
    missed: int
    precision: float
    recall: float


class PathEvaluation(msgspec.Struct, frozen=True):
    """The figures of both directions and of all, and every miss."""

    texts: int
    scores: tuple[PathScore, ...]
    misses: tuple[PathMiss, ...]


def evaluate_paths(texts: Sequence[TextWithPaths], names: Names, lookup: Lookup) -> PathEvaluation:
    """Compare the recognised paths of labelled texts with their labels."""
    counts = {way: [0, 0, 0] for way in Direction}
    misses: list[PathMiss] = []
    for text in texts:
        found = steps(_profile(text, lookup), names)
        for way in Direction:
            wrong = list(_compared(text, way, [step for step in found if step.direction is way]))
            named = sum(label.strength == "named" for label in _labels(text, way))
            missed = sum(miss.what == "missed" for miss in wrong)
            for index, more in enumerate((named - missed, len(wrong) - missed, missed)):
                counts[way][index] += more
            misses += wrong
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    scores = (*(_score(way.value, *counts[way]) for way in Direction), _score("all", *total))
    return PathEvaluation(len(texts), scores, tuple(misses))


def read_labelled(path: File) -> tuple[TextWithPaths, ...]:
    """The labelled texts of a file; raises ContentError with path and line."""
    return tuple(_labelled(line, path, number) for number, line in labelled_lines(path, "labelled texts"))


def evaluation_lines(evaluation: PathEvaluation) -> Iterator[str]:
    """Lines for an evaluation: a table of figures, then every miss."""
    yield f"{evaluation.texts} texts"
    yield f"{'':<12}{'precision':>10}{'recall':>8}{'found':>7}{'extra':>7}{'missed':>8}"
    for score in evaluation.scores:
        figures = f"{score.precision:>10.3f}{score.recall:>8.3f}"
        yield f"{score.name:<12}{figures}{score.found:>7}{score.extra:>7}{score.missed:>8}"
    for miss in evaluation.misses:
        quoted = f" in: {miss.text}" if miss.text else ""
        yield f"line {miss.line}, {miss.id}: {miss.what} {miss.direction} {miss.profile_id}{quoted}"


def _labelled(line: str, path: File, number: int) -> TextWithPaths:
    try:
        return msgspec.structs.replace(msgspec.json.decode(line, type=TextWithPaths), line=number)
    except msgspec.DecodeError as error:
        message = f"this is not a labelled text; write it like {_EXAMPLE}"
        raise ContentError(message, path=str(path), line=number) from error


def _profile(text: TextWithPaths, lookup: Lookup) -> Profile:
    if text.source == "own":
        return profile_of(text.title, text.text)
    profile_id = text.source.rpartition(":")[2]
    if profile := lookup(profile_id):
        return profile
    raise UsageError(f"line {text.line} is about the profile {profile_id}, which the index does not have")


def profile_of(title: str, text: str) -> Profile:
    """A text as a profile of one section."""
    return Profile("", title, (Section(SectionKind.OTHER, "", text),))


def _labels(text: TextWithPaths, way: Direction) -> tuple[PathLabel, ...]:
    return text.leads_to if way is Direction.LEADS_TO else text.comes_from


def _compared(text: TextWithPaths, way: Direction, found: Sequence[Step]) -> Iterator[PathMiss]:
    ids = {step.profile_id for step in found}
    labels = _labels(text, way)
    for label in labels:
        if label.strength == "named" and not label.right & ids:
            yield PathMiss(text.line, text.id, way, label.id, "missed")
    right = frozenset().union(*(label.right for label in labels))
    for step in found:
        if step.profile_id not in right:
            yield PathMiss(text.line, text.id, way, step.profile_id, "extra", step.text)


def _score(name: str, found: int, extra: int, missed: int) -> PathScore:
    return PathScore(name, found, extra, missed, ratio(found, found + extra), ratio(found, found + missed))
