"""The lock of an index folder, for one writer at a time."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import IndexLocked

POLL = 0.05


class Lock:
    """An exclusive lock between threads and processes, which ends with its process.

    A thread that holds it may take it again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.RLock()
        self._descriptor: int | None = None

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        """Hold the lock, or raise IndexLocked with its holder after `wait` seconds."""
        deadline = time.monotonic() + wait
        if not self._threads.acquire(timeout=max(wait, 0)):
            raise IndexLocked(self._holder())
        try:
            if self._descriptor is not None:
                yield
                return
            self._descriptor = self._taken(deadline)
            try:
                yield
            finally:
                os.close(self._descriptor)
                self._descriptor = None
        finally:
            self._threads.release()

    def _taken(self, deadline: float) -> int:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            self._wait(descriptor, deadline)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _signature(), 0)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _wait(self, descriptor: int, deadline: float) -> None:
        while not _try(descriptor):
            if time.monotonic() >= deadline:
                raise IndexLocked(self._holder())
            time.sleep(POLL)

    def _holder(self) -> str:
        pid, _, since = self._path.read_text().strip().partition(" ")
        who = f"process {pid} since {since}" if since else "another process"
        return f"{self._path.parent} is being written by {who}; wait for it or stop it, and try again"


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _signature() -> bytes:
    return f"{os.getpid()} {dt.datetime.now().astimezone().isoformat(timespec='seconds')}\n".encode()
