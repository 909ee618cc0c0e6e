"""What can go wrong, as one small tree.

ProfileIndexError               a sentence for a person: what, where, what to do
├── ContentError                a file or record cannot be read as a profile (has path and line)
├── CorpusError                 a folder or file of content cannot be used at all
├── IndexFailure                 the index cannot be opened or written
│   ├── IndexMissing            there is no index yet
│   ├── IndexDamaged            a generation fails its checks
│   ├── IndexLocked             another process is writing
│   └── IndexRefused            a build was made, and objected to before it was served
└── UsageError                  a setting, an address or a value makes no sense
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BORDERS = re.compile(r"[/#]")
"""What ends the name of a folder or a file within a source."""


class ProfileIndexError(Exception):
    """Base of every error that this project raises for a person to read."""


class ContentError(ProfileIndexError):
    """A file, or one record in it, that cannot be read as a profile.

    `path` is how to open it, `source` is how the index knows it: of a record (`path#id`), of a file, or of
    a whole folder that could not be looked into.
    """

    def __init__(
        self, message: str, *, path: str, line: int | None = None, source: str | None = None
    ) -> None:
        self.message = message
        self.path = path
        self.line = line
        self.source = source
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")

    def covers(self, source: str) -> bool:
        """Whether this error makes a source unreadable: it names the source, its file or a folder of it."""
        return self.source is not None and self.source in enclosing(source)


def enclosing(source: str) -> Iterator[str]:
    """The source, its file where it is a record, and the folders that contain it."""
    yield source
    yield from (source[: match.start()] for match in _BORDERS.finditer(source))


class CorpusError(ProfileIndexError):
    """Content that cannot be used at all: a missing folder, say."""


class IndexFailure(ProfileIndexError):
    """The index cannot be opened or written."""


class IndexMissing(IndexFailure):
    """There is no index at that place yet."""


class IndexDamaged(IndexFailure):
    """A generation that fails its checks."""


class IndexLocked(IndexFailure):
    """Another process is writing to the index."""


class IndexRefused(IndexFailure):
    """A build that was made and objected to; the old index keeps serving."""

    def __init__(self, objections: tuple[str, ...]) -> None:
        self.objections = objections
        super().__init__("the new index was refused, and the old one keeps serving: " + "; ".join(objections))


class UsageError(ProfileIndexError):
    """A setting, an address or a value that makes no sense."""
