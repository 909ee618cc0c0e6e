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
from contextlib import nullcontext
from pathlib import Path
from typing import IO

import msgspec
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from indexer.engine import Engine
from service.http.authorisation import CHALLENGE, TokenGuard
from service.rebuild_record import Rebuild
from service.settings import Settings, to_environment

MOST = 5
WINDOW = dt.timedelta(minutes=1)
STATUS_PATH = "/api/v1/status"
LEDGER = "rebuilds.json"
"""The file of recent rebuilds in the run folder, the oldest first."""

LOCK = "lock"
"""The file in the run folder that the follower of a rebuild locks until it has written the result."""

log = structlog.get_logger("service")


Recent = tuple[Rebuild, ...]
"""The recent rebuilds, the oldest first."""


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

        It runs while its worker holds the lock, not while its process lives: between the two nobody knows
        the exit code. A worker that dies lets go of the lock, whatever it has written.
        """
        if not (self.own or self.settings.run_folder):
            return None
        last = next(reversed(self._recent()), None)
        if last is None or not last.running:
            return last
        return msgspec.structs.replace(last, running=self._is_running())

    async def start(self) -> Rebuild:
        """Begin a rebuild; raises HTTPException if it may not begin now."""
        lock = self._lock()
        try:
            before = self._recent()
            _refuse_too_many(before)
            process = await self._spawn()
        except BaseException:
            lock.close()
            raise
        rebuild = Rebuild(started=_now())
        self._write(before, rebuild)
        self.following = asyncio.create_task(self._follow(process, before, rebuild, lock))
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
        lock = _locked(self.folder / LOCK, fcntl.LOCK_EX)
        if lock is None:
            raise HTTPException(
                409,
                "A rebuild is already running. See its status.",
                headers={"Location": self.settings.root + STATUS_PATH},
            )
        return lock

    def _is_running(self) -> bool:
        with _locked(self.folder / LOCK, fcntl.LOCK_SH) or nullcontext() as lock:
            return lock is None

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

    async def _follow(
        self, process: asyncio.subprocess.Process, before: Recent, rebuild: Rebuild, lock: IO[bytes]
    ) -> None:
        """Store the messages of the build until it ends."""
        if process.stdout is None:
            raise AssertionError("a rebuild is followed by what it prints")
        try:
            async for line in process.stdout:
                rebuild = msgspec.structs.replace(rebuild, message=line.decode(errors="replace").strip())
                self._write(before, rebuild)
        except asyncio.CancelledError:
            process.terminate()
            raise
        finally:
            code = await process.wait()
            rebuild = msgspec.structs.replace(rebuild, running=False, finished=_now(), exit_code=code)
            self._write(before, rebuild)
            lock.close()
            log.info("rebuild ended", exit_code=code, message=rebuild.message)

    def _recent(self) -> Recent:
        path = self.folder / LEDGER
        return msgspec.json.decode(path.read_bytes(), type=Recent) if path.exists() else ()

    def _write(self, before: Recent, rebuild: Rebuild) -> None:
        """Append a rebuild to the recent ones; only as many are kept as the limit needs."""
        aside = self.folder / f"{LEDGER}.new"
        aside.write_bytes(msgspec.json.encode((*before, rebuild)[-MOST:]))
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
    if hold := rebuilds.engine.status().hold:
        raise HTTPException(409, f"We can't build now: {hold}.")


def _locked(path: Path, kind: int) -> IO[bytes] | None:
    """The file with a lock of this kind on it, until it is closed; None if another lock prevents it."""
    lock = path.open("ab")
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _refuse_too_many(recent: Recent) -> None:
    """Refuse a rebuild after too many; the HTTPException says when the next may begin."""
    if len(recent) < MOST:
        return
    wait = recent[-MOST].started + WINDOW - _now()
    if wait > dt.timedelta():
        seconds = str(int(wait.total_seconds()) + 1)
        raise HTTPException(
            429,
            f"{MOST} rebuilds have started within a minute. Try again later.",
            headers={"Retry-After": seconds},
        )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
