"""The hold of an index: a file whose presence keeps builds from being served."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from indexer.errors import IndexFailure
from indexer.generations.disk import Disk


class HoldFile:
    """An empty file in the index folder; its time says since when the index is held."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self._disk = disk

    def since(self) -> dt.datetime | None:
        """Since when the index is held; None if it is not."""
        try:
            return dt.datetime.fromtimestamp(int(self.path.stat().st_mtime), dt.UTC)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise IndexFailure(f"{self.path} cannot be read: {error.strerror}") from error

    def begin(self) -> None:
        """Hold the index, from now on."""
        self._disk.write(self.path, b"")
        self._disk.sync(self.path)
        self._disk.sync(self.path.parent)

    def end(self) -> None:
        """End the hold; it is not an error if there is none."""
        if self.path.exists():
            self._disk.remove(self.path)
            self._disk.sync(self.path.parent)
