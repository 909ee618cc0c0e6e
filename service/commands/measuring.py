"""The command that measures search and recognition against human judgments: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from indexer.error_messages import about_file
from indexer.errors import UsageError
from service.commands import options

if TYPE_CHECKING:
    from indexer.evaluate import Evaluation

EXACTLY_ONE = (
    "evaluate wants JUDGMENTS.tsv or one of --qualifications, --ways, --paths and --questions "
    "with a FILE.jsonl"
)


def _file(words: str) -> Any:
    """An option that names a file of labelled texts."""
    return typer.Option(help=words, metavar="FILE.jsonl")


def evaluate(
    judgments: Annotated[
        Path | None, typer.Argument(help="Judged queries.", metavar="JUDGMENTS.tsv", show_default=False)
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="The --json output of an earlier run.", metavar="RUN.json")
    ] = None,
    qualifications: Annotated[Path | None, _file("Labelled passages: measure recognition.")] = None,
    ways: Annotated[Path | None, _file("Labelled texts: measure ways in.")] = None,
    paths: Annotated[Path | None, _file("Labelled texts: measure paths.")] = None,
    questions: Annotated[Path | None, _file("Labelled questions: measure understanding.")] = None,
    profiles: options.ProfilesOption = None,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Measure the order of results, or what is recognised: qualifications, ways in, paths, questions."""
    if [judgments, qualifications, ways, paths, questions].count(None) != 4:
        raise UsageError(EXACTLY_ONE)
    if judgments is not None:
        _evaluate_order(judgments, compare, index, engine, as_json)
    if qualifications is not None:
        _evaluate_recognition(qualifications, as_json)
    if ways is not None:
        _evaluate_ways(ways, profiles, as_json)
    if paths is not None:
        _evaluate_paths(paths, index, engine, as_json)
    if questions is not None:
        _evaluate_questions(questions, index, engine, as_json)


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


def _evaluate_recognition(path: Path, as_json: bool) -> None:
    from indexer.qualification.evaluation import evaluate_qualifications, evaluation_lines, read_passages
    from service.commands.printing import print_either

    evaluation = evaluate_qualifications(read_passages(path))
    print_either(evaluation, evaluation_lines(evaluation), as_json)


def _evaluate_ways(path: Path, profiles: list[str] | None, as_json: bool) -> None:
    from indexer.ways.evaluation import evaluate_ways, read_labelled, way_evaluation_lines
    from service.commands.printing import print_either

    roots = [Path(each) for each in options.settings(profiles=profiles).profiles] if profiles else []
    evaluation = evaluate_ways(read_labelled(path, _requirements(roots)))
    print_either(evaluation, way_evaluation_lines(evaluation), as_json)


def _requirements(roots: list[Path]) -> dict[str, str]:
    """The requirements of every profile below some roots, by the profile's id."""
    from indexer.library.corpus import Corpus
    from indexer.profile import Profile
    from indexer.ways.evaluation import requirements_of

    corpus = Corpus(roots)
    read = corpus.read(corpus.fingerprints()) if roots else ()
    return {profile.id: requirements_of(profile) for profile in read if isinstance(profile, Profile)}


def _evaluate_paths(path: Path, index: str | None, engine: str | None, as_json: bool) -> None:
    from indexer.paths import Names
    from indexer.paths.evaluation import evaluate_paths, evaluation_lines, read_labelled
    from service.commands.asking import opened
    from service.commands.printing import print_either

    texts = read_labelled(path)
    with opened(index=index, engine=engine) as asked:
        searcher = asked.searcher()
        evaluation = evaluate_paths(texts, Names.of(searcher.catalogue()), searcher.get)
    print_either(evaluation, evaluation_lines(evaluation), as_json)


def _evaluate_questions(path: Path, index: str | None, engine: str | None, as_json: bool) -> None:
    from indexer.question import JobNames
    from indexer.question.evaluation import evaluate_questions, evaluation_lines, read_labelled
    from service.commands.asking import opened
    from service.commands.printing import print_either

    labelled = read_labelled(path)
    with opened(index=index, engine=engine) as asked:
        names = JobNames(asked.searcher().catalogue(), asked.synonyms())
    evaluation = evaluate_questions(labelled, names)
    print_either(evaluation, evaluation_lines(evaluation), as_json)


def _run_before(path: Path) -> Evaluation:
    from indexer.evaluate import Evaluation

    refused = f"{path} cannot be read as an earlier run"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Evaluation)
    except OSError as error:
        raise UsageError(f"{refused}: {about_file(error)}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{refused}: it is not the output of evaluate --json") from error
