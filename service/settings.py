"""The settings, read from PROFILE_INDEX_* variables and from flags by one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from indexer.engine import Access
from indexer.errors import UsageError
from service.parameters import ParameterError, parameters_from

PREFIX = "PROFILE_INDEX_"


class LogFormat(StrEnum):
    """The format of the log."""

    CONSOLE = "console"
    JSON = "json"


class LibraryPage(StrEnum):
    """Who may see the page for editors."""

    GUARDED = "token"
    OPEN = "open"
    OFF = "off"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings.

    For several values, separate them with commas in a variable, or repeat the flag.
    """

    index: Annotated[str, Meta(description="The folder of the index.")] = ".index"
    engine: Annotated[
        str, Meta(description="The engine's address; empty means `whoosh:` and the index folder.")
    ] = ""
    engine_password: Annotated[
        str, Meta(description="The password of the user in the engine's address.", extra={"secret": True})
    ] = ""
    engine_ca: Annotated[
        str,
        Meta(
            description="A file of certificate authorities to trust for the engine; "
            "empty means the usual ones."
        ),
    ] = ""
    profiles: tuple[Annotated[str, Meta(description="Folders and files of profiles.")], ...] = ("profiles",)
    golden: Annotated[
        str, Meta(description="A file of queries that must find their profiles before a new index is served.")
    ] = ""
    host: Annotated[str, Meta(description="The address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535, description="The port to listen on.")] = 8000
    workers: Annotated[int, Meta(ge=1, le=64, description="The number of processes that serve.")] = 1
    base_url: Annotated[
        str,
        Meta(
            pattern=r"^(https?://[^/?#\s]+(/[^?#\s]*)?)?$",
            description="The public address of the site; empty means `http://`, the host and the port.",
            extra={"expected": "an address like https://careers.example"},
        ),
    ] = ""
    site_name: Annotated[str, Meta(max_length=60, description="The site's name on every page.")] = "Careers"
    rebuild_token: Annotated[
        str,
        Meta(
            pattern="^(.{16,})?$",
            description="The operator's token, at least 16 characters; without one, "
            "rebuilds and the full status are off.",
            extra={"secret": True, "expected": "at least 16 characters"},
        ),
    ] = ""
    cors_origins: tuple[
        Annotated[
            str,
            Meta(
                pattern=r"^(\*|https?://[^/\s]+)$",
                description="Origins that may read the API, or `*`.",
                extra={"expected": "* or an origin like https://careers.example, with no path"},
            ),
        ],
        ...,
    ] = ()
    answer_cache: Annotated[
        int,
        Meta(ge=0, le=100_000, description="The number of rendered answers to cache; 0 turns the cache off."),
    ] = 512
    library_page: Annotated[
        LibraryPage,
        Meta(description="Who may see `/library`: those with the token, all (open), or nobody (off)."),
    ] = LibraryPage.GUARDED
    log_format: Annotated[LogFormat, Meta(description="The format of the log: console or json.")] = (
        LogFormat.CONSOLE
    )
    run_folder: Annotated[
        str, Meta(description="A folder that the workers of one service share; empty means a temporary one.")
    ] = ""

    @property
    def engine_url(self) -> str:
        """The address that opens the engine."""
        return self.engine or f"whoosh:{self.index}"

    @property
    def access(self) -> Access:
        """How the engine is reached, if it is on other machines."""
        return Access(self.engine_password, self.engine_ca)

    @property
    def site(self) -> str:
        """The site's public address, without a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        reachable = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)  # noqa: S104
        return self.base_url.rstrip("/") or f"http://{reachable}:{self.port}"

    @property
    def root(self) -> str:
        """The path of the site: empty, or `/careers` if a proxy serves it there."""
        return urlsplit(self.site).path


def settings_from(environ: Mapping[str, str], **flags: Any) -> Settings:
    """The settings from the environment, overridden by flags that are not None.

    Raises UsageError with a sentence about every invalid value.
    """
    given = {name: value for name, value in flags.items() if value not in (None, ())}
    if "index" in given:
        given.setdefault("engine", "")
    pairs = [(name, value) for name, value in _from_environment(environ) if name not in given]
    for name, value in given.items():
        pairs += [(name, str(one)) for one in _each(value)]
    try:
        return parameters_from(pairs, Settings, strict=True)
    except ParameterError as error:
        wrong = "; ".join(f"{_place(name, given)}: {reason}" for name, reason in error.errors.items())
        raise UsageError(f"Wrong setting: {wrong}. See docs/operating.md.") from error


def to_environment(settings: Settings) -> dict[str, str]:
    """The settings as environment variables; defaults are left out."""
    return {
        PREFIX + name.upper(): ",".join(str(one) for one in _each(value))
        for name, value in msgspec.structs.asdict(settings).items()
        if value != getattr(Settings(), name)
    }


def descriptions() -> dict[str, str]:
    """The description of each setting, by its name."""
    return {field.name: _description(field.type) for field in msgspec.structs.fields(Settings)}


def _description(kind: Any) -> str:
    of = get_args(kind)[0] if get_origin(kind) is tuple else kind
    return str(get_args(of)[1].description)


def _from_environment(environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    lists = {field.name for field in msgspec.structs.fields(Settings) if get_origin(field.type) is tuple}
    for variable, value in environ.items():
        if variable.startswith(PREFIX):
            name = variable.removeprefix(PREFIX).lower()
            values = value.split(",") if name in lists else [value]
            yield from ((name, one.strip()) for one in values)


def _place(name: str, flags: Mapping[str, Any]) -> str:
    """The name under which the user gave a setting: a flag or a variable."""
    return f"--{name.replace('_', '-')}" if name in flags else PREFIX + name.upper()


def _each(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]
