"""Workers: each peer in a process, under an interpreter that has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

ROOT = Path(__file__).resolve().parents[1]
INTERPRETERS = (sys.executable, "/usr/bin/python3")
"""Ours, and Debian's, which alone can import what Debian packages."""


class WorkerFailed(RuntimeError):
    """A peer could not do what it was asked."""


class Program(NamedTuple):
    """What a worker runs: a peer, an interpreter that has it, and the checkout that it is imported from."""

    peer: str
    interpreter: str
    root: Path = ROOT


class Process:
    """A worker and the pipe to it."""

    def __init__(self, name: str, program: Program) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [program.interpreter, "-m", "benchmarks.worker", program.peer],
            cwd=program.root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def number(self) -> int:
        """The worker's process id."""
        return self._process.pid

    def ask(self, verb: str, *arguments: Any) -> Any:
        """What the worker answers; WorkerFailed with its reason where it cannot."""
        if self._process.stdin is None or self._process.stdout is None:
            raise WorkerFailed(f"{self.name} has no pipe")
        try:
            self._process.stdin.write(json.dumps([verb, arguments]) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise WorkerFailed(f"{self.name} ended before {verb}") from None
        line = self._process.stdout.readline()
        reply = json.loads(line) if line else {"error": "the process ended"}
        if "error" in reply:
            raise WorkerFailed(f"{self.name} cannot {verb}: {reply['error']}")
        return reply["value"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


ABSENT = 3
PROBE = f"""
import sys
from benchmarks.peers import peer
try:
    peer(sys.argv[1])
except ModuleNotFoundError as error:
    sys.exit(str(error) if str(error.name).startswith(("benchmarks", "indexer")) else {ABSENT})
"""


def program(name: str) -> Program | None:
    """What runs this peer, or None where what it needs is not installed."""
    for candidate in filter(os.path.exists, INTERPRETERS):
        command = [candidate, "-c", PROBE, name]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if run.returncode == 0:
            return Program(name, candidate)
        if run.returncode != ABSENT:
            raise WorkerFailed(f"{name} cannot start: {run.stderr.strip().splitlines()[-1]}")
    return None


def earlier(checkout: Path) -> Program:
    """What runs another version of ours, from a checkout in which `make bench` has installed it."""
    interpreter = checkout.resolve() / ".venv" / "bin" / "python"
    if not interpreter.exists():
        raise WorkerFailed(f"{checkout} has no .venv; run make .venv/run.done there")
    return Program("us", str(interpreter), checkout.resolve())
