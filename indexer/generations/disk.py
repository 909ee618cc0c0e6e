"""The file operations of a generation, one method each.

Everything that must survive a power cut goes through a `Disk`, so that tests can replace it: with one that
remembers only synced data, or one that fails at the nth operation.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from indexer.errors import IndexFailure

FICLONE = 0x40049409
CHUNK = 1 << 20
SPARE = 8
"""The number of spare open files, to close when cleaning up needs descriptors."""


class Disk:
    """The real file system."""

    def make(self, folder: Path) -> None:
        """Create a folder in an existing one."""
        folder.mkdir()

    def make_all(self, folder: Path) -> None:
        """Create a folder and its parents, and sync them."""
        if not folder.is_dir():
            self.make_all(folder.parent)
            with suppress(FileExistsError):
                self.make(folder)
            self.sync(folder.parent)

    def write(self, path: Path, data: bytes) -> None:
        """Write a whole file."""
        path.write_bytes(data)

    def copy(self, source: Path, target: Path) -> str:
        """Copy a file and its time, with shared blocks if possible; returns its SHA-256."""
        with source.open("rb", buffering=0) as reading, target.open("xb", buffering=0) as writing:
            digest = hashlib.sha256()
            cloned = _clone(reading.fileno(), writing.fileno())
            buffer = memoryview(bytearray(CHUNK))
            while size := reading.readinto(buffer):
                digest.update(buffer[:size])
                if not cloned:
                    _write_all(writing.fileno(), buffer[:size])
            status = os.fstat(reading.fileno())
            os.utime(writing.fileno(), ns=(status.st_atime_ns, status.st_mtime_ns))
        return digest.hexdigest()

    def share(self, source: Path, target: Path) -> bool:
        """Give a file a second name, if the file system can."""
        try:
            target.hardlink_to(source)
        except OSError as error:
            if error.errno in (errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EXDEV):
                return False
            raise
        return True

    def sync(self, path: Path) -> None:
        """Sync the content of a file, or the names in a folder, to the disk."""
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Rename a file, folder or link; replaces an existing one."""
        source.replace(target)

    def link(self, path: Path, target: str) -> None:
        """Create a symbolic link."""
        path.symlink_to(target)

    def remove(self, path: Path) -> None:
        """Remove a file or link, or a folder with everything in it."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _clone(source: int, target: int) -> bool:
    """Share blocks with the target if the file system can (Btrfs, XFS, bcachefs)."""
    try:
        fcntl.ioctl(target, FICLONE, source)
    except OSError:
        return False
    return True


def _write_all(descriptor: int, data: memoryview) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


@contextmanager
def spare_descriptors() -> Iterator[ExitStack]:
    """Spare open files, to close when cleaning up needs descriptors."""
    with ExitStack() as spare:
        for _ in range(SPARE):
            spare.enter_context(open(os.devnull, "rb", buffering=0))
        yield spare


@contextmanager
def explained(root: Path) -> Iterator[None]:
    """Turn errors of the file system into an IndexFailure with a sentence."""
    try:
        yield
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        raise IndexFailure(f"the index at {root} cannot be written: {error.strerror}{place}") from error
