"""The report of the last build, in a file that is read only when it is replaced."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from indexer.generations.disk import Disk
from indexer.report import Report

Stamp = tuple[int, int, int]
"""The identity of a file: inode, time of change in ns, size."""

logger = logging.getLogger(__name__)


class LastReport:
    """A report in a file, cached because monitors ask for it often."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self.path = path
        self._disk = disk
        self._read: tuple[Stamp, Report | None] | None = None

    @property
    def fresh(self) -> Path:
        """The path where a new report is written before it replaces the old one."""
        return self.path.with_name(f"{self.path.name}.new")

    def read(self) -> Report | None:
        """The report of the last build by any process; None if it is not known."""
        try:
            status = self.path.stat()
            stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
            if self._read is None or self._read[0] != stamp:
                self._read = (stamp, self._decoded())
            return self._read[1]
        except FileNotFoundError:
            return None
        except OSError as error:
            self._warn(error)
            return None

    def write(self, report: Report) -> None:
        """Replace the report; the caller syncs the folder."""
        self._disk.write(self.fresh, msgspec.json.format(msgspec.json.encode(report)) + b"\n")
        self._disk.sync(self.fresh)
        self._disk.rename(self.fresh, self.path)

    def _decoded(self) -> Report | None:
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Report)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self._warn(error)
            return None

    def _warn(self, error: Exception) -> None:
        logger.warning("%s cannot be read, so the last build is not known: %s", self.path, error)
