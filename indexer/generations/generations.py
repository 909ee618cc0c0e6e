"""Generations: one index folder, in which nothing that is served ever changes.

    .index/
      current -> generations/g00000042      the generation that serves
      generations/g00000042/MANIFEST.json   sealed: size and SHA-256 of every file
      generations/building/                 what is being built; swept by the next build if it was killed
      report.json                           what the last build did
      lock                                  held while building; says which process has it

A generation is built aside, sealed, looked at, brought to the medium and only then named, and `current`
moves to it in one step. Nothing here knows what is in a generation.
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from indexer.errors import IndexDamaged, IndexFailure, IndexMissing
from indexer.generations.disk import Disk, explained, spare_descriptors
from indexer.generations.draft import Draft
from indexer.generations.last_report import LastReport
from indexer.generations.lock import Lock
from indexer.generations.manifest import MANIFEST, Manifest, check
from indexer.generations.names import NAME, next_name, serving_order, superseded
from indexer.report import Report

WAIT = 2.0
BUILDING = "building"
RETIRED = "retired"

logger = logging.getLogger(__name__)


class Generations:
    """The generations of one index folder."""

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self.root = root
        self._current = str(root / "current")
        self._disk = disk or Disk()
        self._lock = Lock(root / "lock")
        self._report = LastReport(root / "report.json", self._disk)

    def current(self) -> str | None:
        """The name that `current` points to, whether or not it is good: one readlink, cheap."""
        try:
            name = os.readlink(self._current).rpartition("/")[2]
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.EINVAL, errno.ENOTDIR):
                return None
            raise IndexFailure(f"{self._current} cannot be read: {error.strerror}") from error
        return name if NAME.fullmatch(name) else None

    def folder(self, name: str) -> Path:
        """Where a generation stands."""
        return self.root / "generations" / name

    def names(self) -> list[str]:
        """The generations that stand in the folder, the oldest first."""
        try:
            return sorted(name for name in os.listdir(self.root / "generations") if NAME.fullmatch(name))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise IndexFailure(f"{self.root / 'generations'} cannot be read: {error.strerror}") from error

    def verify(self, name: str) -> Manifest:
        """Check the manifest, and every file's size and SHA-256; raises IndexDamaged naming the file."""
        manifest = check(self.folder(name))
        if manifest.generation != name:
            raise IndexDamaged(f"{name} is damaged: its manifest belongs to {manifest.generation}")
        return manifest

    def newest_good(self) -> tuple[str | None, tuple[str, ...]]:
        """The generation to serve, and the problems found on the way to it.

        The one that `current` names comes first, then older ones, and only then newer ones, which somebody
        went back from or a killed build left.
        """
        while True:
            current = self.current()
            name, problems = self._first_good(current)
            # What looked damaged may have been taken away meanwhile, after builds that moved `current`.
            if not problems or self.current() == current:
                return name, problems

    def _first_good(self, current: str | None) -> tuple[str | None, tuple[str, ...]]:
        candidates = serving_order(self.names(), current)
        problems = [self._no_current()] if candidates and not current else []
        for name in candidates:
            try:
                self.verify(name)
            except IndexDamaged as error:
                problems.append(str(error))
            else:
                return name, tuple(problems)
        return None, tuple(problems)

    def last_report(self) -> Report | None:
        """What the last build did, where that is known."""
        return self._report.read()

    @property
    def writable(self) -> bool:
        """Whether this process may build here."""
        place = self.root
        while not place.exists() and place != place.parent:
            place = place.parent
        return os.access(place, os.W_OK | os.X_OK)

    # Writing

    @contextmanager
    def lock(self, wait: float = WAIT) -> Iterator[None]:
        """Be the one writer; raises IndexLocked with the process that is, after waiting so many seconds."""
        with ExitStack() as stack:
            with explained(self.root):
                self._make(self.root / "generations")
                stack.enter_context(self._lock.held(wait))
            yield

    @contextmanager
    def draft(self, base: str | None = None) -> Iterator[Draft]:
        """Make a generation, from a copy of `base` or from nothing; it serves once it is published.

        Raises IndexDamaged where `base` is not as it was written. After that, and after any error of the
        caller's, everything is as it was.
        """
        with self.lock(), explained(self.root), spare_descriptors() as spare:
            before, name = self.current(), next_name(self.names(), self.current())
            self._sweep()
            try:
                start = self.folder(base) if base else None
                yield Draft(self._disk, self.folder(BUILDING), name, start, self._name_draft)
            except BaseException:
                spare.close()
                self._undo(name)
                raise
            spare.close()
            if self.current() == name:
                self._tidy(name, before)
            else:
                self._undo(name)

    def rollback(self) -> str:
        """Serve the newest good generation before the current one again; answers with its name."""
        if self.current() is None:
            raise IndexMissing(f"there is no index at {self.root} yet; build one")
        with self.lock(), explained(self.root):
            current = self.current() or ""
            for name in reversed([name for name in self.names() if name < current]):
                with suppress(IndexDamaged):
                    self.verify(name)
                    self._point_to(name)
                    return name
            raise IndexFailure(f"there is no good generation before {current} to go back to")

    def record(self, report: Report) -> None:
        """Keep a build's report."""
        with self.lock(), explained(self.root):
            try:
                self._report.write(report)
            except BaseException:
                self._remove([self._report.fresh])
                raise
            self._disk.sync(self.root)

    # The steps

    def _name_draft(self, name: str) -> None:
        self._disk.rename(self.folder(BUILDING), self.folder(name))
        self._point_to(name)

    def _point_to(self, name: str) -> None:
        """Move `current` in one step, once the name it will point to is on the medium."""
        fresh = self.root / "current.new"
        self._disk.sync(self.root / "generations")
        if fresh.is_symlink():
            self._disk.remove(fresh)
        self._mend_current()
        self._disk.link(fresh, f"generations/{name}")
        self._disk.rename(fresh, self.root / "current")
        self._disk.sync(self.root)

    def _no_current(self) -> str:
        """Why `current` names no generation."""
        current = self.root / "current"
        if current.is_symlink() or not current.is_dir():
            return f"{current} leads to no generation"
        return f"{current} is a folder, as after a copy that followed links; the next build makes it a link"

    def _mend_current(self) -> None:
        """Remove a folder in the place of `current`, which is a copy of a generation that was copied too."""
        current = self.root / "current"
        if current.is_symlink() or not current.is_dir():
            return
        if not (current / MANIFEST).exists():
            raise IndexFailure(f"{current} is a folder but not a generation; move it away and build again")
        self._disk.remove(current)
        logger.warning("%s was a folder, as after a copy that followed links; it is a link again", current)

    def _undo(self, name: str) -> None:
        """Leave nothing of a build that failed, unless it serves already."""
        left = [self.folder(BUILDING), self.root / "current.new"]
        if self.current() != name:
            left.append(self.folder(name))
        self._remove(left)

    def _sweep(self) -> None:
        """Remove what a killed build left."""
        names = os.listdir(self.root / "generations")
        self._remove(self.folder(name) for name in names if not NAME.fullmatch(name))
        self._remove([self.root / "current.new", self._report.fresh])

    def _tidy(self, name: str, before: str | None) -> None:
        """Keep the newest three, without those that were gone back from or never served."""
        for other in superseded(self.names(), before, name):
            self._retire(other)

    def _retire(self, name: str) -> None:
        """Take a generation's name before its files, so that what has a name is always whole."""
        try:
            self._disk.rename(self.folder(name), self.folder(RETIRED))
            self._disk.sync(self.root / "generations")
        except OSError as error:
            logger.warning("%s could not be removed: %s", name, error.strerror)
        self._remove([self.folder(RETIRED)])

    def _remove(self, paths: Iterable[Path]) -> None:
        for path in paths:
            try:
                if path.is_symlink() or path.exists():
                    self._disk.remove(path)
            except OSError as error:
                # What serves is not touched by this, and the next build tries again.
                logger.warning("%s could not be removed: %s", path, error.strerror)

    def _make(self, folder: Path) -> None:
        """Make a folder and its parents, so that they last."""
        if not folder.is_dir():
            self._make(folder.parent)
            with suppress(FileExistsError):
                self._disk.make(folder)
            self._disk.sync(folder.parent)
