"""Generations in one index folder; a generation that serves never changes.

    .index/
      current -> generations/g00000042      the generation that serves
      generations/g00000042/MANIFEST.json   size and SHA-256 of every file
      generations/building/                 the build in progress; the next build removes a leftover
      report.json                           the report of the last build
      hold                                  builds are not served while this file exists
      lock                                  held during a build; names the process

A generation is built in a separate folder, sealed, checked and synced; only then it gets its name, and
`current` moves to it in one step. The contents of a generation are the engine's business.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from indexer.errors import IndexDamaged, IndexFailure, IndexMissing
from indexer.generations.copying import Copier, IsFixed, is_never_fixed
from indexer.generations.current import CurrentLink
from indexer.generations.disk import Disk, explained, spare_descriptors
from indexer.generations.draft import Draft
from indexer.generations.hold import HoldFile
from indexer.generations.last_report import LastReport
from indexer.generations.layout import BUILDING, GENERATIONS, HOLD, LOCK, REPORT, RETIRED
from indexer.generations.lock import Lock
from indexer.generations.manifest import Manifest, check, generation_in
from indexer.generations.names import NAME, next_name, serving_order, superseded
from indexer.report import OTHER_VERSION, Generation, Report

WAIT = 2.0

logger = logging.getLogger(__name__)


class Generations:
    """The generations of one index folder; those of another `version`, if it is given, are not served."""

    def __init__(
        self, root: Path, disk: Disk | None = None, is_fixed: IsFixed = is_never_fixed, version: str = ""
    ) -> None:
        self.root = root
        self._folder = root / GENERATIONS
        self._version = version
        self._disk = disk or Disk()
        self._current = CurrentLink(root, self._disk)
        self._hold = HoldFile(root / HOLD, self._disk)
        self._copier = Copier(self._disk, is_fixed)
        self._lock = Lock(root / LOCK)
        self._report = LastReport(root / REPORT, self._disk)

    def current(self) -> str | None:
        """The generation that `current` points to, good or not; costs one readlink."""
        return self._current.read()

    def folder(self, name: str) -> Path:
        """The folder of a generation."""
        return self._folder / name

    def names(self) -> list[str]:
        """The names of all generations, the oldest first."""
        try:
            return sorted(name for name in os.listdir(self._folder) if NAME.fullmatch(name))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise IndexFailure(f"{self._folder} cannot be read: {error.strerror}") from error

    def verify(self, name: str) -> Manifest:
        """Check the manifest and every file; raises IndexDamaged, which names the file."""
        manifest = check(self.folder(name), self._copier.hashes)
        if manifest.generation != name:
            raise IndexDamaged(f"{name} is damaged: its manifest belongs to {manifest.generation}")
        return manifest

    def newest_good(self) -> tuple[str | None, tuple[str, ...]]:
        """The generation to serve, and the problems of those tried before it.

        The generation of `current` is tried first, then older ones, and then newer ones, which were rolled
        back or left by a killed build.
        """
        while True:
            current = self.current()
            name, problems = self._first_good(current)
            # A build may have moved `current` and removed the generation that seemed damaged.
            if not problems or self.current() == current:
                return name, problems

    def _first_good(self, current: str | None) -> tuple[str | None, tuple[str, ...]]:
        candidates = serving_order(self.names(), current)
        problems = [self._current.problem()] if candidates and not current else []
        for name in candidates:
            try:
                self.verify(name)
            except IndexDamaged as error:
                problems.append(str(error))
            else:
                return name, tuple(problems)
        return None, tuple(problems)

    def last_report(self) -> Report | None:
        """The report of the last build, if it is known."""
        return self._report.read()

    @property
    def writable(self) -> bool:
        """Whether this process can write to the index."""
        place = self.root
        while not place.exists() and place != place.parent:
            place = place.parent
        return os.access(place, os.W_OK | os.X_OK)

    # Writing

    @contextmanager
    def lock(self, wait: float = WAIT) -> Iterator[None]:
        """Hold the lock, or raise IndexLocked with its holder after `wait` seconds."""
        with ExitStack() as stack:
            with explained(self.root):
                self._disk.make_all(self._folder)
                stack.enter_context(self._lock.held(wait))
            yield

    @contextmanager
    def draft(self, base: str | None = None) -> Iterator[Draft]:
        """A draft of a new generation, empty or a copy of `base`, to fill and publish.

        Raises IndexDamaged if `base` has changed since it was written. After that, or any error in the
        caller's block, everything is as it was.
        """
        with self.lock(), explained(self.root), spare_descriptors() as spare:
            before, name = self.current(), next_name(self.names(), self.current())
            self._sweep()
            try:
                start = [self.folder(base), *map(self.folder, reversed(self.names()))] if base else []
                yield Draft(self._copier, self.folder(BUILDING), name, start, self._name_draft)
            except BaseException:
                spare.close()
                self._undo(name)
                raise
            spare.close()
            self._tidy(name, before) if self.current() == name else self._undo(name)

    def rollback(self, to: str | None = None, *, hold: bool = False) -> str:
        """Go back to a generation, by default the newest good one before the current; returns its name.

        With `hold`, builds are not served until `release`. The hold is written first, so that no build can
        undo what was asked for if the program is killed between the two.
        """
        if self.current() is None:
            raise IndexMissing(f"there is no index at {self.root} yet; build one")
        with self.lock(), explained(self.root):
            name = self._kept(to) if to else self._before(self.current() or "")
            if hold:
                self._hold.begin()
            if name != self.current():
                self._current.point_to(name)
            return name

    def release(self) -> None:
        """End a hold."""
        with self.lock(), explained(self.root):
            self._hold.end()

    def held(self) -> dt.datetime | None:
        """Since when builds are not served; None if they are."""
        return self._hold.since()

    def history(self) -> tuple[Generation, ...]:
        """The generations that are kept, the newest first; a damaged one has a problem."""
        current = self.current()
        held = current if self.held() else None
        folders = map(self.folder, reversed(self.names()))
        return tuple(generation_in(folder, self._version, current, held) for folder in folders)

    def record(self, report: Report) -> None:
        """Store the report of a build."""
        with self.lock(), explained(self.root):
            try:
                self._report.write(report)
            except BaseException:
                self._remove([self._report.fresh])
                raise
            self._disk.sync(self.root)

    # The steps

    def _kept(self, name: str) -> str:
        """A generation to go back to, if it is kept and good."""
        if name not in self.names():
            kept = ", ".join(reversed(self.names())) or "none"
            raise IndexFailure(
                f"there is no generation {name} at {self.root}; choose from the kept ones: {kept}"
            )
        if not self.verify(name).fits(self._version):
            raise IndexFailure(f"{name} cannot be served, because {OTHER_VERSION}; build again")
        return name

    def _before(self, current: str) -> str:
        """The newest good generation before the current one."""
        for name in reversed([name for name in self.names() if name < current]):
            with suppress(IndexDamaged):
                if self.verify(name).fits(self._version):
                    return name
        raise IndexFailure(f"there is no good generation before {current}, so the index cannot go back")

    def _name_draft(self, name: str) -> None:
        self._disk.rename(self.folder(BUILDING), self.folder(name))
        self._current.point_to(name)

    def _undo(self, name: str) -> None:
        """Remove all files of a build that failed, unless it serves already."""
        named = [] if self.current() == name else [self.folder(name)]
        self._remove([self.folder(BUILDING), self._current.fresh, *named])

    def _sweep(self) -> None:
        """Remove the files that a killed build left."""
        names = os.listdir(self._folder)
        self._remove(self.folder(name) for name in names if not NAME.fullmatch(name))
        self._remove([self._current.fresh, self._report.fresh])

    def _tidy(self, name: str, before: str | None) -> None:
        """Remove old generations, and those that were rolled back or never served."""
        for other in superseded(self.names(), before, name):
            self._retire(other)

    def _retire(self, name: str) -> None:
        """Rename a generation before its removal, so that named ones are complete."""
        try:
            self._disk.rename(self.folder(name), self.folder(RETIRED))
            self._disk.sync(self._folder)
        except OSError as error:
            logger.warning("%s could not be removed: %s", name, error.strerror)
        self._remove([self.folder(RETIRED)])

    def _remove(self, paths: Iterable[Path]) -> None:
        for path in paths:
            try:
                if path.is_symlink() or path.exists():
                    self._disk.remove(path)
            except OSError as error:
                # This does not affect the generation that serves, and the next build tries again.
                logger.warning("%s could not be removed: %s", path, error.strerror)
