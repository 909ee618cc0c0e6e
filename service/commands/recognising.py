"""Commands that print what is recognised in a text: qualifications, ways, paths."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from indexer.errors import UsageError
from service.commands import options

if TYPE_CHECKING:
    from indexer.engine import Searcher
    from indexer.paths import Paths


def qualifications(as_json: options.JsonOption = False) -> None:
    """List the qualifications in a text from standard input.

    --json prints one object per line.
    """
    from indexer.qualification import qualifications_in
    from service.commands.printing import print_json, print_lines

    found = qualifications_in(_text_from_input())
    if not as_json:
        print_lines(f"{each.slug:<24} {each.role:<14} {each.text}" for each in found)
        return
    for mention in found:
        print_json(mention)


def ways(as_json: options.JsonOption = False) -> None:
    """List the ways into a job in a text from standard input.

    --json prints one object per line.
    """
    from indexer.ways import ways_in_text
    from service.api.recognised import way_answer
    from service.commands.printing import print_json, print_lines, way_lines

    text = _text_from_input()
    found = ways_in_text(text)
    if not as_json:
        print_lines(line for way in found for line in way_lines(way, text))
        return
    for way in found:
        print_json(way_answer(way, text))


def understand(
    words: Annotated[
        list[str] | None,
        typer.Argument(help="The question; without one, standard input is read.", metavar="QUESTION"),
    ] = None,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Show how a question is understood: filters, jobs, what is asked, words."""
    from indexer.question import JobNames
    from indexer.question import understand as understood
    from indexer.question.evaluation import labels_of
    from service.commands.asking import opened
    from service.commands.printing import print_either, question_lines

    text = _text_from_input().strip() if words is None else " ".join(words)
    with opened(index=index, engine=engine) as asked:
        names = JobNames(asked.searcher().catalogue(), asked.synonyms())
    read = understood(text, names)
    print_either(labels_of(read), question_lines(read), as_json)


class PathsRow(msgspec.Struct, frozen=True):
    """A job and the ids of the jobs around it, as `paths --json` prints them."""

    id: str
    leads_to: tuple[str, ...]
    comes_from: tuple[str, ...]


def paths(
    ids: Annotated[
        list[str] | None, typer.Argument(help="The ids of profiles; without any, all profiles.", metavar="ID")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Read a text about the job TITLE from standard input.", metavar="TITLE")
    ] = None,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """List the jobs that each job leads to, and those that people come from.

    --json prints one object per line.
    """
    from service.commands.asking import opened
    from service.commands.printing import print_json, print_lines

    if title is not None and ids:
        raise UsageError("give paths either ids, or --title with a text on standard input, but not both")
    with opened(index=index, engine=engine) as asked:
        rows = list(
            _of_library(asked.searcher(), ids or ()) if title is None else [_of_text(asked.searcher(), title)]
        )
    if not as_json:
        print_lines(line for row in rows for line in _lines(row))
        return
    for row in rows:
        print_json(row)


def _of_library(searcher: Searcher, ids: Iterable[str]) -> Iterator[PathsRow]:
    from indexer.paths import Paths

    for profile_id in ids or [entry.id for entry in searcher.catalogue()]:
        if searcher.entry(profile_id) is None:
            raise UsageError(f"the index has no profile {profile_id!r}. Search for its title to find its id.")
        yield _row(profile_id, Paths.of(searcher.paths(profile_id)))


def _of_text(searcher: Searcher, title: str) -> PathsRow:
    from indexer.paths import Names, paths_of
    from indexer.paths.evaluation import profile_of

    text = _text_from_input()
    return _row("", paths_of(profile_of(title, text), Names.of(searcher.catalogue())))


def _row(profile_id: str, found: Paths) -> PathsRow:
    return PathsRow(profile_id, found.leads_to, found.comes_from)


def _lines(row: PathsRow) -> Iterator[str]:
    yield row.id or "the text"
    yield f"  leads to    {', '.join(row.leads_to) or 'no job in the library'}"
    yield f"  comes from  {', '.join(row.comes_from) or 'no job in the library'}"


def _text_from_input() -> str:
    """The text on standard input; raises UsageError if it is not UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise UsageError(f"line {line} of the text is not UTF-8. Save it as UTF-8.") from error
