"""Reports: what a build did, and which generation is served now."""

from __future__ import annotations

import datetime as dt

import msgspec

from indexer.schedule import HeldBack

OTHER_VERSION = "it was made by another version"
"""Why a generation that is kept cannot be served."""

RELEASE = "profile-index rollback --release"
"""The command that ends a hold."""


class Refusal(msgspec.Struct, frozen=True):
    """A file or record that was not read, and why."""

    path: str
    line: int | None
    message: str


class Report(msgspec.Struct, frozen=True):
    """What a build did, and the `generation` that served after it.

    A build with `objections` is not served; its `added`, `changed` and `removed` are what would have changed.
    `findings` are remarks on a build that is served. `refused` files keep their last good version.
    `held_back` profiles are drafts or have a publication date to come.
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
        """When the build ended."""
        return self.started + dt.timedelta(seconds=self.seconds)


class Generation(msgspec.Struct, frozen=True):
    """A generation that is kept: `size` is in bytes, `held` means that builds are not served after it.

    One that cannot be served has a `problem`, and what is not known of it is missing.
    """

    name: str
    built: dt.datetime | None = None
    profiles: int = 0
    size: int = 0
    current: bool = False
    held: bool = False
    problem: str = ""


def unserved_build(report: Report | None) -> tuple[str, ...]:
    """The problem of a last build that is not served, so that edits are held back."""
    if report is None or not report.objections:
        return ()
    reasons = "; ".join(report.objections)
    build = f"the build of {report.started:%Y-%m-%d %H:%M:%S} UTC"
    return (f"edits are held back, because {build} is not served: {reasons}",)


class Status(msgspec.Struct, frozen=True):
    """The status of an index: which generation is served, and its health.

    `problems` say what is wrong and what was done about it, or why edits are held back. `healthy` is about
    the generation that serves. After a rollback, `last_build` is about another generation. `held` says
    since when builds are not served.
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
    held: dt.datetime | None = None

    @property
    def hold(self) -> str | None:
        """Why builds are not served, and what to do; None if they are.

        A hold does not count while no generation serves, because then any build is better than none.
        """
        if self.held is None or self.generation is None:
            return None
        since = f"since {self.held:%Y-%m-%d %H:%M} UTC"
        return f"the index is held at {self.generation} {since}; `{RELEASE}` lets builds be served again"
