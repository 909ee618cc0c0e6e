"""Options that several commands share, with the descriptions of the settings."""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer

from service.settings import PREFIX, Settings, descriptions, settings_from


def option(name: str, *, metavar: str) -> Any:
    """A setting as a command-line option of the same name."""
    default = getattr(Settings(), name)
    shown = ", ".join(default) if isinstance(default, tuple) else str(default)
    words = f"{descriptions()[name]} [{PREFIX}{name.upper()}{f', default {shown}' if shown else ''}]"
    return typer.Option(f"--{name.replace('_', '-')}", help=words, metavar=metavar, show_default=False)


Index = Annotated[str | None, option("index", metavar="DIR")]
Engine = Annotated[str | None, option("engine", metavar="URL")]
Profiles = Annotated[list[str] | None, option("profiles", metavar="PATH")]
Golden = Annotated[str | None, option("golden", metavar="FILE")]
Host = Annotated[str | None, option("host", metavar="ADDRESS")]
Port = Annotated[str | None, option("port", metavar="N")]
Workers = Annotated[str | None, option("workers", metavar="N")]
BaseUrl = Annotated[str | None, option("base_url", metavar="URL")]
LogFormat = Annotated[str | None, option("log_format", metavar="FORMAT")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def settings(**flags: Any) -> Settings:
    """The settings of a command: the environment, overridden by its flags."""
    return settings_from(os.environ, **flags)
