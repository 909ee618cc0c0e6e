"""Watching content: one build a burst of changes, whatever an editor does to save a file."""

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
"""A burst has ended when nothing changed for so long."""
LONGEST_MS = 5_000
"""A burst that does not end is built from time to time all the same."""
TICK_MS = 200
"""How often the places themselves are looked at: a folder that is gone sends no event when it is back."""
RETRY = 2.0
LONGEST_RETRY = 60.0

LISTS = ("synonyms.toml", "headings.toml")

logger = logging.getLogger(__name__)


def watch(roots: Sequence[Path], build: Callable[[], bool], stop: threading.Event) -> None:
    """Build at once, after every burst of changes below the roots and on every new day, until `stop` is set.

    `build` answers whether it could do its work; where it could not (the index is locked, the disk is full)
    it is called again after a while, though nothing changes. Raises CorpusError where the system cannot
    watch so many folders.
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
    """Whether a change may be one of content: not of what is hidden, nor of what editors leave beside a file.

    Folders count, as files move with them; of what is gone nobody can tell whether it was one.
    """
    below = next((Path(path).relative_to(root) for root in roots if Path(path).is_relative_to(root)), Path())
    if any(part.startswith(".") or part.endswith("~") for part in below.parts) or _in_index(roots, path):
        return False
    known = below.name in LISTS or is_content(below)
    return known or change is watchfiles.Change.deleted or os.path.isdir(path)


def _in_index(roots: Sequence[Path], path: str) -> bool:
    """Whether a path is an index within a root, or in one."""
    changed = Path(path)
    return any(
        is_index(folder)
        for folder in (changed, *changed.parents)
        if any(root in folder.parents for root in roots)
    )


def _ticks(roots: Sequence[Path], stop: threading.Event) -> Iterator[bool]:
    """Every now and then whether anything changed: at first, after a burst, and when a root is back."""
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
    """Ticks as long as the same folders stand at the roots.

    What changed before the watch began sends no event, so that the first tick is a change.
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
        # A folder that is made anew may get the same inode.
        deleted = {Path(path) for change, path in changes if change is watchfiles.Change.deleted}
        if _places(folders) != before or not deleted.isdisjoint(folders):
            return
        stamps = _stamps(files)
        changed = first or bool(changes) or stamps == seen != built
        first, seen, built = False, stamps, stamps if changed else built
        yield changed


def _places(folders: Sequence[Path]) -> list[tuple[int, int] | None]:
    """What tells whether another folder stands at a path now."""
    return [status and (status.st_dev, status.st_ino) for status in map(_status, folders)]


def _stamps(files: Sequence[Path]) -> list[tuple[int, int, int] | None]:
    """What tells whether a file has changed; an editor puts another in its place, which ends a watch."""
    return [status and (status.st_ino, status.st_mtime_ns, status.st_size) for status in map(_status, files)]


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
