"""The command line: profile-index COMMAND."""

from __future__ import annotations

import os
import sys

import typer

from indexer.errors import ProfileIndexError, UsageError
from service.commands import (
    asking,
    building,
    editing,
    generations,
    importing,
    measuring,
    recognising,
    serving,
)
from service.terminal import visible

app = typer.Typer(
    name="profile-index",
    help="Index, serve and search a library of career profiles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    building.build,
    serving.serve,
    building.watch,
    asking.search,
    asking.suggest,
    asking.status,
    generations.generations,
    generations.rollback,
    editing.check,
    measuring.evaluate,
    recognising.qualifications,
    recognising.ways,
    recognising.paths,
    recognising.understand,
):
    app.command(cls=asking.Asking if command in {asking.search, recognising.understand} else None)(command)
app.command("import")(importing.import_)


def main() -> None:
    """Run a command: exit code 0 for success, 1 for failure, 2 for wrong usage."""
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe; without this, Python's last flush would raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)


def _run() -> int:
    try:
        app(prog_name="profile-index")
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except ProfileIndexError as error:
        sys.stderr.write(f"profile-index: {visible(str(error))}\n")
        return 2 if isinstance(error, UsageError) else 1
    return 0


if __name__ == "__main__":
    main()
