"""Titles: words around them on pages, and lines with other names of a job."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.readers.outline import Line

TYPE_OF_PAGE = re.compile(
    r"\s*[-–—:|]?\s*\b(?:job|career) profile\s*$|^(?:job|career) profile\s*[-–—:|]\s*", re.IGNORECASE
)
OTHER_TITLES = re.compile(
    r"(?:alternative|other)(?: job)? (?:titles|names)(?: for this job)?(?: include)?:?\s+(?P<titles>\S.*)"
    r"|(?:also|sometimes|otherwise) (?:known as|called):?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
LONGEST = 200


def without_type(title: str) -> str:
    """A title without words for the type of page."""
    return TYPE_OF_PAGE.sub("", title) or title


def take_other_titles(lines: Iterable[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """The other names of a job in a short line above the sections, and other lines."""
    rest = list(lines)
    for at, line in enumerate(rest[:5]):
        found = OTHER_TITLES.fullmatch(line.text) if len(line.text) <= LONGEST else None
        if found:
            names = re.split(r",\s*|;\s*|\s+or\s+", (found["titles"] or found["names"]).rstrip("."))
            return tuple(dict.fromkeys(filter(None, names))), [*rest[:at], *rest[at + 1 :]]
        if line.level:
            break
    return (), rest
