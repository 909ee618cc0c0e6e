"""The command that serves the site and the API: serve."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from indexer.errors import ProfileIndexError
from service.commands import options
from service.commands.building import synced

if TYPE_CHECKING:
    from service.settings import Settings


class ServiceError(ProfileIndexError):
    """The service cannot start."""


def serve(
    profiles: options.ProfilesOption = None,
    index: options.IndexOption = None,
    engine: options.EngineOption = None,
    host: options.HostOption = None,
    port: options.PortOption = None,
    workers: options.WorkersOption = None,
    base_url: options.BaseUrlOption = None,
    log_format: options.LogFormatOption = None,
    golden: options.GoldenOption = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Also update the index whenever files change.")
    ] = False,
) -> None:
    """Serve the site and the API, after building an index if there is none."""
    settings = options.settings(
        profiles=profiles,
        index=index,
        engine=engine,
        host=host,
        port=port,
        workers=workers,
        base_url=base_url,
        log_format=log_format,
        golden=golden,
    )
    _serve(settings, watch=watch)


def _serve(settings: Settings, *, watch: bool) -> None:
    from indexer.updating.acceptance import golden_queries
    from service import log

    log.configure(settings.log_format)
    if settings.golden:
        golden_queries(Path(settings.golden))  # fail now rather than at the first build
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with listening(settings) as sock, run_folder(settings) as folder:
        settings = msgspec.structs.replace(settings, run_folder=folder)
        _prepare(settings)
        typer.echo(f"Open {settings.site}/ (press Ctrl-C to stop)", err=True)
        with watching(settings) if watch else _alone():
            _run(settings, sock)


@contextmanager
def run_folder(settings: Settings) -> Iterator[str]:
    """The folder that the workers share: the one in the settings, or a temporary one."""
    if not settings.run_folder:
        with tempfile.TemporaryDirectory(prefix="profile-index-") as folder:
            yield folder
        return
    try:
        Path(settings.run_folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ServiceError(f"cannot create {settings.run_folder}: {error.strerror}") from error
    yield settings.run_folder


@contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """The listening socket; raises ServiceError if the address cannot be used."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((settings.host, settings.port))
            sock.listen()
        except OSError as error:
            raise ServiceError(
                f"cannot listen on {settings.host} port {settings.port}: {error.strerror or error}. "
                "Choose another with --host and --port."
            ) from error
        sock.set_inheritable(True)
        yield sock


@contextmanager
def watching(settings: Settings) -> Iterator[None]:
    """A child process that builds whenever files change; it ends with this one."""
    import structlog

    from service.settings import to_environment

    child = subprocess.Popen(
        [sys.executable, "-m", "service.cli", "watch", "--with-parent"],
        stdin=subprocess.PIPE,
        env={**os.environ, **to_environment(settings)},
    )
    ending = threading.Event()

    def log_its_end() -> None:
        code = child.wait()
        if not ending.is_set():
            structlog.get_logger("service").error(
                "watching has stopped: restart the service to notice changes again", exit_code=code
            )

    told = threading.Thread(target=log_its_end, daemon=True)
    told.start()
    try:
        yield
    finally:
        ending.set()
        child.terminate()
        told.join()


@contextmanager
def _alone() -> Iterator[None]:
    yield


def _prepare(settings: Settings) -> None:
    """Build an index if there is none; an existing one is served as it is."""
    from indexer.engines import open_engine
    from service.commands.printing import print_lines, report_lines

    with closing(open_engine(settings.engine_url, settings.access)) as engine:
        if engine.status().generation is None:
            print_lines(report_lines(synced(settings, engine)))


def _run(settings: Settings, sock: socket.socket) -> None:
    """Serve until a signal stops the process."""
    import uvicorn

    from service.http.limits import limits
    from service.settings import to_environment

    os.environ.update(to_environment(settings))
    config = uvicorn.Config(
        "service.app:app_from_environment",
        factory=True,
        workers=settings.workers,
        log_config=None,
        access_log=False,
        **limits(),
    )
    try:
        if settings.workers > 1:
            from service.http.workers import Workers

            figures = Path(settings.run_folder, "metrics")
            shutil.rmtree(figures, ignore_errors=True)  # left by earlier workers
            figures.mkdir()
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(figures)
            Workers(config, sockets=[sock]).run()
        else:
            uvicorn.Server(config).run(sockets=[sock])
    except KeyboardInterrupt:
        return
