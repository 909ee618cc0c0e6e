"""Commands for those who write profiles and tune the search: check, evaluate, qualifications."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from indexer.errors import UsageError
from service.commands import options

if TYPE_CHECKING:
    from indexer.evaluate import Evaluation


def evaluate(
    judgments: Annotated[
        Path | None, typer.Argument(help="Judged questions.", metavar="JUDGMENTS.tsv", show_default=False)
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="What an earlier run printed with --json.", metavar="RUN.json")
    ] = None,
    index: options.Index = None,
    engine: options.Engine = None,
    as_json: options.Json = False,
) -> None:
    """Measure how good the order of results is, and how it differs from an earlier run."""
    from indexer import evaluate as evaluation
    from service.commands.asking import opened
    from service.commands.printing import difference_lines, figures_lines, print_json, print_lines

    if judgments is None:
        raise UsageError("name a file of judged questions: profile-index evaluate JUDGMENTS.tsv")
    judged = evaluation.judgments(judgments)
    before = _run_before(compare) if compare else None
    with opened(index=index, engine=engine) as asked:
        after = evaluation.evaluate(asked, judged)
    differences = evaluation.compare(before, after) if before else ()
    if as_json:
        print_json(after)
    else:
        print_lines([*figures_lines(after.figures), *difference_lines(differences)])


def qualifications(as_json: options.Json = False) -> None:
    """Recognise the qualifications in a text from standard input; --json prints a line for each."""
    from indexer.qualification import qualifications_in
    from service.commands.printing import print_json, print_lines

    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"the text is not UTF-8: {error.reason} at byte {error.start}") from error
    found = qualifications_in(text)
    if not as_json:
        print_lines(f"{each.slug:<24} {each.role:<14} {each.text}" for each in found)
        return
    for mention in found:
        print_json(mention)


def _run_before(path: Path) -> Evaluation:
    from indexer.evaluate import Evaluation

    try:
        return msgspec.json.decode(path.read_bytes(), type=Evaluation)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"{path} cannot be read as an earlier run (evaluate --json): {error}") from error
