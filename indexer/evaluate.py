"""Evaluation of ranking against judged queries.

Judgments are tab-separated lines under a heading: `query, profile_id, grade` (1 to 3; other profiles have 0),
`query, expected_id` (the one right answer, with an optional `kind`), or `query, expected_on_first_page`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from indexer.engine import Searcher
from indexer.error_messages import about_file
from indexer.errors import ContentError, UsageError
from indexer.query import Query

DEPTH = 50
"""The number of results to judge for each query."""

RESAMPLES = 2000
SEED = 20_260_101
"""The seed of the bootstrap, fixed so that figures are the same on every run."""

MEASURES = {
    "nDCG@10": "nDCG@10",
    "success@1": "Success@1",
    "reciprocal rank@10": "RR@10",
    "recall@10": "R@10",
    "recall@50": "R@50",
}
"""The measures, with their names in ir-measures."""

ANSWERS = ("profile_id", "expected_id", "expected_on_first_page")
"""The possible names of the column with profile ids."""

ALL = "all"
"""The kind of all queries together."""

Values = Mapping[str, float]


class Judgment(msgspec.Struct, frozen=True):
    """A judged query: its text, the grades of profiles, and its kind."""

    query: str
    grades: Mapping[str, int]
    kind: str = ""


class Interval(msgspec.Struct, frozen=True):
    """A mean with its 95 % confidence interval."""

    mean: float
    low: float
    high: float


class Figures(msgspec.Struct, frozen=True):
    """The measures over all queries of a kind."""

    kind: str
    questions: int
    measures: Mapping[str, Interval]


class Answered(msgspec.Struct, frozen=True):
    """The measures of one query, and the profiles that it found."""

    query: str
    kind: str
    measures: Values
    found: tuple[str, ...]


class Evaluation(msgspec.Struct, frozen=True):
    """The figures of a run and their queries, to save as JSON and compare later."""

    generation: str
    figures: tuple[Figures, ...]
    answered: tuple[Answered, ...]


class MeasureChange(msgspec.Struct, frozen=True):
    """The change of a measure between two runs, query by query.

    `chance` is the p-value: how likely so large a change would be by chance.
    """

    kind: str
    measure: str
    questions: int
    change: Interval
    better: int
    worse: int
    chance: float


def judgments(path: Path) -> tuple[Judgment, ...]:
    """The judgments in a file; raises ContentError with path and line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"cannot be read as judgments: {about_file(error)}", path=str(path)) from error
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    heading = next(rows, [])
    column = next((name for name in ANSWERS if name in heading), "")
    if "query" not in heading or not column:
        message = f"the first line must name the columns: query, and one of {', '.join(ANSWERS)}"
        raise ContentError(message, path=str(path), line=1)
    grades: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for number, row in enumerate(rows, 2):
        if row:
            fields = _fields(heading, row, column, str(path), number)
            grades[fields["query"], fields.get("kind", "")][fields[column]] = _grade(
                fields, str(path), number
            )
    return tuple(Judgment(query, found, kind) for (query, kind), found in grades.items())


def evaluate(searcher: Searcher, judged: Iterable[Judgment]) -> Evaluation:
    """Run all judged queries and measure their results."""
    judged = tuple(judged)
    results = [searcher.search(Query(text=judgment.query, page_size=DEPTH)) for judgment in judged]
    found = [tuple(hit.id for hit in result.hits) for result in results]
    measured = measure(judged, found)
    answered = tuple(
        Answered(judgment.query, judgment.kind, values, ids)
        for judgment, values, ids in zip(judged, measured, found, strict=True)
    )
    generation = results[0].generation if results else ""
    return Evaluation(generation, tuple(_figures(answered)), answered)


def measure(judged: Sequence[Judgment], found: Sequence[Sequence[str]]) -> list[Values]:
    """The measures of each query, from the ids that it found, in order."""
    measures = _library()
    names = {measures.parse_measure(known): name for name, known in MEASURES.items()}
    relevant = [
        measures.Qrel(str(number), profile, grade)
        for number, judgment in enumerate(judged)
        for profile, grade in judgment.grades.items()
    ]
    ranked = [
        measures.ScoredDoc(str(number), profile, -place)
        for number, ids in enumerate(found)
        for place, profile in enumerate(ids)
    ]
    values: list[dict[str, float]] = [dict.fromkeys(MEASURES, 0.0) for _ in judged]
    for value in measures.iter_calc(list(names), relevant, ranked) if ranked else ():
        values[int(value.query_id)][names[value.measure]] = value.value
    return list(values)


def compare(before: Evaluation, after: Evaluation) -> tuple[MeasureChange, ...]:
    """The changes between two runs, by kind and measure, over their common queries."""
    old = {(answer.query, answer.kind): answer.measures for answer in before.answered}
    differences = []
    for kind, answers in _kinds(after.answered).items():
        pairs = [
            (old[key], answer.measures) for answer in answers if (key := (answer.query, answer.kind)) in old
        ]
        for name in MEASURES if pairs else ():
            changes = np.array([new[name] - was.get(name, 0.0) for was, new in pairs])
            differences.append(_difference(kind, name, changes))
    return tuple(differences)


def _fields(heading: Sequence[str], row: Sequence[str], column: str, path: str, line: int) -> dict[str, str]:
    fields = dict(zip(heading, row, strict=False))
    if len(row) > len(heading) or not fields.get("query") or not fields.get(column):
        raise ContentError(f"needs a query and a {column}, separated by a tab", path=path, line=line)
    return fields


def _grade(fields: Mapping[str, str], path: str, line: int) -> int:
    grade = fields.get("grade", "1")
    if not grade.isdecimal():
        raise ContentError(
            f"the grade {grade!r} is not a whole number; write one, such as 1", path=path, line=line
        )
    return int(grade)


def _library() -> Any:
    try:
        import ir_measures
    except ImportError as error:
        raise UsageError("measuring needs ir-measures; install profile-index[evaluate]") from error
    return ir_measures


def _kinds(answered: Iterable[Answered]) -> dict[str, list[Answered]]:
    """The answers of all queries, then those of each kind."""
    kinds: dict[str, list[Answered]] = {ALL: []}
    for answer in answered:
        kinds[ALL].append(answer)
        if answer.kind:
            kinds.setdefault(answer.kind, []).append(answer)
    return kinds


def _figures(answered: Sequence[Answered]) -> Iterable[Figures]:
    for kind, answers in _kinds(answered).items():
        values = {name: np.array([answer.measures[name] for answer in answers]) for name in MEASURES}
        if answers:
            yield Figures(kind, len(answers), {name: _interval(found) for name, found in values.items()})


def _interval(values: np.ndarray[Any, np.dtype[np.float64]]) -> Interval:
    """The mean with its 95 % bootstrap confidence interval."""
    draws = np.random.default_rng(SEED).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(values[draws].mean(axis=1), (2.5, 97.5))
    return Interval(round(float(values.mean()), 4), round(float(low), 4), round(float(high), 4))


def _difference(kind: str, name: str, changes: np.ndarray[Any, np.dtype[np.float64]]) -> MeasureChange:
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), (RESAMPLES, len(changes)))
    by_luck = np.abs((signs * changes).mean(axis=1)) >= abs(changes.mean()) - 1e-12
    return MeasureChange(
        kind=kind,
        measure=name,
        questions=len(changes),
        change=_interval(changes),
        better=int((changes > 0).sum()),
        worse=int((changes < 0).sum()),
        chance=round(float(by_luck.mean()), 4),
    )
