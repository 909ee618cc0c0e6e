"""Rules about mistakes in a file's markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.check.findings import Fault, excerpt
from indexer.check.source import SourceFile

CONFLICT = re.compile(r"(?:<{7}|>{7})(?: |$)")
"""How a version control system marks the two sides of a conflict."""

NO_SPACE = re.compile(r" {0,3}(?P<hashes>#{1,6})(?P<heading>[^\W\d_][^#]*?)\s*#*\s*")


def conflict_markers(source: SourceFile) -> Iterator[Fault]:
    """Marks that a version control system left at conflicting edits; one finding per conflict."""
    inside = False
    for number, line in enumerate(source.lines, 1):
        if CONFLICT.match(line):
            if not inside or line.startswith("<"):
                message = f"two edits conflict here: {excerpt(line.strip())}; keep one, and remove the marks"
                yield Fault(str(source.path), number, message)
            inside = line.startswith("<")


def unclosed_fences(source: SourceFile) -> Iterator[Fault]:
    """Code that is never closed, so that everything after it is code."""
    for token in source.tokens:
        if token.type == "fence" and token.map:
            first, end = token.map
            last = source.lines[source.body + end - 1].strip(" >\t")
            if end - first < 2 or not _closes(last, token.markup):
                message = (
                    f"the code that begins with {token.markup} is never closed; add {token.markup} after it"
                )
                yield Fault(str(source.path), source.body + first + 1, message)


def headings_without_space(source: SourceFile) -> Iterator[Fault]:
    """Lines that would be headings if they had a space after the #."""
    if not source.is_markdown:
        return
    for number, line in enumerate(source.lines[source.body :], source.body + 1):
        found = NO_SPACE.fullmatch(line)
        if found and number not in source.code_lines and _is_meant(found, source):
            meant = f"{found['hashes']} {found['heading']}"
            message = f"{excerpt(line.strip())} is not a heading; put a space after the #: {excerpt(meant)}"
            yield Fault(str(source.path), number, message)


def _closes(line: str, fence: str) -> bool:
    return len(line) >= len(fence) and set(line) == set(fence)


def _is_meant(found: re.Match[str], source: SourceFile) -> bool:
    """Whether a line is meant as a heading; after a single #, it may be a tag."""
    return len(found["hashes"]) > 1 or source.headings.known(found["heading"])
