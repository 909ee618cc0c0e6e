"""Files of labelled texts, and the ratios that measure recognition."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.error_messages import about_file
from indexer.errors import UsageError


def labelled_lines(path: Path, what: str) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not empty, with their numbers.

    Raises UsageError, which calls the content `what`, if the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the {what} in {path} cannot be read: {about_file(error)}") from error
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def ratio(part: int, whole: int) -> float:
    """The ratio of a part to a whole; 1 if the whole is 0."""
    return part / whole if whole else 1.0
