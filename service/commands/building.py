"""Commands that build the index: build, watch."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from indexer.errors import ProfileIndexError
from service.commands import options

if TYPE_CHECKING:
    import structlog

    from indexer.engine import Engine
    from indexer.report import Report
    from indexer.updating.sync import Progress
    from service.settings import Settings

EVERY = 2.0
"""Seconds between two lines of progress without a terminal."""


def build(
    profiles: options.ProfilesOption = None,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    full: Annotated[bool, typer.Option("--full", help="Read all files again, changed or not.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Serve the index even if it lost many profiles.")
    ] = False,
    golden: options.GoldenOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Update the index from the profiles."""
    from indexer.engines import open_engine
    from service.commands.printing import print_either, report_lines

    settings = options.settings(profiles=profiles, index=index, engine=engine, golden=golden)
    with closing(open_engine(settings.engine_url, settings.access)) as opened:
        report = synced(settings, opened, full=full, force=force)
    print_either(report, report_lines(report), as_json)
    raise typer.Exit(1 if report.refused or report.objections else 0)


def watch(
    profiles: options.ProfilesOption = None,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    golden: options.GoldenOption = None,
    log_format: options.LogFormatOption = None,
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False,
) -> None:
    """Update the index whenever files change."""
    import structlog

    from indexer.engines import open_engine
    from indexer.updating.watch import watch as watch_content
    from service import log

    settings = options.settings(
        profiles=profiles, index=index, engine=engine, golden=golden, log_format=log_format
    )
    log.configure(settings.log_format)
    logger = structlog.get_logger("watch")
    stop = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    if with_parent:
        threading.Thread(target=_stop_with_parent, args=(stop,), daemon=True).start()
    roots = [Path(each) for each in settings.profiles]
    logger.info("watching", profiles=list(settings.profiles))
    with closing(open_engine(settings.engine_url, settings.access)) as opened:
        watch_content(roots, lambda: _built(settings, opened, logger), stop)


def synced(settings: Settings, engine: Engine, *, full: bool = False, force: bool = False) -> Report:
    """Update an index from the profiles in the settings, and show the progress."""
    from indexer.library.corpus import Corpus
    from indexer.updating.sync import sync

    queries = Path(settings.golden) if settings.golden else ()
    corpus = Corpus([Path(each) for each in settings.profiles])
    with progress() as shown:
        return sync(corpus, engine, full=full, force=force, golden=queries, progress=shown)


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress callback: a bar on a terminal, and elsewhere a line now and then."""
    if not sys.stderr.isatty():
        yield _progress_lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _progress_lines() -> Progress:
    told = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told >= EVERY:
            told = time.monotonic()
            typer.echo(f"read {done:,} of {total:,}", err=True)

    return tell


def _built(settings: Settings, engine: Engine, logger: structlog.stdlib.BoundLogger) -> bool:
    """Build once for the watcher; an error is logged, and the index stays as it is."""
    before = engine.status().last_build
    try:
        report = synced(settings, engine)
    except ProfileIndexError as error:
        logger.error("build failed", reason=str(error))  # noqa: TRY400  the sentence says it all
        return False
    except Exception:  # whatever went wrong this time, the next change must be built
        logger.exception("build failed", reason="an error in this program; the index is unchanged")
        return False
    hold = engine.status().hold
    if hold is None or before is None or before.objections != (hold,):
        log_report(report, logger)
    return hold is None  # a held index is tried again, as it may have been released


def log_report(report: Report, logger: structlog.stdlib.BoundLogger) -> None:
    """Log what a build did, or why it is not served and what it would have done."""
    said = {"generation": report.generation, "seconds": round(report.seconds, 2)}
    counts = {name: len(getattr(report, name)) for name in ("added", "changed", "removed")}
    refused = len(report.refused)
    if report.objections:
        would = {f"would_be_{name}": count for name, count in counts.items()}
        logger.error("not served", reasons=list(report.objections), refused=refused, **said, **would)
    else:
        logger.info("built", refused=refused, **said, **counts)
    for refusal in report.refused:
        logger.warning("refused", path=refusal.path, line=refusal.line, reason=refusal.message)
    for finding in report.findings:
        logger.warning("found", finding=finding)


def _stop_with_parent(stop: threading.Event) -> None:
    """Stop when standard input closes: however the parent process ends, that happens."""
    sys.stdin.buffer.read()
    stop.set()
