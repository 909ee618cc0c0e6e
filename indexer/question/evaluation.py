"""How well questions are understood: labelled questions in, figures and every miss out.

A file has one JSON object a line: `query`, its `kind`, the keys of Labels, and `accept`, a list of objects
that each have the keys in which another reading is just as right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from indexer.errors import ContentError
from indexer.labels import labelled_lines, ratio
from indexer.language.words import plain_stems
from indexer.question.names import JobNames
from indexer.question.rules import rules
from indexer.question.understanding import understand
from indexer.question.values import Question

_EXAMPLE = '{"query": "hnd art", "kind": "qualification", "qualification": ["hnd"], "words": ["art"]}'


class Without(msgspec.Struct, frozen=True):
    """What is not wanted: qualifications by their slugs, and routes."""

    qualification: tuple[str, ...] = ()
    route: tuple[str, ...] = ()


class Labels(msgspec.Struct, frozen=True):
    """The reading of a question, as a person or this program has it."""

    qualification: tuple[str, ...] = ()
    level: tuple[int, ...] = ()
    have: int | None = None
    without: Without = Without()
    route: tuple[str, ...] = ()
    jobs: tuple[tuple[str, ...], ...] = ()
    environment: tuple[str, ...] = ()
    exclude_words: tuple[str, ...] = ()
    aspect: str | None = None
    words: tuple[str, ...] = ()


class LabelledQuestion(msgspec.Struct, frozen=True):
    """A question and its right readings; `line` is its line in the file."""

    query: str
    kind: str
    right: tuple[Labels, ...]
    optional: tuple[str, ...]
    line: int


class Miss(msgspec.Struct, frozen=True):
    """A misread question, with the wanted and the read value of each key that differs."""

    line: int
    query: str
    kind: str
    differs: dict[str, tuple[object, object]]


class Score(msgspec.Struct, frozen=True):
    """How many questions of a kind were read right as a whole."""

    name: str
    right: int
    questions: int
    ratio: float


class QuestionEvaluation(msgspec.Struct, frozen=True):
    """The figures of each kind and of all, and every miss."""

    questions: int
    scores: tuple[Score, ...]
    misses: tuple[Miss, ...]


def labels_of(question: Question) -> Labels:
    """A question in the keys of labelled ones."""
    return Labels(
        qualification=question.qualifications,
        level=question.levels,
        have=question.have,
        without=Without(question.without_qualifications, question.without_routes),
        route=question.routes,
        jobs=question.jobs,
        environment=question.environments,
        exclude_words=question.exclude_words,
        aspect=question.aspect,
        words=tuple(word.meant for word in question.words),
    )


def evaluate_questions(labelled: Sequence[LabelledQuestion], names: JobNames) -> QuestionEvaluation:
    """Understand labelled questions and compare the readings with their labels."""
    misses = tuple(miss for each in labelled if (miss := _miss(each, names)))
    wrong = [miss.kind for miss in misses]
    kinds = [each.kind for each in labelled]
    scores = [_score(kind, kinds.count(kind), wrong.count(kind)) for kind in dict.fromkeys(kinds)]
    return QuestionEvaluation(len(labelled), (*scores, _score("all", len(kinds), len(wrong))), misses)


def read_labelled(path: Path) -> tuple[LabelledQuestion, ...]:
    """The labelled questions of a file; an error names the line that cannot be used."""
    return tuple(_labelled(line, path, number) for number, line in labelled_lines(path, "labelled questions"))


def evaluation_lines(evaluation: QuestionEvaluation) -> Iterator[str]:
    """Lines for an evaluation: a table of figures, then every miss."""
    yield f"{evaluation.questions} questions"
    yield f"{'':<16}{'right':>6}{'of':>6}{'ratio':>8}"
    for score in evaluation.scores:
        yield f"{score.name:<16}{score.right:>6}{score.questions:>6}{score.ratio:>8.3f}"
    for miss in evaluation.misses:
        keys = "; ".join(f"{key} {got} instead of {wanted}" for key, (wanted, got) in miss.differs.items())
        yield f"line {miss.line}, {miss.kind}, {miss.query!r}: {keys}"


class _Line(Labels, frozen=True):
    query: str = ""
    kind: str = ""
    accept: tuple[dict[str, msgspec.Raw], ...] = ()
    words_optional: tuple[str, ...] = ()


def _labelled(line: str, path: Path, number: int) -> LabelledQuestion:
    try:
        raw = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        read = msgspec.json.decode(line, type=_Line)
        right = [
            msgspec.json.decode(msgspec.json.encode({**raw, **other}), type=Labels) for other in read.accept
        ]
    except msgspec.DecodeError as error:
        message = f"this is not a labelled question ({error}); it must be like {_EXAMPLE}"
        raise ContentError(message, path=str(path), line=number) from error
    main = msgspec.json.decode(line, type=Labels)
    return LabelledQuestion(read.query, read.kind, (main, *right), read.words_optional, number)


def _score(name: str, questions: int, wrong: int) -> Score:
    return Score(name, questions - wrong, questions, ratio(questions - wrong, questions))


def _miss(labelled: LabelledQuestion, names: JobNames) -> Miss | None:
    question = understand(labelled.query, names)
    got = labels_of(question)
    named = [each.text for each in question.understood if each.ids]
    compared = [_differences(want, got, labelled, named) for want in _rights(labelled)]
    if not all(compared):
        return None
    return Miss(labelled.line, labelled.query, labelled.kind, min(compared, key=len))


def _rights(labelled: LabelledQuestion) -> Iterator[Labels]:
    """Every right reading; a plain question that names a job may also name none."""
    for right in labelled.right:
        yield right
        if labelled.kind == "plain" and right.jobs:
            yield msgspec.structs.replace(right, jobs=())


def _differences(
    want: Labels, got: Labels, labelled: LabelledQuestion, named: Sequence[str]
) -> dict[str, tuple[object, object]]:
    """Each key in which a reading differs from a right one, with both values."""
    found: dict[str, tuple[object, object]] = {}
    for key in ("qualification", "level", "route", "environment", "exclude_words"):
        wanted, read = getattr(want, key), getattr(got, key)
        if _set(wanted) != _set(read):
            found[key] = (wanted, read)
    for key in ("have", "aspect"):
        if getattr(want, key) != getattr(got, key):
            found[key] = (getattr(want, key), getattr(got, key))
    if not _same_without(want.without, got.without):
        found["without"] = (want.without, got.without)
    if not _same_jobs(want.jobs, got.jobs):
        found["jobs"] = ([ids[0] for ids in want.jobs], [ids[0] for ids in got.jobs])
    if difference := _words(want, got, labelled, named):
        found["words"] = difference
    return found


def _set(values: Iterable[object]) -> set[object]:
    return {stem for each in values for stem in (plain_stems(each) if isinstance(each, str) else (each,))}


def _same_without(want: Without, got: Without) -> bool:
    """Whether both leave out the same; a bachelor's and university, and an apprenticeship twice, are one."""
    return _either(want) == _either(got)


def _either(without: Without) -> set[str]:
    same = {"bachelors": "university"}
    return {same.get(each, each) for each in (*without.qualification, *without.route)}


def _same_jobs(want: Sequence[Sequence[str]], got: Sequence[Sequence[str]]) -> bool:
    return len(want) == len(got) and all(set(one) & set(other) for one, other in zip(want, got, strict=True))


def _words(
    want: Labels, got: Labels, labelled: LabelledQuestion, named: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The wanted and the read words, if they differ in any that counts."""
    wanted, read = _set(want.words), _set(got.words)
    neither = _filler() | _set(labelled.optional) | _set(named)
    if labelled.kind == "plain" and labelled.right[0].jobs and not got.jobs:
        neither |= read - wanted
    return None if wanted - neither == read - neither else (want.words, got.words)


def _filler() -> set[object]:
    return _set(rules().small | rules().careers)
