"""Watch: one build for each burst of changes to the content."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import watchfiles

from indexer import schedule
from indexer.errors import CorpusError
from indexer.generations.layout import is_index
from indexer.readers import is_content

STEP_MS = 50
"""Milliseconds without a change that end a burst."""
LONGEST_MS = 5_000
"""The longest burst of changes, in milliseconds; after that we build even if it continues."""
TICK_MS = 200
"""Milliseconds between checks of the roots; folders that reappear send no event."""
RETRY = 2.0
LONGEST_RETRY = 60.0

LISTS = ("synonyms.toml", "headings.toml", "keys.toml", "categories.toml")

logger = logging.getLogger(__name__)


def watch(roots: Sequence[Path], build: Callable[[], bool], stop: threading.Event) -> None:
    """Build now, after every burst of changes and on every new day, until stopped.

    `build` returns whether it succeeded; if it did not (the index is locked, the disk is full), it is called
    again after a while. Raises CorpusError if the system cannot watch that many folders.
    """
    retry, due, day = RETRY, None, schedule.today()
    for touched in _ticks(roots, stop):
        before, day = day, schedule.today()
        changed = touched or day != before
        if not changed and (due is None or time.monotonic() < due):
            continue
        retry = RETRY if changed else min(2 * retry, LONGEST_RETRY)
        due = None if build() else time.monotonic() + retry


def matters(roots: Sequence[Path], change: watchfiles.Change, path: str) -> bool:
    """Whether a change may affect content; hidden and temporary files do not.

    Folders count, because files move with them, and so do deleted paths, which may have been folders.
    """
    below = next((Path(path).relative_to(root) for root in roots if Path(path).is_relative_to(root)), Path())
    if any(part.startswith(".") or part.endswith("~") for part in below.parts) or _in_index(roots, path):
        return False
    known = below.name in LISTS or is_content(below)
    return known or change is watchfiles.Change.deleted or os.path.isdir(path)


def _in_index(roots: Sequence[Path], path: str) -> bool:
    """Whether a path is an index in a root, or inside one."""
    changed = Path(path)
    return any(
        is_index(folder)
        for folder in (changed, *changed.parents)
        if any(root in folder.parents for root in roots)
    )


def _ticks(roots: Sequence[Path], stop: threading.Event) -> Iterator[bool]:
    """Ticks with whether anything changed: first, after a burst, when a root is back."""
    while not stop.is_set():
        if missing := [str(root) for root in roots if not root.exists()]:
            logger.warning("%s is missing; waiting until it is back", ", ".join(missing))
            while not (stop.is_set() or all(root.exists() for root in roots)):
                stop.wait(TICK_MS / 1000)
        try:
            yield from _ticks_of_one_watch(roots, stop)
        except FileNotFoundError:
            continue
        except OSError as error:
            places = ", ".join(map(str, roots))
            advice = "raise fs.inotify.max_user_watches, or set WATCHFILES_FORCE_POLLING=1"
            raise CorpusError(f"{places} cannot be watched: {error}; {advice}") from error


def _ticks_of_one_watch(roots: Sequence[Path], stop: threading.Event) -> Iterator[bool]:
    """Ticks until other folders are at the roots.

    Changes before the watch began send no event, so the first tick is a change.
    """
    folders = [root.absolute() for root in roots if root.is_dir()]
    files = [root for root in roots if not root.is_dir()]
    before, first = _places(folders), True
    seen = built = _stamps(files)
    for changes in watchfiles.watch(
        *folders,
        watch_filter=partial(matters, folders),
        debounce=LONGEST_MS,
        step=STEP_MS,
        rust_timeout=TICK_MS,
        yield_on_timeout=True,
        stop_event=stop,
        ignore_permission_denied=True,
    ):
        # A new folder may get the same inode.
        deleted = {Path(path) for change, path in changes if change is watchfiles.Change.deleted}
        if _places(folders) != before or not deleted.isdisjoint(folders):
            return
        stamps = _stamps(files)
        changed = first or bool(changes) or stamps == seen != built
        first, seen, built = False, stamps, stamps if changed else built
        yield changed


def _places(folders: Sequence[Path]) -> list[tuple[int, int] | None]:
    """The identity of the folder at each path."""
    return [status and (status.st_dev, status.st_ino) for status in map(_status, folders)]


def _stamps(files: Sequence[Path]) -> list[tuple[int, int, int] | None]:
    """The identity of each file; editors replace files, which ends a watch."""
    return [status and (status.st_ino, status.st_mtime_ns, status.st_size) for status in map(_status, files)]


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
