"""Files of labelled texts, and the ratios by which recognition is measured against them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.error_messages import about_file
from indexer.errors import UsageError


def labelled_lines(path: Path, what: str) -> Iterator[tuple[int, str]]:
    """The lines of a file that have something in them, with their numbers.

    Raises UsageError, which calls the content `what`, where the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the {what} in {path} cannot be read: {about_file(error)}") from error
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def ratio(part: int, whole: int) -> float:
    """A part of a whole, from 0 to 1; all of it where there is nothing to be a part of."""
    return part / whole if whole else 1.0
