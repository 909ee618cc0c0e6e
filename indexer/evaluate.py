"""How good the order of results is: judged questions in, figures out.

Judgments are lines of tab-separated values under a heading: `query, profile_id, grade` (1 to 3, what is not
listed is 0), `query, expected_id` (the one right answer, perhaps with a `kind`), or
`query, expected_on_first_page`.
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
"""How many results are looked at."""

RESAMPLES = 2000
SEED = 20_260_101
"""Drawn anew so many times, from the same seed, so that figures are the same on every run."""

MEASURES = {
    "nDCG@10": "nDCG@10",
    "success@1": "Success@1",
    "reciprocal rank@10": "RR@10",
    "recall@10": "R@10",
    "recall@50": "R@50",
}
"""What is measured, and what the library that measures calls it."""

ANSWERS = ("profile_id", "expected_id", "expected_on_first_page")
"""What the column with the profiles may be called."""

ALL = "all"
"""The kind that every question belongs to."""

Values = Mapping[str, float]


class Judgment(msgspec.Struct, frozen=True):
    """A question, the profiles that answer it with their grades, and its kind."""

    query: str
    grades: Mapping[str, int]
    kind: str = ""


class Interval(msgspec.Struct, frozen=True):
    """A mean, and the range that it lies in with 95 % confidence."""

    mean: float
    low: float
    high: float


class Figures(msgspec.Struct, frozen=True):
    """The measures over all questions of a kind."""

    kind: str
    questions: int
    measures: Mapping[str, Interval]


class Answered(msgspec.Struct, frozen=True):
    """A question's own measures, and the profiles that were found."""

    query: str
    kind: str
    measures: Values
    found: tuple[str, ...]


class Evaluation(msgspec.Struct, frozen=True):
    """The figures and what they were made from. Saved as JSON, later runs are compared with it."""

    generation: str
    figures: tuple[Figures, ...]
    answered: tuple[Answered, ...]


class MeasureChange(msgspec.Struct, frozen=True):
    """How a measure changed between two runs, question by question.

    `chance` is how likely so large a difference is where nothing has changed but luck.
    """

    kind: str
    measure: str
    questions: int
    change: Interval
    better: int
    worse: int
    chance: float


def judgments(path: Path) -> tuple[Judgment, ...]:
    """The judgments in a file; raises ContentError with path and line where they cannot be read."""
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
    """Ask every question and measure the answers."""
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
    """The measures of each question, from the ids that were found for it in their order."""
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
    """How the questions that both runs asked changed, by kind and measure."""
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
        raise ContentError(f"the grade {grade!r} is not a whole number", path=path, line=line)
    return int(grade)


def _library() -> Any:
    try:
        import ir_measures
    except ImportError as error:
        raise UsageError("measuring needs ir-measures; install profile-index[evaluate]") from error
    return ir_measures


def _kinds(answered: Iterable[Answered]) -> dict[str, list[Answered]]:
    """The answers of each kind, after those of all together."""
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
    """The mean, and where 95 % of the means lie when the questions are drawn anew with repetition."""
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
