"""The values of an import: a page on its way to Markdown, and the report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import msgspec

from indexer.profile import Profile


class SourcePage(NamedTuple):
    """A profile that was read from a source, and what of the source it does not have.

    `body` is its text in Markdown where the source has that; then only the sections of the profile from
    `beside` on are written after it. `folder` is where it goes below the target.
    """

    place: str
    profile: Profile
    folder: Path = Path()
    body: str | None = None
    beside: int = 0
    subheadings: frozenset[str] = frozenset()
    mapped: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


class Outcome(StrEnum):
    """What became of a page or a file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    LEFT_OUT = "left out"


class ImportedPage(msgspec.Struct, frozen=True):
    """The report on a page: where it was, where it is now, and what was kept, mapped and left out."""

    place: str
    outcome: Outcome
    target: str = ""
    kept: tuple[str, ...] = ()
    mapped: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    problem: str = ""


class ImportReport(msgspec.Struct, frozen=True):
    """The report of an import: its pages, and the mapping that it used, as TOML."""

    pages: tuple[ImportedPage, ...]
    mapping: str

    def count(self, outcome: Outcome) -> int:
        """How many pages or files had an outcome."""
        return sum(page.outcome is outcome for page in self.pages)
