"""A generation while it is made: copied, filled, sealed, looked at, and brought to the medium."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from operator import itemgetter
from pathlib import Path

import msgspec

from indexer.errors import IndexDamaged, IndexRefused
from indexer.generations.disk import Disk
from indexer.generations.manifest import (
    MANIFEST,
    THREADS,
    FileEntry,
    Manifest,
    entry_of,
    files_in,
    read_manifest,
)

Objections = Callable[[Path, Manifest], Sequence[str]]
"""Looks at a finished folder before it is named; none lets it pass."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What was filled into a new generation's folder, and how to look at it before it serves."""

    profiles: int
    schema_version: str
    content_hash: str
    verify: Objections
    counts: dict[str, int] = {}


class Copy(msgspec.Struct, frozen=True):
    """A file as it was copied; while its inode and time stay, so does its content."""

    inode: int
    changed: int
    entry: FileEntry


def build(disk: Disk, folder: Path, name: str, fill: Callable[[Path], Draft], base: Path | None) -> None:
    """Make the generation `name` in a new folder, from a copy of `base` or from nothing, ready to be named.

    Raises IndexRefused where the draft is objected to, IndexDamaged where `base` is not as it was written.
    """
    disk.make(folder)
    copies = _copy(disk, base, folder) if base else {}
    draft = fill(folder)
    manifest = Manifest(
        generation=name,
        built=dt.datetime.now(dt.UTC),
        profiles=draft.profiles,
        schema_version=draft.schema_version,
        content_hash=draft.content_hash,
        counts=draft.counts,
        files=_entries(folder, copies),
    ).sealed()
    disk.write(folder / MANIFEST, manifest.encoded())
    if objections := tuple(draft.verify(folder, manifest)):
        raise IndexRefused(objections)
    _sync(disk, folder, manifest)


def _copy(disk: Disk, base: Path, folder: Path) -> dict[str, Copy]:
    """Copy a generation, checking every byte on the way: damage never travels."""
    manifest = read_manifest(base)
    for parent in sorted({parent for name in manifest.files for parent in Path(name).parents[:-1]}):
        disk.make(folder / parent)

    def copy(name: str) -> Copy:
        digest = disk.copy(base / name, folder / name)
        status = (folder / name).stat()
        return Copy(status.st_ino, status.st_mtime_ns, FileEntry(status.st_size, digest))

    with ThreadPoolExecutor(THREADS) as pool:
        copies = dict(zip(manifest.files, pool.map(copy, manifest.files), strict=True))
    for name, made in copies.items():
        if made.entry != manifest.files[name]:
            raise IndexDamaged(f"{base.name} is damaged: {name} is not as it was written")
    return copies


def _entries(folder: Path, copies: Mapping[str, Copy]) -> dict[str, FileEntry]:
    """Every file's entry; only what is new, or was changed since it was copied, is read."""
    entries: dict[str, FileEntry] = {}
    fresh: list[str] = []
    for name, status in sorted(files_in(folder), key=itemgetter(0)):
        copy = copies.get(name)
        if copy and (status.st_ino, status.st_mtime_ns) == (copy.inode, copy.changed):
            entries[name] = copy.entry
        else:
            fresh.append(name)
    with ThreadPoolExecutor(THREADS) as pool:
        entries.update(zip(fresh, pool.map(entry_of, [folder / name for name in fresh]), strict=True))
    return dict(sorted(entries.items()))


def _sync(disk: Disk, folder: Path, manifest: Manifest) -> None:
    """Bring every file, and then every folder's names, to the medium."""
    paths = [folder / name for name in (MANIFEST, *manifest.files)]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(disk.sync, paths))
    parents = {parent for path in paths for parent in path.parents if parent.is_relative_to(folder)}
    for parent in sorted(parents, reverse=True):
        disk.sync(parent)
