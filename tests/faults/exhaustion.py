"""Lack of resources: a full disk, a read-only folder, too few open files.

Run as a program in a mount namespace of its own, where it may mount a small disk in memory:
`unshare --mount --map-root-user python -m tests.faults.exhaustion SUBJECT`.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from indexer.errors import IndexDamaged, IndexFailure
from tests.faults.subjects import SUBJECTS, Subject, orphans

ROOMY = 512 * 1024 * 1024
TEN = range(10)


class Outcome(msgspec.Struct):
    """What was said when each kind of means was wanting (and how often), and what was wrong."""

    said: dict[str, dict[str, int]] = {}
    wrong: list[str] = []


class Wants:
    """Builds that lack something, each from the same index of before."""

    def __init__(self, subject: Subject, place: Path) -> None:
        self._subject = subject
        self._ready = place / "ready"
        self._root = place / "disk" / "index"
        self.outcome = Outcome()
        subject.before(self._ready)
        subject.build(self._root)
        self._need = _size(self._root)

    def of_space(self) -> None:
        """Builds for which there is no room, a tenth of what they need, two tenths, and so on."""
        for tenths in TEN:
            used = self._made_ready()
            with self._mounted(f"size={used + self._need * tenths // 10}", f"size={ROOMY}"):
                self._build("space")

    def of_permission(self) -> None:
        """A build in a folder that is read-only."""
        self._made_ready()
        with self._mounted("bind,ro", "bind,rw"):
            self._build("permission")

    def of_descriptors(self) -> None:
        """Builds, and services that start, with four more files each that may be open."""
        for more in range(0, 40, 4):
            self._made_ready()
            with _limited(more):
                self._attempt("descriptors to serve", self._serve)
            with _limited(more):
                built = self._attempt("descriptors", lambda: self._subject.build(self._root))
            self._look("descriptors", built=built)

    def _made_ready(self) -> int:
        """Put the index back to what it is before; answers with what it takes."""
        if self._root.exists():
            shutil.rmtree(self._root)
        shutil.copytree(self._ready, self._root, symlinks=True)
        return shutil.disk_usage(self._root).used

    def _serve(self) -> None:
        """Start a service; it must not take want of means for damage."""
        answer = self._subject.answers(self._root)
        if answer == "nothing":
            said = "; ".join(self._subject.problems(self._root))
            raise IndexFailure(said or "it does not serve at first, and serves when it is asked again")
        if answer != "before":
            raise IndexDamaged(answer)

    def _build(self, want: str) -> None:
        built = self._attempt(want, lambda: self._subject.build(self._root))
        self._look(want, built=built)

    def _attempt(self, want: str, attempt: Callable[[], None]) -> bool:
        """Whether it succeeded; otherwise note what was said."""
        try:
            attempt()
        except IndexDamaged as error:
            self.outcome.wrong.append(f"{want} was taken for damage: {error}")
        except IndexFailure as error:
            said = self.outcome.said.setdefault(want, {})
            sentence = str(error).replace(str(self._root), "INDEX")
            said[sentence] = said.get(sentence, 0) + 1
        except OSError as error:
            self.outcome.wrong.append(f"{want} is told by a traceback: {error}")
        else:
            return True
        return False

    def _look(self, want: str, *, built: bool) -> None:
        """Whether one generation serves, the old one or the new, and a failed build left nothing."""
        answer = self._subject.answers(self._root)
        if answer != ("after" if built else "before"):
            self.outcome.wrong.append(f"{want}: it answers {answer}")
        if problems := self._subject.problems(self._root):
            self.outcome.wrong.append(f"{want}: {problems}")
        if not built and (left := orphans(self._root)):
            self.outcome.wrong.append(f"{want}: {', '.join(left)} stayed")

    @contextmanager
    def _mounted(self, option: str, afterwards: str) -> Iterator[None]:
        """The index's disk with another size or mode, and afterwards as it was."""
        _mount("-o", f"remount,{option}", self._root.parent)
        try:
            yield
        finally:
            _mount("-o", f"remount,{afterwards}", self._root.parent)


@contextmanager
def _limited(more: int) -> Iterator[None]:
    """Let so many more files be opened than are open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    first_free = os.open("/dev/null", os.O_RDONLY)
    os.close(first_free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (first_free + more, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _size(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.resolve().rglob("*"))


def _mount(*arguments: object) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True)


def main(name: str) -> None:
    """Let builds want everything in turn, and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        disk = place / "disk"
        disk.mkdir()
        _mount("-t", "tmpfs", "-o", f"size={ROOMY}", "tmpfs", disk)
        try:
            wants = Wants(SUBJECTS[name](place), place)
            wants.of_space()
            wants.of_permission()
            wants.of_descriptors()
        finally:
            subprocess.run(["umount", "--lazy", str(disk)], check=True)
        print(msgspec.json.encode(wants.outcome).decode())  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
