"""Commands for the generations of the index: generations, rollback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from indexer.errors import UsageError
from indexer.report import RELEASE
from service.commands import options
from service.commands.asking import opened

if TYPE_CHECKING:
    from indexer.report import Generation

UNITS = ("bytes", "kB", "MB", "GB")


def generations(
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """List the kept generations of the index, the newest first."""
    from service.commands.printing import print_either

    with opened(index=index, engine=engine) as asked:
        kept = asked.generations()
    print_either(kept, _lines(kept), as_json)
    raise typer.Exit(0 if kept else 1)


def rollback(
    generation: Annotated[
        str,
        typer.Argument(
            help="The generation to serve; by default, the one before the served one.", show_default=False
        ),
    ] = "",
    hold: Annotated[bool, typer.Option("--hold", help="Serve no later build until --release.")] = False,
    release: Annotated[
        bool, typer.Option("--release", help="End the hold, so that builds are served again.")
    ] = False,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Serve an earlier generation of the index, or end a hold."""
    from service.commands.printing import print_either, status_lines

    if release and (hold or generation):
        raise UsageError(f"`{RELEASE}` takes neither a generation nor --hold; run the two separately")
    with opened(index=index, engine=engine) as asked:
        status = asked.release() if release else asked.rollback(generation or None, hold=hold)
    print_either(status, status_lines(status), as_json)


def _lines(kept: Sequence[Generation]) -> Iterator[str]:
    """A line for each generation: its name, when it was built, profiles, size and state."""
    if not kept:
        yield "there is no index yet; build one"
    for each in kept:
        state = ", ".join(word for word in ("served" * each.current, "held" * each.held) if word)
        if each.problem or each.built is None:
            yield f"{each.name}  {each.problem}  {state}".rstrip()
            continue
        built = each.built.isoformat(timespec="seconds")
        profiles = f"{each.profiles:,} profiles"
        yield f"{each.name}  {built}  {profiles:>16}  {_size(each.size):>8}  {state}".rstrip()


def _size(count: int) -> str:
    """A number of bytes for people, in the largest unit that gives 1 or more."""
    power = min((len(str(count)) - 1) // 3, len(UNITS) - 1)
    return f"{count / 1000**power:.{1 if power else 0}f} {UNITS[power]}"
