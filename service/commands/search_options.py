"""The options of `search`, each a parameter of the API's search."""

from __future__ import annotations

from typing import Annotated

import typer

WordsArgument = Annotated[
    list[str] | None, typer.Argument(help="The words to search for; without any, all profiles.")
]
RouteOption = Annotated[list[str] | None, typer.Option(metavar="ROUTE", help="A way in: college, work, ...")]
HaveOption = Annotated[
    str, typer.Option(metavar="LEVEL", help="The level you have, 0 to 8; lists what you can start with it.")
]
QualificationOption = Annotated[list[str] | None, typer.Option(metavar="SLUG")]
LevelOption = Annotated[list[str] | None, typer.Option(metavar="LEVEL")]
EnvironmentOption = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="What the work is like: outdoors, desk, animals, ...")
]
CategoryOption = Annotated[list[str] | None, typer.Option(metavar="NAME")]
RoleOption = Annotated[
    str, typer.Option(metavar="ROLE", help="any, or direct for ways straight into the job.")
]
SortOption = Annotated[str, typer.Option(metavar="ORDER", help="relevance, title, updated or pay.")]
ExactOption = Annotated[
    bool, typer.Option("--exact", help="No spelling correction, and only profiles that match all the words.")
]
LiteralOption = Annotated[
    bool, typer.Option("--literal", help="Search for the words; understand none of them.")
]
PageOption = Annotated[str, typer.Option(metavar="N")]
