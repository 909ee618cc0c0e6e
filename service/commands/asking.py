"""Commands that ask the index: search, suggest, status."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from service.commands import options

if TYPE_CHECKING:
    from indexer.engine import Engine


EXCLUSION = re.compile(r"-(?!h$|\d+$|-).+")
"""An excluded word, `-retail`; the short option -h and negative numbers are not."""


class Asking(TyperCommand):
    """A command whose words may begin with a hyphen, as in the search box."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse with all exclusions moved after a `--`, where they are not options."""
        end = args.index("--") if "--" in args else len(args)
        left_out = [word for word in args[:end] if EXCLUSION.fullmatch(word)]
        kept = [word for word in args[:end] if word not in left_out]
        return super().parse_args(ctx, [*kept, "--", *left_out, *args[end + 1 :]])


def search(
    words: Annotated[
        list[str] | None, typer.Argument(help="The words to search for; without any, all profiles.")
    ] = None,
    qualification: Annotated[list[str] | None, typer.Option(metavar="SLUG")] = None,
    level: Annotated[list[str] | None, typer.Option(metavar="LEVEL")] = None,
    category: Annotated[list[str] | None, typer.Option(metavar="NAME")] = None,
    role: Annotated[
        str, typer.Option(metavar="ROLE", help="any, or direct for ways straight into the job.")
    ] = "",
    sort: Annotated[str, typer.Option(metavar="ORDER", help="relevance, title or updated.")] = "",
    exact: Annotated[
        bool,
        typer.Option("--exact", help="No spelling correction, and only profiles that match all the words."),
    ] = False,
    page: Annotated[str, typer.Option(metavar="N")] = "",
    page_size: Annotated[str, typer.Option(metavar="N")] = "",
    index: options.Index = None,
    engine: options.Engine = None,
    as_json: options.Json = False,
) -> None:
    """Search the profiles for words, "a phrase" and -exclusions."""
    from service.commands.printing import print_json, print_lines, results_lines
    from service.querystring import query_from

    single = {"q": " ".join(words or ()), "role": role, "sort": sort, "page": page, "page_size": page_size}
    several = {"qualification": qualification, "level": level, "category": category}
    pairs = [*single.items(), ("exact", "1" if exact else "")]
    pairs += [(name, value) for name, values in several.items() for value in values or ()]
    query = query_from(pairs, strict=True)
    with opened(index=index, engine=engine) as asked:
        results = asked.searcher().search(query)
    if as_json:
        from service.answers import search_answer

        print_json(search_answer(results, options.settings().root))
    else:
        print_lines(results_lines(results))


def suggest(
    prefix: Annotated[str, typer.Argument(help="The text typed so far.")],
    limit: Annotated[int, typer.Option(min=1, max=20)] = 8,
    index: options.Index = None,
    engine: options.Engine = None,
    as_json: options.Json = False,
) -> None:
    """Complete the text typed so far."""
    from service.commands.printing import print_json, print_lines

    with opened(index=index, engine=engine) as asked:
        found = asked.searcher().suggest(prefix, limit)
    if as_json:
        print_json(found)
        return
    print_lines(
        f"{each.text} ({each.kind.replace('_', ' ')}{f', {each.leads_to}' if each.leads_to else ''})"
        for each in found
    )


def status(index: options.Index = None, engine: options.Engine = None, as_json: options.Json = False) -> None:
    """Show what serves now, and what the last build did."""
    from service.commands.printing import print_either, status_lines

    with opened(index=index, engine=engine) as asked:
        now = asked.status()
    print_either(now, status_lines(now), as_json)
    raise typer.Exit(0 if now.generation else 1)


@contextmanager
def opened(**flags: Any) -> Iterator[Engine]:
    """The engine that a command's flags or settings name; closed at the end."""
    from indexer.engines import open_engine

    with closing(open_engine(options.settings(**flags).engine_url)) as engine:
        yield engine
