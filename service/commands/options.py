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


IndexOption = Annotated[str | None, option("index", metavar="DIR")]
EngineOption = Annotated[str | None, option("engine", metavar="URL")]
ProfilesOption = Annotated[list[str] | None, option("profiles", metavar="PATH")]
GoldenOption = Annotated[str | None, option("golden", metavar="FILE")]
HostOption = Annotated[str | None, option("host", metavar="ADDRESS")]
PortOption = Annotated[str | None, option("port", metavar="N")]
WorkersOption = Annotated[str | None, option("workers", metavar="N")]
BaseUrlOption = Annotated[str | None, option("base_url", metavar="URL")]
LogFormatOption = Annotated[str | None, option("log_format", metavar="FORMAT")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def settings(**flags: Any) -> Settings:
    """The settings of a command: the environment, overridden by its flags."""
    return settings_from(os.environ, **flags)
