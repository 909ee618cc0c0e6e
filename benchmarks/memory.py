"""What a process and its children hold in memory, shared pages counted once."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

import psutil

INTERVAL = 0.2


def megabytes(process: int) -> float:
    """The proportional set size of a process and all below it; 0 for one that has ended."""
    try:
        top = psutil.Process(process)
        return sum(map(_share, (top, *top.children(recursive=True))))
    except psutil.NoSuchProcess:
        return 0.0


def _share(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / 1e6
    except psutil.NoSuchProcess:  # between being listed and being looked at
        return 0.0


class Peak:
    """The most a process and its children held while this was entered, looked at a few times a second."""

    def __init__(self, process: int) -> None:
        self._process = process
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.megabytes = 0.0

    def _watch(self) -> None:
        while not self._done.wait(INTERVAL):
            self.megabytes = max(self.megabytes, megabytes(self._process))

    def __enter__(self) -> Self:
        self.megabytes = megabytes(self._process)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()
        self.megabytes = max(self.megabytes, megabytes(self._process))
