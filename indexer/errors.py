"""The errors of this project, as one small tree.

ProfileIndexError               a sentence for a person: what, where, what to do
├── ContentError                a file or record cannot be read as a profile (has path and line)
├── CorpusError                 a folder or file of content cannot be used at all
├── IndexFailure                the index cannot be opened or written
│   ├── IndexMissing            there is no index yet
│   ├── IndexDamaged            a generation fails its checks
│   ├── IndexLocked             another process is writing
│   └── IndexRefused            a build failed the checks of a new index
└── UsageError                  a setting, an address or a value is invalid
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BORDERS = re.compile(r"[/#]")
"""What ends the name of a folder or a file within a source."""


class ProfileIndexError(Exception):
    """The base of all errors whose message is for people to read."""


class ContentError(ProfileIndexError):
    """A file, or a record in it, that cannot be read as a profile.

    `path` is the path of the file. `source` identifies a record (`path#id`), a file, or a folder that cannot
    be opened.
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
    """The source, for a record its file, and the folders that contain it."""
    yield source
    yield from (source[: match.start()] for match in _BORDERS.finditer(source))


class CorpusError(ProfileIndexError):
    """Content that cannot be used at all, such as a missing folder."""


class IndexFailure(ProfileIndexError):
    """The index cannot be opened or written."""


class IndexMissing(IndexFailure):
    """There is no index yet."""


class IndexDamaged(IndexFailure):
    """A generation that fails its checks."""


class IndexLocked(IndexFailure):
    """Another process is writing to the index."""


class IndexRefused(IndexFailure):
    """A build that failed the checks of a new index; the old index keeps serving."""

    def __init__(self, objections: tuple[str, ...]) -> None:
        self.objections = objections
        super().__init__("the new index was refused, and the old one keeps serving: " + "; ".join(objections))


class UsageError(ProfileIndexError):
    """An invalid setting, address or value."""
