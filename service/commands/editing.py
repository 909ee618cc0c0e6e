"""Commands for those who write profiles and tune the search: check, evaluate, qualifications."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from indexer.complaints import about_file
from indexer.errors import UsageError
from service.commands import options

if TYPE_CHECKING:
    from indexer.check import Finding
    from indexer.evaluate import Evaluation


def check(
    paths: Annotated[list[str] | None, typer.Argument(help="Folders and files.", show_default=False)] = None,
    as_json: options.Json = False,
) -> None:
    """Say what an editor should mend in the profiles; exit code 1 where there is something."""
    from service.commands.printing import print_json, print_lines

    roots = [Path(each) for each in options.settings(profiles=paths).profiles]
    found = list(findings(roots))
    if as_json:
        print_json(found)
    else:
        places = (f"{each.path}:{each.line}" if each.line else each.path for each in found)
        print_lines(
            f"{place}: {each.message} ({each.rule})" for place, each in zip(places, found, strict=True)
        )
    raise typer.Exit(1 if found else 0)


def evaluate(
    judgments: Annotated[
        Path | None, typer.Argument(help="Judged questions.", metavar="JUDGMENTS.tsv", show_default=False)
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="What an earlier run printed with --json.", metavar="RUN.json")
    ] = None,
    qualifications: Annotated[
        Path | None, typer.Option(help="Labelled passages: measure recognition.", metavar="FILE.jsonl")
    ] = None,
    paths: Annotated[
        Path | None, typer.Option(help="Labelled texts: measure paths.", metavar="FILE.jsonl")
    ] = None,
    index: options.Index = None,
    engine: options.Engine = None,
    as_json: options.Json = False,
) -> None:
    """Measure how good the order of results is, or the recognition of qualifications or of paths."""
    from indexer import evaluate as evaluation
    from service.commands.asking import opened
    from service.commands.printing import difference_lines, figures_lines, print_json, print_lines

    if [judgments, qualifications, paths].count(None) != 2:
        raise UsageError(
            "evaluate wants JUDGMENTS.tsv, or --qualifications FILE.jsonl, or --paths FILE.jsonl"
        )
    if paths is not None:
        _evaluate_paths(paths, index, engine, as_json)
        return
    if judgments is None:
        _evaluate_recognition(Path(str(qualifications)), as_json)
        return
    judged = evaluation.judgments(judgments)
    before = _run_before(compare) if compare else None
    with opened(index=index, engine=engine) as asked:
        after = evaluation.evaluate(asked, judged)
    if as_json:
        print_json(after)
        return
    print_lines(figures_lines(after.figures))
    print_lines(difference_lines(evaluation.compare(before, after) if before else ()))


def qualifications(as_json: options.Json = False) -> None:
    """Recognise the qualifications in a text from standard input; --json prints a line for each."""
    from indexer.qualification import qualifications_in
    from service.commands.printing import print_json, print_lines

    found = qualifications_in(text_from_input())
    if not as_json:
        print_lines(f"{each.slug:<24} {each.role:<14} {each.text}" for each in found)
        return
    for mention in found:
        print_json(mention)


def findings(roots: list[Path]) -> Iterator[Finding]:
    """What is to be mended in the content below some roots, what cannot be read among it."""
    from indexer.check import Finding, check
    from indexer.corpus import Corpus
    from indexer.errors import ContentError

    corpus = Corpus(roots)
    sources = corpus.fingerprints()
    try:
        corpus.synonyms()
    except ContentError as error:
        yield Finding(error.path, error.line, "unreadable", error.message)
    for profile in (*corpus.refused(), *corpus.read(sources)):
        if isinstance(profile, ContentError):
            yield Finding(profile.path, profile.line, "unreadable", profile.message)
        else:
            yield from check(profile)


def _evaluate_recognition(path: Path, as_json: bool) -> None:
    from indexer.qualification.evaluation import evaluate_qualifications, evaluation_lines, read_passages
    from service.commands.printing import print_json, print_lines

    evaluation = evaluate_qualifications(read_passages(path))
    if as_json:
        print_json(evaluation)
    else:
        print_lines(evaluation_lines(evaluation))


def _evaluate_paths(path: Path, index: str | None, engine: str | None, as_json: bool) -> None:
    from indexer.paths import Names
    from indexer.paths.evaluation import evaluate_paths, evaluation_lines, read_labelled
    from service.commands.asking import opened
    from service.commands.printing import print_json, print_lines

    texts = read_labelled(path)
    with opened(index=index, engine=engine) as asked:
        evaluation = evaluate_paths(texts, Names.of(asked.catalogue()), asked.get)
    if as_json:
        print_json(evaluation)
    else:
        print_lines(evaluation_lines(evaluation))


def text_from_input() -> str:
    """The text on standard input; raises UsageError where it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UsageError(f"the text is not UTF-8 in line {line}; save it as UTF-8") from error


def _run_before(path: Path) -> Evaluation:
    from indexer.evaluate import Evaluation

    refused = f"{path} cannot be read as an earlier run"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Evaluation)
    except OSError as error:
        raise UsageError(f"{refused}: {about_file(error)}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{refused}: it is not what evaluate prints with --json; make it anew") from error
