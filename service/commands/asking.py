"""Commands that ask the index: search, suggest, status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from service.commands import options
from service.commands import search_options as filters

if TYPE_CHECKING:
    from indexer.engine import Engine, Searcher
    from indexer.query import Query
    from indexer.results import Results


EXCLUSION = re.compile(r"-(?!h$|\d+$|-).+")
"""An excluded word, `-retail`; the short option -h and negative numbers are not."""


class Asking(TyperCommand):
    """A command whose words may begin with a hyphen, as in the search box."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse with all exclusions moved after a `--`, so that they are not read as options."""
        end = args.index("--") if "--" in args else len(args)
        left_out = [word for word in args[:end] if EXCLUSION.fullmatch(word)]
        kept = [word for word in args[:end] if word not in left_out]
        return super().parse_args(ctx, [*kept, "--", *left_out, *args[end + 1 :]])


def search(
    words: filters.WordsArgument = None,
    route: filters.RouteOption = None,
    have: filters.HaveOption = "",
    qualification: filters.QualificationOption = None,
    level: filters.LevelOption = None,
    environment: filters.EnvironmentOption = None,
    category: filters.CategoryOption = None,
    role: filters.RoleOption = "",
    sort: filters.SortOption = "",
    exact: filters.ExactOption = False,
    literal: filters.LiteralOption = False,
    page: filters.PageOption = "",
    page_size: filters.PageSizeOption = "",
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Search the profiles for words, "a phrase" or a question; -word excludes a word."""
    single = {"q": " ".join(words or ()), "have": have, "role": role, "sort": sort}
    single |= {"page": page, "page_size": page_size}
    single |= {"exact": "1" if exact else "", "literal": "1" if literal else ""}
    several = {"route": route, "qualification": qualification, "level": level}
    several |= {"environment": environment, "category": category}
    query = _query(single, several)
    with opened(index=index, engine=engine) as asked:
        results = _searched(asked.searcher(), query)
    _print_results(results, as_json)


def _query(single: Mapping[str, str], several: Mapping[str, list[str] | None]) -> Query:
    from service.querystring import query_from

    pairs = [*single.items()]
    pairs += [(name, value) for name, values in several.items() for value in values or ()]
    return query_from(pairs, strict=True)


def _searched(searcher: Searcher, query: Query) -> Results:
    from service.querystring import refuse_order

    refuse_order(query, searcher)
    return searcher.search(query)


def _print_results(results: Results, as_json: bool) -> None:
    from service.commands.printing import print_json, print_lines, results_lines

    if as_json:
        from service.api.answers import search_answer

        print_json(search_answer(results, options.settings().root))
    else:
        print_lines(results_lines(results))


def suggest(
    prefix: Annotated[str, typer.Argument(help="The text typed so far.")],
    limit: Annotated[int, typer.Option(min=1, max=20, help="How many to list at most.", metavar="N")] = 8,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Suggest completions of the text typed so far."""
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


def status(
    library: Annotated[
        bool,
        typer.Option("--library", help="Also show what the profiles lack and what visitors couldn't find."),
    ] = False,
    profiles: options.ProfilesOption = None,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Show which index is served and what the last build did."""
    from service.commands.printing import print_either, print_json, print_lines, status_lines

    with opened(index=index, engine=engine) as asked:
        now = asked.status()
        if not library:
            print_either(now, status_lines(now), as_json)
        else:
            from service.editors.summary import library_summary, summary_lines

            summary = library_summary(asked, options.settings(index=index, engine=engine, profiles=profiles))
            if as_json:
                print_json({"status": now, "library": summary})
            else:
                print_lines([*status_lines(now), *summary_lines(summary)])
    raise typer.Exit(0 if now.generation else 1)


@contextmanager
def opened(**flags: Any) -> Iterator[Engine]:
    """The engine that a command's flags or settings name; closed at the end."""
    from indexer.engines import open_engine

    settings = options.settings(**flags)
    with closing(open_engine(settings.engine_url, settings.access)) as engine:
        yield engine
