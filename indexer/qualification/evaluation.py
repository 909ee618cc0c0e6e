"""Evaluation of the recognition of qualifications on labelled passages.

A file has one JSON object a line: `text`, `labels`, `optional` (labels that count neither way) and `kind`
(`plain`, or `hard:` and the reason). A label is a slug; some files have longer names for a few of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from indexer.errors import ContentError
from indexer.labels import labelled_lines, ratio
from indexer.qualification.recognition import qualifications_in
from indexer.qualification.taxonomy import BY_SLUG

LONGER_NAMES = {
    "bachelors-degree": "bachelors",
    "masters-degree": "masters",
    "postgraduate-qualification": "postgraduate",
    "vocational-certificate-or-diploma": "vocational-certificate",
}
"""Slugs of the longer names, after underscores have become hyphens."""


class LabelledPassage(msgspec.Struct, frozen=True):
    """A labelled passage, and its line in the file."""

    text: str
    labels: frozenset[str]
    optional: frozenset[str] = frozenset()
    kind: str = "plain"
    line: int | None = None


class QualificationMiss(msgspec.Struct, frozen=True):
    """A kind that was `missed` in a passage, or wrongly found (`extra`)."""

    line: int | None
    kind: str
    slug: str
    what: str
    text: str


class QualificationScore(msgspec.Struct, frozen=True):
    """The numbers of qualifications found, wrongly found, and missed."""

    name: str
    found: int
    extra: int
    missed: int
    precision: float
    recall: float
    f1: float


class QualificationEvaluation(msgspec.Struct, frozen=True):
    """The figures for all, plain and hard passages and for each kind, and every miss."""

    passages: int
    total: QualificationScore
    difficulty: tuple[QualificationScore, ...]
    types: tuple[QualificationScore, ...]
    misses: tuple[QualificationMiss, ...]


def evaluate_qualifications(passages: Sequence[LabelledPassage]) -> QualificationEvaluation:
    """Compare the recognised qualifications of passages with their labels."""
    found = [_recognised(passage) for passage in passages]
    pairs = list(zip(passages, found, strict=True))
    levels = sorted({_difficulty(passage) for passage in passages}, reverse=True)
    named = {slug for passage, slugs in pairs for slug in passage.labels | slugs}
    return QualificationEvaluation(
        passages=len(passages),
        total=_score("all", pairs),
        difficulty=tuple(
            _score(level, [pair for pair in pairs if _difficulty(pair[0]) == level]) for level in levels
        ),
        types=tuple(_score(slug, pairs, {slug}) for slug in BY_SLUG if slug in named),
        misses=tuple(miss for passage, slugs in pairs for miss in _misses(passage, slugs)),
    )


def read_passages(path: Path) -> tuple[LabelledPassage, ...]:
    """The labelled passages of a file; raises ContentError with path and line."""
    return tuple(_passage(line, path, number) for number, line in labelled_lines(path, "labelled passages"))


def evaluation_lines(evaluation: QualificationEvaluation) -> Iterator[str]:
    """Lines for an evaluation: a table of figures, then every miss."""
    yield f"{evaluation.passages} passages"
    yield f"{'':<24}{'precision':>10}{'recall':>8}{'F1':>7}{'found':>7}{'extra':>7}{'missed':>8}"
    for score in (*evaluation.types, *evaluation.difficulty, evaluation.total):
        figures = f"{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>7.3f}"
        yield f"{score.name:<24}{figures}{score.found:>7}{score.extra:>7}{score.missed:>8}"
    for miss in evaluation.misses:
        yield f"line {miss.line}, {miss.kind}: {miss.what} {miss.slug} in: {miss.text}"


class _PassageLine(msgspec.Struct):
    text: str
    labels: list[str]
    optional: list[str] = []
    kind: str = "plain"


def _passage(line: str, path: Path, number: int) -> LabelledPassage:
    try:
        read = msgspec.json.decode(line, type=_PassageLine)
        return LabelledPassage(read.text, _slugs(read.labels), _slugs(read.optional), read.kind, number)
    except msgspec.DecodeError as error:
        message = 'this is not a labelled passage; write it like {"text": "...", "labels": ["hnd"]}'
        raise ContentError(message, path=str(path), line=number) from error
    except ValueError as error:
        raise ContentError(f"this is not a labelled passage: {error}", path=str(path), line=number) from error


def _slugs(labels: Iterable[str]) -> frozenset[str]:
    names = [label.replace("_", "-") for label in labels]
    slugs = frozenset(LONGER_NAMES.get(name, name) for name in names)
    if unknown := slugs - BY_SLUG.keys():
        raise ValueError(f"there is no qualification called {' or '.join(sorted(unknown))}")
    return slugs


def _recognised(passage: LabelledPassage) -> frozenset[str]:
    """The kinds found in a passage, with broader ones and without optional ones."""
    slugs = {mention.slug for mention in qualifications_in(passage.text)}
    slugs |= {broader for slug in slugs if (broader := BY_SLUG[slug].broader)}
    return frozenset(slugs - (passage.optional - passage.labels))


def _difficulty(passage: LabelledPassage) -> str:
    return passage.kind.partition(":")[0]


def _score(
    name: str, pairs: Iterable[tuple[LabelledPassage, frozenset[str]]], only: set[str] | None = None
) -> QualificationScore:
    found = extra = missed = 0
    for passage, slugs in pairs:
        wanted, got = (passage.labels, slugs) if only is None else (passage.labels & only, slugs & only)
        found += len(wanted & got)
        extra += len(got - wanted)
        missed += len(wanted - got)
    precision, recall = ratio(found, found + extra), ratio(found, found + missed)
    f1 = ratio(2 * found, 2 * found + extra + missed)
    return QualificationScore(name, found, extra, missed, precision, recall, f1)


def _misses(passage: LabelledPassage, slugs: frozenset[str]) -> Iterator[QualificationMiss]:
    for what, missing in (("missed", passage.labels - slugs), ("extra", slugs - passage.labels)):
        for slug in sorted(missing):
            yield QualificationMiss(passage.line, passage.kind, slug, what, passage.text)
