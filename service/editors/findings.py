"""The findings of `check` for the page of editors, made in a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence

import msgspec

from indexer.check import Finding
from service.settings import Settings, to_environment

LASTS = 60.0
"""Seconds for which findings are shown again before the profiles are read anew."""
PATIENCE = 8.0
"""The longest that a page waits for the findings, in seconds; after that it omits them."""
LONGEST = 300.0
"""Seconds after which a check is given up."""
REVIEW = "review-due"


class Checked(msgspec.Struct, frozen=True):
    """What a check found, or why there is nothing to show."""

    findings: tuple[Finding, ...] = ()
    problem: str = ""

    @property
    def rules(self) -> list[tuple[str, int]]:
        """How often each rule found something, most first."""
        return Counter(each.rule for each in self.findings if each.rule != REVIEW).most_common()

    @property
    def due(self) -> tuple[Finding, ...]:
        """The reviews that are due."""
        return tuple(each for each in self.findings if each.rule == REVIEW)


class Checks:
    """The checks of one service, one at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._running: asyncio.Task[Checked] | None = None
        self._last: tuple[float, Checked] | None = None

    async def latest(self) -> Checked:
        """What a check found within the last minute, or now."""
        if self._last and time.monotonic() - self._last[0] < LASTS:
            return self._last[1]
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._check())
        await asyncio.wait({self._running}, timeout=PATIENCE)
        if not self._running.done():
            return Checked(problem="The profiles are still being checked. Open this page again in a minute.")
        return self._running.result()

    async def close(self) -> None:
        """End a check that runs."""
        if self._running and not self._running.done():
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _check(self) -> Checked:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "service.cli",
            "check",
            "--json",
            env={**os.environ, **to_environment(self._settings)},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            said, wrong = await asyncio.wait_for(process.communicate(), LONGEST)
        except BaseException:
            process.kill()
            await process.wait()
            raise
        checked = _checked(said, wrong)
        self._last = (time.monotonic(), checked)
        return checked


def _checked(said: bytes, wrong: bytes) -> Checked:
    try:
        return Checked(tuple(msgspec.json.decode(said, type=Sequence[Finding])))
    except msgspec.DecodeError:
        reason = wrong.decode(errors="replace").strip().rpartition("\n")[2].removeprefix("profile-index: ")
        return Checked(problem=f"The profiles cannot be checked from here: {reason or 'the check failed'}.")
