"""Copies a generation as the start of the next: files that no generation changes are shared, others copied.

A file is never shared with the generation that is copied, but with an older one that has it in another place
on the disk. So two successive generations have two copies of everything, and damage to a file leaves one of
them whole; yet only what is new since the last update but one is written again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import msgspec

from indexer.errors import IndexDamaged
from indexer.generations.disk import Disk
from indexer.generations.hashes import FileEntry, FileHashes
from indexer.generations.manifest import THREADS, Manifest, read_manifest

IsFixed = Callable[[str], bool]
"""Whether a file is written once, so that no generation ever changes it; by its path in the folder."""


def is_never_fixed(_name: str) -> bool:
    """Any file may be changed."""
    return False


class Copy(msgspec.Struct, frozen=True):
    """A copied file; its content is unchanged while inode and time are."""

    inode: int
    changed: int
    entry: FileEntry


class Copier(msgspec.Struct, frozen=True):
    """Makes copies of generations."""

    disk: Disk
    is_fixed: IsFixed
    hashes: FileHashes = msgspec.field(default_factory=FileHashes)

    def copied(self, base: Path, folder: Path, others: Sequence[Path]) -> dict[str, Copy]:
        """Copy a generation and check every file, so that damage does not spread.

        Files that are fixed are shared with the first of the others that has them.
        """
        manifest = read_manifest(base)
        for parent in sorted({parent for name in manifest.files for parent in Path(name).parents[:-1]}):
            self.disk.make(folder / parent)
        older = list(_manifests(others))

        def copy(name: str) -> Copy:
            entry = self._shared(name, base, folder, older) or self._written(name, base, folder)
            if entry != manifest.files[name]:
                raise IndexDamaged(f"{base.name} is damaged: {name} has changed since it was written")
            status = (folder / name).stat()
            return Copy(status.st_ino, status.st_mtime_ns, entry)

        with ThreadPoolExecutor(THREADS) as pool:
            return dict(zip(manifest.files, pool.map(copy, manifest.files), strict=True))

    def _shared(
        self, name: str, base: Path, folder: Path, older: Sequence[tuple[Path, Manifest]]
    ) -> FileEntry | None:
        """The entry of a file that this generation now shares with an older one."""
        if not self.is_fixed(name):
            return None
        entry = self.hashes.entry_of(base / name)
        for place, manifest in older:
            if manifest.files.get(name) == entry and not (place / name).samefile(base / name):
                twin = self.hashes.entry_of(place / name)
                if twin == entry and self.disk.share(place / name, folder / name):
                    return twin
        return None

    def _written(self, name: str, base: Path, folder: Path) -> FileEntry:
        """The entry of a file that was copied, hashed on the way."""
        digest = self.disk.copy(base / name, folder / name)
        status = (folder / name).stat()
        entry = FileEntry(status.st_size, digest)
        self.hashes.note(status, entry)
        return entry


def _manifests(folders: Iterable[Path]) -> Iterator[tuple[Path, Manifest]]:
    """The generations whose manifests can be read, with these."""
    for folder in folders:
        with suppress(IndexDamaged):
            yield folder, read_manifest(folder)
