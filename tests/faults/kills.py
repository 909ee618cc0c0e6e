"""Kills: a process that builds is ended by SIGKILL, at a file operation or at a moment.

The first is exact: a build's operations on its folder are counted (those of the `Disk` before and after,
and those that Python's own audit events tell of whatever an engine does besides), and it dies at the nth.
The second is blind, and so reaches what is no Python call.

Run as a program, which forks a process for each build: `python -m tests.faults.kills SUBJECT STEP MOMENTS`.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from unittest.mock import patch

import msgspec

from indexer.generations import generations
from indexer.generations.disk import Disk
from tests.faults.subjects import SUBJECTS, Subject, damaged, orphans, quick_place

AUDITED = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate", "os.utime"}
OPERATIONS = ("make", "write", "copy", "share", "sync", "rename", "link", "remove")


class Outcome(msgspec.Struct):
    """How often a build was killed, and what was wrong afterwards."""

    subject: str
    at_operations: int = 0
    at_moments: int = 0
    wrong: list[str] = []


class Countdown:
    """Ends this process at the nth file operation below a folder."""

    def __init__(self, root: Path, operation: int) -> None:
        self._root = str(root)
        self._left = operation
        self._one = threading.Lock()

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        """Hear of an operation, as an audit hook does; what has a folder's descriptor is a tree going."""
        if event in AUDITED:
            below = str(arguments[0]).startswith(self._root)
            if below or (event in ("os.remove", "os.rmdir") and arguments[1] != -1):
                self.tick()

    def tick(self) -> None:
        """Count an operation that is about to be done."""
        with self._one:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def counted_disk(tick: Callable[[], None]) -> Disk:
    """A disk that ticks before and after each operation."""
    disk = Disk()
    for name in OPERATIONS:
        setattr(disk, name, _counted(getattr(disk, name), tick))
    return disk


def _counted(operation: Callable[..., object], tick: Callable[[], None]) -> Callable[..., object]:
    def counted(*arguments: object) -> object:
        tick()
        result = operation(*arguments)
        tick()
        return result

    return counted


class Kills:
    """Builds that are killed, each from the same index of before, and what is wrong after each."""

    def __init__(self, name: str, place: Path) -> None:
        self._subject: Subject = SUBJECTS[name](place)
        self._ready = place / "ready"
        self._root = place / "index"
        self.outcome = Outcome(name)
        self._subject.before(self._ready)

    def at_operations(self, step: int) -> None:
        """Kill a build at every operation (or each so-manieth), until it ends before it is killed."""
        for operation in count(1, step):
            child = self._started(operation)
            if not _was_killed(child):
                break
            self.outcome.at_operations += 1
            self._look(child, f"operation {operation}")

    def at_moments(self, moments: int) -> None:
        """Kill builds at random moments."""
        chance = random.Random(moments)  # noqa: S311  repeatable chance, no secret
        began = time.perf_counter()
        _was_killed(self._started(None))
        longest = time.perf_counter() - began
        while self.outcome.at_moments < moments:
            child, moment = self._started(None), chance.uniform(0, longest)
            time.sleep(moment)
            os.kill(child, signal.SIGKILL)
            if _was_killed(child):
                self.outcome.at_moments += 1
                self._look(child, f"{1000 * moment:.0f} ms")

    def _started(self, operation: int | None) -> int:
        """A build in a process of its own that dies at an operation, or lives."""
        if self._root.exists():
            shutil.rmtree(self._root)
        if self._ready.exists():
            shutil.copytree(self._ready, self._root, symlinks=True)
        child = os.fork()
        if not child:
            self._build(operation)
        return child

    def _build(self, operation: int | None) -> None:
        """Build, and end this process without any ceremony."""
        os.setsid()
        try:
            if operation is not None:
                countdown = Countdown(self._root, operation)
                sys.addaudithook(countdown.audit)
                with patch.object(generations, "Disk", lambda: counted_disk(countdown.tick)):
                    self._subject.build(self._root)
            else:
                self._subject.build(self._root)
            os._exit(0)
        finally:
            os._exit(1)

    def _look(self, child: int, when: str) -> None:
        """Whether one generation serves, the next build succeeds, and nothing stays behind."""
        if running := _left_running(child):
            self.outcome.wrong.append(f"killed at {when}: processes {running} go on")
        answer = self._subject.answers(self._root)
        if answer not in (self._subject.first, "after"):
            self.outcome.wrong.append(f"killed at {when}: it answers {answer}")
        if problems := damaged(self._subject, self._root):
            self.outcome.wrong.append(f"killed at {when}: {problems}")
        self._subject.build(self._root)
        answer = self._subject.answers(self._root)
        if answer != "after":
            self.outcome.wrong.append(f"killed at {when}: after the next build it answers {answer}")
        if left := orphans(self._root):
            self.outcome.wrong.append(f"killed at {when}: {', '.join(left)} stayed")


def _was_killed(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("a build that was not killed failed; what it says stands above")
    return os.WIFSIGNALED(status)


def _left_running(session: int) -> list[int]:
    """The processes of a session that are there a moment after its leader was killed."""
    deadline = time.monotonic() + 2
    while (left := _members(session)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


def _members(session: int) -> list[int]:
    members = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended since it was listed
        if int(fields[3]) == session and fields[0] != "Z":
            members.append(int(path.parent.name))
    return members


def main(name: str, step: str, moments: str) -> None:
    """Kill builds, and print what came of it."""
    with tempfile.TemporaryDirectory(dir=quick_place()) as place:
        kills = Kills(name, Path(place))
        kills.at_operations(int(step))
        kills.at_moments(int(moments))
        print(msgspec.json.encode(kills.outcome).decode())  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
