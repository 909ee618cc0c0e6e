"""Power cuts: a disk that remembers what was synced, and what may be left when the rest is forgotten.

Every build is recorded as a row of file operations. A cut after any of them leaves a folder in which each
file has its last synced content, and each folder its last synced names; of what came later, anything may
have reached the medium or not. `after_cut` makes such folders, the kindest and the nastiest among them.
"""

from __future__ import annotations

import os
import random
import shutil
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from unittest.mock import patch

from indexer.generations import generations
from indexer.generations.disk import Disk
from tests.faults.subjects import Subject, damaged


class Loss(StrEnum):
    """What becomes of everything that was not synced."""

    NOTHING = "all of it is kept"
    EVERYTHING = "all of it is lost"
    CONTENT = "names are kept, files are empty"
    TORN = "names are kept, files are half written, the rest zeros"
    CHANCE = "each name and each file by chance"


class Node:
    """A file or link with its content, or a folder with its names; now, and as it was last synced."""

    def __init__(self, content: bytes | str | None) -> None:
        self.content = content
        self.synced_content: bytes | str | None = content if isinstance(content, str) else b""
        self.names: dict[str, Node] = {}
        self.since_synced: list[dict[str, Node]] = [{}]

    @property
    def synced_names(self) -> dict[str, Node]:
        """The names as they were last synced."""
        return self.since_synced[0]

    def renamed(self) -> None:
        """Remember the names of now; a journal may hold any of the states since the last sync."""
        self.since_synced.append(dict(self.names))

    def synced(self) -> None:
        """Everything of now is on the medium."""
        self.synced_content = self.content
        self.since_synced = [dict(self.names)]

    @property
    def is_folder(self) -> bool:
        """Whether it has names and no content."""
        return self.content is None


class Recorder(Disk):
    """A disk on which a model of what is on the medium is kept, and `cut` is called after each operation.

    What others do to the folder (an engine fills it) is noticed at the next operation, as not synced.
    """

    def __init__(self, root: Path, cut: Callable[[Recorder], None]) -> None:
        self.root = root
        self.operations = 0
        self._one = threading.RLock()
        self.node = self._taken_over(root)
        self._cut = cut

    def make(self, folder: Path) -> None:
        super().make(folder)
        self._done()

    def write(self, path: Path, data: bytes) -> None:
        super().write(path, data)
        self._done()

    def copy(self, source: Path, target: Path) -> str:
        digest = super().copy(source, target)
        self._done()
        return digest

    def share(self, source: Path, target: Path) -> bool:
        shared = super().share(source, target)
        self._done()
        return shared

    def sync(self, path: Path) -> None:
        super().sync(path)
        with self._one:
            self._notice()
            self._at(path).synced()
        self._done()

    def rename(self, source: Path, target: Path) -> None:
        with self._one:
            self._notice()
            self._at(target.parent).names[target.name] = self._at(source.parent).names.pop(source.name)
            self._at(source.parent).renamed()
            super().rename(source, target)
        self._done()

    def link(self, path: Path, target: str) -> None:
        super().link(path, target)
        self._done()

    def remove(self, path: Path) -> None:
        super().remove(path)
        self._done()

    def _done(self) -> None:
        with self._one:
            self._notice()
            self.operations += 1
            self._cut(self)

    def _notice(self) -> None:
        """Take over into the model what stands in the folder now."""
        _update(self.node, self.root)

    def _at(self, path: Path) -> Node:
        node = self.node
        for part in path.relative_to(self.root).parts:
            node = node.names[part]
        return node

    def _taken_over(self, root: Path) -> Node:
        """What stood there before the recording began is on the medium."""
        node = Node(None)
        _update(node, root)
        _settle(node)
        return node


def after_cut(node: Node, target: Path, loss: Loss, seed: int = 0) -> None:
    """Make the folder that a cut leaves."""
    _make(node, target, loss, random.Random(seed))  # noqa: S311  repeatable chance, no secret


def _make(node: Node, target: Path, loss: Loss, chance: random.Random) -> None:
    if isinstance(node.content, str):
        target.symlink_to(node.content)
    elif node.is_folder:
        target.mkdir()
        for name, child in _names(node, loss, chance).items():
            _make(child, target / name, loss, chance)
    else:
        target.write_bytes(_content(node, loss, chance))


def _names(node: Node, loss: Loss, chance: random.Random) -> dict[str, Node]:
    if loss is Loss.EVERYTHING:
        return node.synced_names
    if loss is Loss.CHANCE:
        return chance.choice((*node.since_synced, node.names))
    return node.names


def _content(node: Node, loss: Loss, chance: random.Random) -> bytes:
    now, synced = node.content, node.synced_content
    assert isinstance(now, bytes)
    assert isinstance(synced, bytes)
    if now == synced or loss is Loss.NOTHING:
        return now
    torn = now[: len(now) // 2] + bytes(len(now) - len(now) // 2)
    return {
        Loss.EVERYTHING: synced,
        Loss.CONTENT: b"",
        Loss.TORN: torn,
        Loss.CHANCE: chance.choice((now, synced, b"", torn)),
    }[loss]


def _update(node: Node, place: Path) -> None:
    """Bring a folder's node up to date with what stands there."""
    before = dict(node.names)
    node.names = {entry.name: _node_of(entry, before.get(entry.name)) for entry in os.scandir(place)}
    if node.names != before:
        node.renamed()


def _node_of(entry: os.DirEntry[str], node: Node | None) -> Node:
    if entry.is_symlink():
        target = os.readlink(entry.path)
        return node if node and node.content == target else Node(target)
    if entry.is_dir():
        node = node if node and node.is_folder else Node(None)
        _update(node, Path(entry.path))
        return node
    content = Path(entry.path).read_bytes()
    node = node if node and isinstance(node.content, bytes) else Node(b"")
    node.content = content
    return node


def _settle(node: Node) -> None:
    node.synced()
    for child in node.names.values():
        _settle(child)


class PowerCuts:
    """Cuts a build after each of its operations, and looks at what every kind of loss leaves."""

    def __init__(self, subject: Subject, place: Path, *, every: int = 1, chances: int = 3) -> None:
        self._subject = subject
        self._place = place
        self._every = every
        self._chances = chances
        self.operations = 0
        self.count = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        """Build, and cut."""
        root = self._place / "index"
        root.mkdir()
        self._subject.before(root)
        recorder = Recorder(root, self._cut)
        with patch.object(generations, "Disk", lambda: recorder):
            self._subject.build(root)
        self.operations = recorder.operations
        self._cut(recorder, last=True)

    def _cut(self, recorder: Recorder, *, last: bool = False) -> None:
        if recorder.operations % self._every and not last:
            return
        allowed = ("after",) if last else (self._subject.first, "after")
        seeds = [(loss, 0) for loss in Loss] + [(Loss.CHANCE, seed) for seed in range(1, self._chances)]
        for loss, seed in seeds:
            left = self._place / "left"
            after_cut(recorder.node, left, loss, recorder.operations * 1000 + seed)
            answer = self._subject.answers(left)
            problems = damaged(self._subject, left)
            if answer not in allowed or problems:
                self.wrong.append(f"after operation {recorder.operations}, {loss}: {answer} {problems}")
            shutil.rmtree(left)
            self.count += 1
