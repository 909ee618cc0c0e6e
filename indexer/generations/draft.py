"""A draft: a generation that is copied, filled, sealed and synced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path

import msgspec

from indexer.generations.copying import Copier, Copy
from indexer.generations.disk import Disk
from indexer.generations.hashes import FileEntry, FileHashes
from indexer.generations.manifest import MANIFEST, THREADS, Manifest, files_in, read_manifest

NameIt = Callable[[str], None]
"""Names the folder of a draft and makes it the generation that serves."""


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """The contents of a new generation; `counts` are the engine's own."""

    profiles: int
    schema_version: str
    content_hash: str
    counts: dict[str, int] = {}


class Draft:
    """A generation in progress: fill `folder`, seal it, check it, publish it."""

    def __init__(
        self, copier: Copier, folder: Path, name: str, start: Sequence[Path], name_it: NameIt
    ) -> None:
        """`start` has the folder to copy, if any, followed by those to share files with."""
        self.folder = folder
        self._disk = copier.disk
        self._hashes = copier.hashes
        self._name = name
        self._name_it = name_it
        copier.disk.make(folder)
        self._copies = copier.copied(start[0], folder, start[1:]) if start else {}

    def seal(self, contents: Contents) -> Manifest:
        """Write the manifest of all files in the folder."""
        manifest = Manifest(
            generation=self._name,
            built=dt.datetime.now(dt.UTC),
            profiles=contents.profiles,
            schema_version=contents.schema_version,
            content_hash=contents.content_hash,
            counts=contents.counts,
            files=_entries(self.folder, self._copies, self._hashes),
        ).sealed()
        self._disk.write(self.folder / MANIFEST, manifest.encoded())
        return manifest

    def publish(self) -> str:
        """Sync the sealed folder, name it and make it serve; returns the name."""
        _sync(self._disk, self.folder, read_manifest(self.folder))
        self._name_it(self._name)
        return self._name


def _entries(folder: Path, copies: Mapping[str, Copy], hashes: FileHashes) -> dict[str, FileEntry]:
    """The entry of each file; only files that are new or changed are read."""
    entries: dict[str, FileEntry] = {}
    fresh: list[str] = []
    for name, status in sorted(files_in(folder), key=itemgetter(0)):
        copy = copies.get(name)
        if copy and (status.st_ino, status.st_mtime_ns) == (copy.inode, copy.changed):
            entries[name] = copy.entry
        else:
            fresh.append(name)
    with ThreadPoolExecutor(THREADS) as pool:
        entries.update(zip(fresh, pool.map(hashes.entry_of, [folder / name for name in fresh]), strict=True))
    return dict(sorted(entries.items()))


def _sync(disk: Disk, folder: Path, manifest: Manifest) -> None:
    """Sync every file, then every folder."""
    paths = [folder / name for name in (MANIFEST, *manifest.files)]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(disk.sync, paths))
    parents = {parent for path in paths for parent in path.parents if parent.is_relative_to(folder)}
    for parent in sorted(parents, reverse=True):
        disk.sync(parent)
