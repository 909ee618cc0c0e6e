"""The command for editors: check."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands import options

if TYPE_CHECKING:
    from indexer.check import Finding


class FindingsFormat(StrEnum):
    """How findings are printed: for people, for programs, or as annotations of a GitHub workflow."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


FormatOption = Annotated[
    FindingsFormat, typer.Option("--format", help="The format: text, JSON, or GitHub annotations.")
]


def check(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Folders and files of profiles.", show_default=False)
    ] = None,
    form: FormatOption = FindingsFormat.TEXT,
    as_json: options.JsonOption = False,
) -> None:
    """Check the profiles and list what to fix (exit code 1 if anything is found)."""
    from indexer.check import Level, findings
    from service.commands.printing import print_json, print_lines

    roots = [Path(each) for each in options.settings(profiles=paths).profiles]
    found = list(findings(roots))
    if as_json or form is FindingsFormat.JSON:
        print_json(found)
    else:
        print_lines(_annotations(found) if form is FindingsFormat.GITHUB else _lines(found))
    raise typer.Exit(1 if any(each.level is not Level.NOTE for each in found) else 0)


def _lines(found: list[Finding]) -> Iterator[str]:
    for each in found:
        place = f"{each.path}:{each.line}" if each.line else each.path
        yield f"{place}: {each.message} ({each.rule})"


COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
"""The workflow command of each level."""


def _annotations(found: list[Finding]) -> Iterator[str]:
    """Findings as workflow commands, as GitHub Actions reads them from a job's output."""
    for each in found:
        line = f",line={each.line}" if each.line else ""
        place = f"file={_property(each.path)}{line},title={_property(each.rule)}"
        yield f"::{COMMANDS[each.level]} {place}::{_data(each.message)}"


def _data(text: str) -> str:
    """A message as a workflow command may have it, on one line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
