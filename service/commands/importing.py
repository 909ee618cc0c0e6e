"""The command that imports other people's pages and exports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands import options
from service.terminal import visible

if TYPE_CHECKING:
    from indexer.importing.values import ImportedPage, ImportReport


def import_(
    sources: Annotated[
        list[Path],
        typer.Argument(help="Folders and files of pages, and exports.", metavar="SOURCE", show_default=False),
    ],
    to: Annotated[
        Path, typer.Option("--to", help="The folder for the profiles.", metavar="DIR", show_default=False)
    ],
    mapping: Annotated[
        Path | None,
        typer.Option("--map", help="A mapping that says what fields and headings mean.", metavar="FILE"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite existing files.")] = False,
    as_json: options.JsonOption = False,
) -> None:
    """Import pages and exports as Markdown profiles, and print the mapping used."""
    from indexer.importing.exports.mapping import read_mapping
    from indexer.importing.run import import_profiles

    given = read_mapping(mapping) if mapping else None
    report = import_profiles(sources, to, given, force=force)
    _print(report, as_json)
    refused = any(page.outcome == "refused" for page in report.pages)
    raise typer.Exit(1 if refused or not any(page.target for page in report.pages) else 0)


def _print(report: ImportReport, as_json: bool) -> None:
    """Print the mapping, to be kept in a file, and the report beside it."""
    from service.commands.printing import print_json

    if as_json:
        print_json(report)
        return
    for line in _lines(report):
        typer.echo(visible(line), err=True)
    typer.echo(report.mapping, nl=False)


def _lines(report: ImportReport) -> Iterator[str]:
    """What became of each page, and the counts."""
    from indexer.importing.values import Outcome

    for page in report.pages:
        yield f"{page.place}: {'; '.join(_said(page))}"
    yield ", ".join(f"{report.count(outcome):,} {outcome}" for outcome in Outcome)


def _said(page: ImportedPage) -> Iterator[str]:
    yield f"{page.outcome} {page.target}".strip()
    if page.problem:
        yield page.problem
    for what, names in (("kept", page.kept), ("mapped", page.mapped), ("left out", page.left_out)):
        if names:
            yield f"{what} {', '.join(names)}"
