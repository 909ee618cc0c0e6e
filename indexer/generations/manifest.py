"""The manifest: the files of a generation, with hashes that reveal any damage."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from indexer.errors import IndexDamaged, IndexFailure
from indexer.generations.hashes import FileEntry, FileHashes
from indexer.report import OTHER_VERSION, Generation

MANIFEST = "MANIFEST.json"
THREADS = 4
"""The number of threads for hashing and syncing."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest of a generation, with all its files but the manifest itself.

    `counts` are the engine's own (segments, terms). `seal` is the SHA-256 of the rest.
    """

    generation: str
    built: dt.datetime
    profiles: int
    schema_version: str
    content_hash: str
    counts: dict[str, int]
    files: dict[str, FileEntry]
    seal: str = ""

    def fits(self, version: str) -> bool:
        """Whether a schema version can serve the generation; an empty one can serve any."""
        return version in ("", self.schema_version)

    def sealed(self) -> Manifest:
        """The manifest with its seal."""
        unsealed = msgspec.json.encode(msgspec.structs.replace(self, seal=""))
        return msgspec.structs.replace(self, seal=hashlib.sha256(unsealed).hexdigest())

    def encoded(self) -> bytes:
        """The manifest as bytes of its file."""
        return msgspec.json.format(msgspec.json.encode(self)) + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation, after a check of all file names and sizes.

    Raises IndexDamaged if any of them is wrong.
    """
    try:
        manifest = _read(folder)
        sizes = {name: status.st_size for name, status in files_in(folder)}
    except OSError as error:
        raise unreadable(folder, error) from error
    for name in sorted(manifest.files.keys() | sizes.keys()):
        if objection := _objection(name, manifest.files.get(name), sizes.get(name)):
            raise IndexDamaged(f"{folder.name} is damaged: {objection}")
    return manifest


def check(folder: Path, hashes: FileHashes) -> Manifest:
    """The manifest of a generation, after a check of all files by their hashes.

    Raises IndexDamaged if a file has changed since it was written.
    """
    manifest = read_manifest(folder)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            entries = list(pool.map(hashes.entry_of, [folder / name for name in manifest.files]))
    except OSError as error:
        raise unreadable(folder, error) from error
    for (name, entry), found in zip(manifest.files.items(), entries, strict=True):
        if found != entry:
            raise IndexDamaged(f"{folder.name} is damaged: {name} has changed since it was written")
    return manifest


def generation_in(folder: Path, version: str, current: str | None, held: str | None) -> Generation:
    """The facts about a generation that need no full read; one that cannot be served has a problem.

    `current` is the name of the served generation, and `held` that of the held one.
    """
    serves, is_held = folder.name == current, folder.name == held
    try:
        manifest = read_manifest(folder)
    except IndexFailure as error:
        return Generation(folder.name, current=serves, held=is_held, problem=str(error))
    size = sum(entry.size for entry in manifest.files.values())
    problem = "" if manifest.fits(version) else OTHER_VERSION
    return Generation(folder.name, manifest.built, manifest.profiles, size, serves, is_held, problem)


def files_in(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The relative path and status of every file in the folder but the manifest."""
    for parent, folders, names in os.walk(folder, onerror=_raise):
        for name in (*folders, *names):
            path = Path(parent, name)
            status = path.lstat()
            relative = path.relative_to(folder).as_posix()
            if stat.S_ISREG(status.st_mode) and relative != MANIFEST:
                yield relative, status
            elif not (stat.S_ISDIR(status.st_mode) or relative == MANIFEST):
                raise IndexDamaged(f"{folder.name} is damaged: {relative} is neither a file nor a folder")


def unreadable(folder: Path, error: OSError) -> IndexFailure:
    """The error for a failed read: damage, or a lack of resources."""
    lost = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EIO)
    place = Path(error.filename).name if error.filename else folder.name
    if error.errno in lost:
        return IndexDamaged(f"{folder.name} is damaged: {place}: {error.strerror}")
    return IndexFailure(f"{folder} cannot be read: {place}: {error.strerror}")


def _read(folder: Path) -> Manifest:
    raw = (folder / MANIFEST).read_bytes()
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"{folder.name} is damaged: {MANIFEST} cannot be read: {error}") from error
    if manifest.sealed().encoded() != raw:
        raise IndexDamaged(f"{folder.name} is damaged: {MANIFEST} has changed since it was written")
    return manifest


def _objection(name: str, entry: FileEntry | None, size: int | None) -> str | None:
    if entry is None:
        # Never skip a file: Whoosh would take a stray table of contents for a newer one.
        return f"{name} does not belong to it"
    if size is None:
        return f"{name} is missing"
    return f"{name} has {size} bytes, not {entry.size}" if size != entry.size else None


def _raise(error: OSError) -> None:
    raise error
