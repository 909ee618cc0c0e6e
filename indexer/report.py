"""What a build did, and what serves now."""

from __future__ import annotations

import datetime as dt

import msgspec

from indexer.schedule import HeldBack


class Refusal(msgspec.Struct, frozen=True):
    """A file or record that was not read, and why."""

    path: str
    line: int | None
    message: str


class Report(msgspec.Struct, frozen=True):
    """What a build did, and the `generation` that served after it.

    Where there are `objections`, the build is not served, and what it says of sources is what would have
    changed. `findings` say what is odd about what serves. `refused` files keep their last version; those that
    are `held_back` are drafts, or published later.
    """

    started: dt.datetime
    seconds: float
    generation: str | None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    objections: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    held_back: tuple[HeldBack, ...] = ()

    @property
    def ended(self) -> dt.datetime:
        """When the build was done."""
        return self.started + dt.timedelta(seconds=self.seconds)


def unserved_build(report: Report | None) -> tuple[str, ...]:
    """The problem that the last build was objected to, if it was: until another is served, no edit is."""
    if report is None or not report.objections:
        return ()
    reasons = "; ".join(report.objections)
    build = f"the build of {report.started:%Y-%m-%d %H:%M:%S} UTC"
    return (f"edits are held back, because {build} is not served: {reasons}",)


class Status(msgspec.Struct, frozen=True):
    """What serves now. `problems` say what is wrong and what was done about it, or what holds edits back.

    `healthy` is about the index that serves alone. After a step back `last_build` made another generation.
    """

    engine: str
    generation: str | None
    profiles: int
    built: dt.datetime | None
    schema_version: str
    content_hash: str
    healthy: bool = True
    problems: tuple[str, ...] = ()
    last_build: Report | None = None
