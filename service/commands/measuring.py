"""The command that measures search and recognition: evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from indexer.complaints import about_file
from indexer.errors import UsageError
from service.commands import options

if TYPE_CHECKING:
    from indexer.evaluate import Evaluation

EXACTLY_ONE = (
    "give evaluate either JUDGMENTS.tsv, or one of --qualifications, --ways and --paths with a FILE.jsonl"
)


def evaluate(
    judgments: Annotated[
        Path | None, typer.Argument(help="Judged queries.", metavar="JUDGMENTS.tsv", show_default=False)
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="The --json output of an earlier run.", metavar="RUN.json")
    ] = None,
    qualifications: Annotated[
        Path | None,
        typer.Option(
            help="Labelled passages; measures the recognition of qualifications.", metavar="FILE.jsonl"
        ),
    ] = None,
    ways: Annotated[
        Path | None,
        typer.Option(help="Labelled texts; measures the recognition of ways in.", metavar="FILE.jsonl"),
    ] = None,
    paths: Annotated[
        Path | None,
        typer.Option(help="Labelled texts; measures the recognition of paths.", metavar="FILE.jsonl"),
    ] = None,
    profiles: options.Profiles = None,
    index: options.Index = None,
    engine: options.Engine = None,
    as_json: options.Json = False,
) -> None:
    """Measure ranking, or the recognition of qualifications, ways in or paths."""
    if [judgments, qualifications, ways, paths].count(None) != 3:
        raise UsageError(EXACTLY_ONE)
    if judgments is not None:
        _evaluate_order(judgments, compare, index, engine, as_json)
    if qualifications is not None:
        _evaluate_recognition(qualifications, as_json)
    if ways is not None:
        _evaluate_ways(ways, profiles, as_json)
    if paths is not None:
        _evaluate_paths(paths, index, engine, as_json)


def _evaluate_order(
    judgments: Path, compare: Path | None, index: str | None, engine: str | None, as_json: bool
) -> None:
    from indexer import evaluate as evaluation
    from service.commands.asking import opened
    from service.commands.printing import difference_lines, figures_lines, print_json, print_lines

    judged = evaluation.judgments(judgments)
    before = _run_before(compare) if compare else None
    with opened(index=index, engine=engine) as asked:
        after = evaluation.evaluate(asked.searcher(), judged)
    if as_json:
        print_json(after)
        return
    print_lines(figures_lines(after.figures))
    print_lines(difference_lines(evaluation.compare(before, after) if before else ()))


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
    """The requirements text of every profile in some roots, by profile id."""
    from indexer.corpus import Corpus
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


def _run_before(path: Path) -> Evaluation:
    from indexer.evaluate import Evaluation

    refused = f"{path} cannot be read as an earlier run"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Evaluation)
    except OSError as error:
        raise UsageError(f"{refused}: {about_file(error)}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{refused}: it is not the output of evaluate --json") from error
