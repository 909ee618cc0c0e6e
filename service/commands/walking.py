"""The command that shows paths: which jobs lead where, from the index or from a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from indexer.errors import UsageError
from service.commands import options
from service.commands.editing import text_from_input

if TYPE_CHECKING:
    from indexer.engine import Searcher
    from indexer.paths import Paths


class Row(msgspec.Struct, frozen=True):
    """A job and the ids of those around it, as `paths --json` prints them."""

    id: str
    leads_to: tuple[str, ...]
    comes_from: tuple[str, ...]


def paths(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Profile ids; none prints all.", metavar="ID")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Read a text on this job from standard input.", metavar="TITLE")
    ] = None,
    index: options.Index = None,
    engine: options.Engine = None,
    as_json: options.Json = False,
) -> None:
    """Show which jobs each profile leads to and comes from; --json prints an object a line."""
    from service.commands.asking import opened
    from service.commands.printing import print_json, print_lines

    if title is not None and ids:
        raise UsageError("paths wants profile ids or --title with a text on standard input, not both")
    with opened(index=index, engine=engine) as asked:
        rows = list(_of_library(asked, ids or ()) if title is None else [_of_text(asked, title)])
    if not as_json:
        print_lines(line for row in rows for line in _lines(row))
        return
    for row in rows:
        print_json(row)


def _of_library(asked: Searcher, ids: Iterable[str]) -> Iterator[Row]:
    from indexer.paths import Names, paths_of

    catalogue = asked.catalogue()
    names = Names.of(catalogue)
    for profile_id in ids or [entry.id for entry in catalogue]:
        profile = asked.get(profile_id)
        if profile is None:
            raise UsageError(f"the index has no profile {profile_id!r}; search for its title to find its id")
        yield _row(profile_id, paths_of(profile, names))


def _of_text(asked: Searcher, title: str) -> Row:
    from indexer.paths import Names, paths_of
    from indexer.paths.evaluation import profile_of

    text = text_from_input()
    return _row("", paths_of(profile_of(title, text), Names.of(asked.catalogue())))


def _row(profile_id: str, found: Paths) -> Row:
    return Row(profile_id, found.leads_to, found.comes_from)


def _lines(row: Row) -> Iterator[str]:
    yield row.id or "the text"
    yield f"  leads to    {', '.join(row.leads_to) or 'no job of the library'}"
    yield f"  comes from  {', '.join(row.comes_from) or 'no job of the library'}"
