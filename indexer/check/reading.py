"""Findings from reading: unreadable files, held-back profiles and withheld text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from indexer.check.findings import Finding, Level
from indexer.check.rules import HELD_BACK, UNREADABLE
from indexer.errors import ContentError
from indexer.library.corpus import Corpus
from indexer.schedule import HeldBack


def unreadable(error: ContentError) -> Finding:
    """What cannot be read, and why."""
    return Finding(error.path, error.line, UNREADABLE.name, error.message, UNREADABLE.level)


def waiting(held: HeldBack) -> Finding:
    """A note that a profile is not published today, and how to publish it."""
    message = "is a draft, so it is not served; remove the key `draft` to publish it"
    if held.until:
        message = f"is not served before {held.until}; a build on or after that day publishes it"
    return Finding(held.path, held.line, HELD_BACK.name, message, HELD_BACK.level)


def withheld(corpus: Corpus) -> Iterator[Finding]:
    """What files have in them that is not published; a page's notes by one rule are one finding."""
    remarks = list(corpus.remarks())
    notes = Counter((path, remark.rule) for path, _, remark in remarks if remark.note)
    named: set[tuple[str, str]] = set()
    for path, line, remark in remarks:
        level, message = (Level.NOTE if remark.note else Level.WARNING), remark.message
        if remark.note and (path, remark.rule) in named:
            continue
        if remark.note and (more := notes[path, remark.rule] - 1):
            message = f"{message} (and {more:,} more in this file)"
        named.add((path, remark.rule))
        yield Finding(path, line, remark.rule, message, level)
