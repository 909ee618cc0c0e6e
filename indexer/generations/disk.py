"""The file operations a generation is made of, one method each.

Everything that must survive a power cut goes through a `Disk`, so that a test can put another in its
place: one that remembers only what was synced, one that fails or dies at the nth operation.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from indexer.errors import IndexFailure

FICLONE = 0x40049409
CHUNK = 1 << 20
SPARE = 8
"""How many files are kept open to be closed when cleaning up needs descriptors."""


class Disk:
    """The real file system."""

    def make(self, folder: Path) -> None:
        """Make a folder whose parent exists."""
        folder.mkdir()

    def write(self, path: Path, data: bytes) -> None:
        """Write a whole file."""
        path.write_bytes(data)

    def copy(self, source: Path, target: Path) -> str:
        """Copy a file and its time, sharing blocks where the file system can; answers with its SHA-256."""
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

    def sync(self, path: Path) -> None:
        """Bring a file's content, or the names in a folder, to the medium."""
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def rename(self, source: Path, target: Path) -> None:
        """Give a file, folder or link another name, replacing what had it."""
        source.replace(target)

    def link(self, path: Path, target: str) -> None:
        """Make a symbolic link."""
        path.symlink_to(target)

    def remove(self, path: Path) -> None:
        """Remove a file or link, or a folder with everything in it."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _clone(source: int, target: int) -> bool:
    """Share the source's blocks with the target, where the file system can (Btrfs, XFS, bcachefs)."""
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
    """A few files kept open, to be closed when cleaning up needs some and there are no others."""
    with ExitStack() as spare:
        for _ in range(SPARE):
            spare.enter_context(open(os.devnull, "rb", buffering=0))
        yield spare


@contextmanager
def explained(root: Path) -> Iterator[None]:
    """Turn what the file system says while an index is written into a sentence; raises IndexFailure."""
    try:
        yield
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        raise IndexFailure(f"the index at {root} cannot be written: {error.strerror}{place}") from error
