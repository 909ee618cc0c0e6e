"""Rebuilds over HTTP: one at a time, five a minute, each in its own process."""

from __future__ import annotations

import asyncio
import datetime as dt
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import IO

import msgspec
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from indexer.engine import Engine
from service.authorisation import CHALLENGE, TokenGuard
from service.settings import Settings, to_environment

MOST = 5
WINDOW = dt.timedelta(minutes=1)
STATUS_PATH = "/api/v1/status"
LEDGER = "rebuild.json"

log = structlog.get_logger("service")


class Rebuild(msgspec.Struct, frozen=True):
    """A rebuild, with its last message; `exit_code` is 0 if it succeeded."""

    started: dt.datetime
    running: bool = True
    message: str = ""
    finished: dt.datetime | None = None
    exit_code: int | None = None


class Ledger(msgspec.Struct, frozen=True):
    """The shared state of all workers: recent starts, the last rebuild, its worker."""

    starts: tuple[dt.datetime, ...] = ()
    worker: int | None = None
    last: Rebuild | None = None


class Rebuilds:
    """The rebuilds of one service, whose workers share the run folder."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine = engine
        self.settings = settings
        self.own: Path | None = None
        self.following: asyncio.Task[None] | None = None

    @property
    def folder(self) -> Path:
        """The folder that workers share; a single process makes its own when needed."""
        if self.settings.run_folder:
            return Path(self.settings.run_folder)
        if self.own is None:
            self.own = Path(tempfile.mkdtemp(prefix="profile-index-"))
        return self.own

    def last(self) -> Rebuild | None:
        """The last rebuild, whichever worker started it.

        It runs until its worker has written how it ended, not until its process is gone: between the
        two nobody knows the exit code. Where the worker itself is gone, nobody will write any more.
        """
        if not (self.own or self.settings.run_folder):
            return None
        ledger = self._read()
        if ledger.last and ledger.last.running and not _alive(ledger.worker):
            return msgspec.structs.replace(ledger.last, running=False)
        return ledger.last

    async def start(self) -> Rebuild:
        """Begin a rebuild; raises HTTPException if it may not begin now."""
        lock = self._lock()
        try:
            starts = self._recent_starts()
            process = await self._spawn()
        except BaseException:
            lock.close()
            raise
        rebuild = Rebuild(started=_now())
        ledger = Ledger((*starts, rebuild.started), os.getpid(), rebuild)
        self._write(ledger)
        self.following = asyncio.create_task(self._follow(process, ledger, lock))
        return rebuild

    async def close(self) -> None:
        """End the rebuild that this worker follows; the old index keeps serving."""
        if self.following and not self.following.done():
            self.following.cancel()
            await asyncio.gather(self.following, return_exceptions=True)
        if self.own:
            shutil.rmtree(self.own)
            self.own = None

    def _lock(self) -> IO[bytes]:
        lock = (self.folder / "lock").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise HTTPException(
                409,
                "A rebuild is already running. See its status.",
                headers={"Location": self.settings.root + STATUS_PATH},
            ) from None
        return lock

    def _recent_starts(self) -> tuple[dt.datetime, ...]:
        now = _now()
        recent = tuple(start for start in self._read().starts if now - start < WINDOW)
        if len(recent) >= MOST:
            wait = int((recent[0] + WINDOW - now).total_seconds()) + 1
            raise HTTPException(
                429,
                f"{MOST} rebuilds have started within a minute. Try again later.",
                headers={"Retry-After": str(wait)},
            )
        return recent

    async def _spawn(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "service.cli",
            "build",
            env={**os.environ, **to_environment(self.settings)},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def _follow(self, process: asyncio.subprocess.Process, ledger: Ledger, lock: IO[bytes]) -> None:
        """Store the messages of the build until it ends."""
        rebuild, output = ledger.last, process.stdout
        if rebuild is None or output is None:
            raise AssertionError("a rebuild is followed from its start, by what it prints")
        try:
            async for line in output:
                rebuild = msgspec.structs.replace(rebuild, message=line.decode(errors="replace").strip())
                self._write(msgspec.structs.replace(ledger, last=rebuild))
        except asyncio.CancelledError:
            process.terminate()
            raise
        finally:
            code = await process.wait()
            rebuild = msgspec.structs.replace(rebuild, running=False, finished=_now(), exit_code=code)
            self._write(msgspec.structs.replace(ledger, last=rebuild))
            lock.close()
            log.info("rebuild ended", exit_code=code, message=rebuild.message)

    def _read(self) -> Ledger:
        path = self.folder / LEDGER
        return msgspec.json.decode(path.read_bytes(), type=Ledger) if path.exists() else Ledger()

    def _write(self, ledger: Ledger) -> None:
        aside = self.folder / f"{LEDGER}.new"
        aside.write_bytes(msgspec.json.encode(ledger))
        aside.replace(self.folder / LEDGER)


def rebuild(rebuilds: Rebuilds, guard: TokenGuard) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that begins a rebuild and links to the status."""

    async def endpoint(request: Request) -> Response:
        _permit(rebuilds, guard, request)
        begun = await rebuilds.start()
        headers = {"Location": rebuilds.settings.root + STATUS_PATH, "Cache-Control": "no-store"}
        return Response(msgspec.json.encode(begun), 202, headers, "application/json")

    return endpoint


def _permit(rebuilds: Rebuilds, guard: TokenGuard, request: Request) -> None:
    """Raise HTTPException if this service, or this client, may not rebuild."""
    if not rebuilds.settings.rebuild_token:
        raise HTTPException(404, "Rebuilds are turned off.")
    if not guard.admits(request):
        raise HTTPException(401, "A rebuild needs the bearer token.", headers=CHALLENGE)
    if not rebuilds.engine.writable:
        raise HTTPException(503, "This service cannot write the index. Another process builds it.")


def _alive(process: int | None) -> bool:
    if process is None:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
