"""What a process and its children hold in memory, shared pages counted once."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

INTERVAL = 0.2


def megabytes(process: int) -> float:
    """The proportional set size of a process and all below it; 0 for one that has ended."""
    return sum(_share(one) for one in (process, *_children(process)))


def _share(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:"))


def _children(process: int) -> list[int]:
    try:
        names = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [below for name in names for below in (int(name), *_children(int(name)))]


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
