"""The command for editors: check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands import options

if TYPE_CHECKING:
    from indexer.check import Finding


def check(
    paths: Annotated[list[str] | None, typer.Argument(help="Folders and files.", show_default=False)] = None,
    as_json: options.JsonOption = False,
) -> None:
    """Check the profiles and list what to fix (exit code 1 if anything is found)."""
    from indexer.check import Level
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
    raise typer.Exit(1 if any(each.level is Level.WARNING for each in found) else 0)


def findings(roots: list[Path]) -> Iterator[Finding]:
    """What to fix in the content of some roots, unreadable files included."""
    from indexer.check import Finding, check, waiting, withheld
    from indexer.errors import ContentError
    from indexer.library.corpus import Corpus

    corpus = Corpus(roots)
    sources = corpus.fingerprints()
    try:
        corpus.synonyms()
    except ContentError as error:
        yield Finding(error.path, error.line, "unreadable", error.message)
    held_back = corpus.held_back()
    yield from map(waiting, held_back)
    yield from (withheld(path, line, remark) for path, line, remark in corpus.remarks())
    for profile in (*corpus.refused(), *corpus.read([*sources, *(each.source for each in held_back)])):
        if isinstance(profile, ContentError):
            yield Finding(profile.path, profile.line, "unreadable", profile.message)
        else:
            yield from check(profile)
