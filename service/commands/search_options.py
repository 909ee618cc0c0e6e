"""The options of `search`, each a parameter of the API's search."""

from __future__ import annotations

from typing import Annotated

import typer

WordsArgument = Annotated[
    list[str] | None, typer.Argument(help="The words to search for; without any, all profiles are listed.")
]
RouteOption = Annotated[list[str] | None, typer.Option(metavar="ROUTE", help="A way in: college, work, ...")]
HaveOption = Annotated[
    str, typer.Option(metavar="LEVEL", help="The level you have, 0 to 8: lists jobs you can start with it.")
]
QualificationOption = Annotated[
    list[str] | None, typer.Option(metavar="SLUG", help="An accepted qualification: hnd, a-level, ...")
]
LevelOption = Annotated[
    list[str] | None, typer.Option(metavar="LEVEL", help="The level of an accepted qualification, 1 to 8.")
]
EnvironmentOption = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="What the work is like: outdoors, desk, animals, ...")
]
CategoryOption = Annotated[list[str] | None, typer.Option(metavar="NAME", help="A category of the library.")]
RoleOption = Annotated[
    str, typer.Option(metavar="ROLE", help="Which ways in count: any, or direct (straight into the job).")
]
SortOption = Annotated[
    str, typer.Option(metavar="ORDER", help="The order: relevance, title, updated or pay.")
]
ExactOption = Annotated[
    bool, typer.Option("--exact", help="Don't correct spelling, and list only profiles that match all words.")
]
LiteralOption = Annotated[
    bool, typer.Option("--literal", help="Search for the words only; understand none of them as a filter.")
]
PageOption = Annotated[str, typer.Option(metavar="N", help="The page of results, from 1.")]
PageSizeOption = Annotated[str, typer.Option(metavar="N", help="Results per page, 1 to 50.")]
