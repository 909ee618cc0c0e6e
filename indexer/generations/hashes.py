"""The hashes of files, computed once for each content that a file has."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import NamedTuple

import msgspec

TRUSTED = 3600.0
"""Seconds that a hash is trusted while a file's inode, size and time stay the same.

Only a disk that loses data changes a file in this way, and it may just as well do so while the file serves.
"""

SETTLED = 2.0
"""The age in seconds from which a file's time distinguishes two contents, on any file system."""


class FileEntry(msgspec.Struct, frozen=True):
    """A file's size and SHA-256."""

    size: int
    sha256: str


class _Known(NamedTuple):
    """A hash, for which content it was computed, and when."""

    content: tuple[int, ...]
    entry: FileEntry
    since: float


class FileHashes:
    """The hashes that one process has computed."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], _Known] = {}

    def entry_of(self, path: Path) -> FileEntry:
        """The size and SHA-256 of a file, read unless this process has read the same content lately."""
        with path.open("rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            known = self._known.get((status.st_dev, status.st_ino))
            if known and known.content == _content(status) and time.monotonic() - known.since < TRUSTED:
                return known.entry
            entry = FileEntry(status.st_size, hashlib.file_digest(file, "sha256").hexdigest())
        self.note(status, entry)
        return entry

    def note(self, status: os.stat_result, entry: FileEntry) -> None:
        """Remember the hash of a file whose status was taken before it was read."""
        if time.time() - status.st_mtime >= SETTLED:
            now = time.monotonic()
            self._known = {key: one for key, one in self._known.items() if now - one.since < TRUSTED}
            self._known[status.st_dev, status.st_ino] = _Known(_content(status), entry, now)


def _content(status: os.stat_result) -> tuple[int, ...]:
    """What changes with the content of a file; a link to it changes neither."""
    return status.st_size, status.st_mtime_ns
