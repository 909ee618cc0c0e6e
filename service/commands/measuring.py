"""The command that measures search and recognition: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from indexer.error_messages import about_file
from indexer.errors import UsageError
from service.commands import measured_recognition as recognition
from service.commands import options

if TYPE_CHECKING:
    from indexer.evaluate import Evaluation

EXACTLY_ONE = (
    "give evaluate either JUDGMENTS.tsv, or one of --qualifications, --ways, --paths, --categories "
    "and --questions with a FILE.jsonl"
)

JudgmentsArgument = Annotated[
    Path | None,
    typer.Argument(
        help="Queries with judged results: measure search.", metavar="JUDGMENTS.tsv", show_default=False
    ),
]
CompareOption = Annotated[
    Path | None,
    typer.Option(help="The --json output of an earlier run, to compare with.", metavar="RUN.json"),
]


def _file(words: str) -> Any:
    """An option that names a file of labelled texts."""
    return typer.Option(help=words, metavar="FILE.jsonl")


def evaluate(
    judgments: JudgmentsArgument = None,
    compare: CompareOption = None,
    qualifications: Annotated[Path | None, _file("Labelled passages: measure qualifications.")] = None,
    ways: Annotated[Path | None, _file("Labelled texts: measure ways in.")] = None,
    paths: Annotated[Path | None, _file("Labelled texts: measure paths.")] = None,
    categories: Annotated[Path | None, _file("Labelled titles: measure derived categories.")] = None,
    questions: Annotated[Path | None, _file("Labelled questions: measure how they are understood.")] = None,
    profiles: options.ProfilesOption = None,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Measure search against judgments, or recognition against labelled texts."""
    _refuse_unless_one(judgments, qualifications, ways, paths, categories, questions)
    if judgments is not None:
        _evaluate_order(judgments, compare, index, engine, as_json)
    if qualifications is not None:
        recognition.of_qualifications(qualifications, as_json)
    if ways is not None:
        recognition.of_ways(ways, profiles, as_json)
    if paths is not None:
        recognition.of_paths(paths, index, engine, as_json)
    if categories is not None:
        recognition.of_categories(categories, as_json)
    if questions is not None:
        recognition.of_questions(questions, index, engine, as_json)


def _refuse_unless_one(*given: Path | None) -> None:
    if given.count(None) != len(given) - 1:
        raise UsageError(EXACTLY_ONE)


def _evaluate_order(
    judgments: Path, compare: Path | None, index: str | None, engine: str | None, as_json: bool
) -> None:
    from indexer.evaluate import compare as compared
    from indexer.evaluate import evaluate as measured
    from indexer.evaluate import judgments as read_judgments
    from service.commands.asking import opened
    from service.commands.printing import difference_lines, figures_lines, print_json, print_lines

    judged = read_judgments(judgments)
    before = _run_before(compare) if compare else None
    with opened(index=index, engine=engine) as asked:
        after = measured(asked.searcher(), judged)
    if as_json:
        print_json(after)
        return
    print_lines(figures_lines(after.figures))
    print_lines(difference_lines(compared(before, after) if before else ()))


def _run_before(path: Path) -> Evaluation:
    from indexer.evaluate import Evaluation

    refused = f"{path} cannot be read as an earlier run"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Evaluation)
    except OSError as error:
        raise UsageError(f"{refused}: {about_file(error)}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{refused}: it is not the output of evaluate --json") from error
