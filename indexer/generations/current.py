"""The link `current`, which points to the generation that serves."""

from __future__ import annotations

import errno
import logging
import os
from pathlib import Path

from indexer.errors import IndexFailure
from indexer.generations.disk import Disk
from indexer.generations.layout import CURRENT, GENERATIONS
from indexer.generations.manifest import MANIFEST
from indexer.generations.names import NAME

logger = logging.getLogger(__name__)


class CurrentLink:
    """The link `current` of an index folder, which moves in one step."""

    def __init__(self, root: Path, disk: Disk) -> None:
        self._root = root
        self._path = str(root / CURRENT)
        self._disk = disk

    @property
    def fresh(self) -> Path:
        """The path where a new link is made before it replaces the old one."""
        return self._root / f"{CURRENT}.new"

    def read(self) -> str | None:
        """The generation that the link points to, good or not; costs one readlink."""
        try:
            name = os.readlink(self._path).rpartition("/")[2]
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.EINVAL, errno.ENOTDIR):
                return None
            raise IndexFailure(f"{self._path} cannot be read: {error.strerror}") from error
        return name if NAME.fullmatch(name) else None

    def point_to(self, name: str) -> None:
        """Move the link in one step, once the generation's name is synced."""
        self._disk.sync(self._root / GENERATIONS)
        if self.fresh.is_symlink():
            self._disk.remove(self.fresh)
        self._mend()
        self._disk.link(self.fresh, f"{GENERATIONS}/{name}")
        self._disk.rename(self.fresh, Path(self._path))
        self._disk.sync(self._root)

    def problem(self) -> str:
        """The problem of a link that leads to no generation."""
        current = Path(self._path)
        if current.is_symlink() or not current.is_dir():
            return f"{current} leads to no generation"
        return f"{current} is a folder, because a copy followed links; the next build makes it a link"

    def _mend(self) -> None:
        """Remove a folder in place of the link, left by a copy that followed links."""
        current = Path(self._path)
        if current.is_symlink() or not current.is_dir():
            return
        if not (current / MANIFEST).exists():
            raise IndexFailure(f"{current} is a folder but not a generation; move it away and build again")
        self._disk.remove(current)
        logger.warning("%s was a folder, because a copy followed links; we made it a link again", current)
