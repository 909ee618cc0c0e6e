"""The same as the page for editors in the terminal: `status --library`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from indexer.check import Finding, findings
from indexer.engine import Engine
from indexer.errors import CorpusError, IndexFailure
from service.editors.coverage import Coverage, coverage
from service.editors.findings import REVIEW
from service.editors.missed import MissedSearch, MissedSearches, place_of
from service.editors.page import all_profiles
from service.settings import Settings

SHOWN = 10
"""The most missed searches and profiles that are printed."""


class LibrarySummary(msgspec.Struct, frozen=True):
    """What a library has and lacks; without an index, or without profiles here, the rest."""

    coverage: Coverage | None
    findings: tuple[Finding, ...] | None
    missed: tuple[MissedSearch, ...]


def library_summary(engine: Engine, settings: Settings) -> LibrarySummary:
    """What the library of some settings has and lacks."""
    try:
        covered = coverage(all_profiles(engine.searcher()))
    except IndexFailure:
        covered = None
    try:
        found = tuple(findings([Path(each) for each in settings.profiles]))
    except CorpusError:
        found = None
    place = place_of(settings.index, settings.run_folder)
    return LibrarySummary(covered, found, tuple(MissedSearches(place).most() if place else ()))


def summary_lines(summary: LibrarySummary) -> Iterator[str]:
    """Lines for what a library has and lacks."""
    if summary.coverage:
        yield from _coverage_lines(summary.coverage)
    if summary.findings is None:
        yield "findings      unknown: the profiles cannot be read from here"
    else:
        rules = Counter(each.rule for each in summary.findings if each.rule != REVIEW).most_common()
        counts = ", ".join(f"{rule} {count:,}" for rule, count in rules)
        yield f"findings      {counts or 'none'}"
        due = [each.path for each in summary.findings if each.rule == REVIEW]
        yield f"reviews due   {', '.join(due[:SHOWN]) or 'none'}"
    searches = ", ".join(f"{each.text} ({each.count:,})" for each in summary.missed[:SHOWN])
    yield f"not found     {searches or 'none'}"


def _coverage_lines(covered: Coverage) -> Iterator[str]:
    for kind in covered.kinds:
        names = ", ".join(each.id for each in kind.missing[:SHOWN])
        more = f" and {len(kind.missing) - SHOWN:,} more" if len(kind.missing) > SHOWN else ""
        without = f"; not in {names}{more}" if names else ""
        yield f"{kind.label.lower():<14}in {kind.having:,} of {covered.profiles:,}{without}"
