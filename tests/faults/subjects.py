"""What is put to the test: an index that is built before a fault, and built again while it strikes."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Protocol

import msgspec

from indexer.engines import open_engine
from indexer.errors import IndexDamaged
from indexer.generations.draft import Contents
from indexer.generations.generations import Generations
from indexer.generations.names import KEPT, NAME
from indexer.library.corpus import Corpus
from indexer.query import Query
from indexer.report import unserved_build
from indexer.results import Results
from indexer.updating.sync import sync
from tests.faults.library import QUESTIONS, write_after, write_before


class Subject(Protocol):
    """An index that has something before, and gets something after; `first` is what it answers before."""

    first: str

    def before(self, root: Path) -> None:
        """Build what serves before the fault."""

    def build(self, root: Path) -> None:
        """Build what serves afterwards; this is what the fault strikes."""

    def answers(self, root: Path) -> str:
        """What a service that starts now would answer: `before`, `after`, `nothing`, or whatever else."""

    def problems(self, root: Path) -> tuple[str, ...]:
        """What a service that starts now would find wrong."""


class Folders:
    """Generations of a few plain files, without an engine; `update` starts from a copy."""

    def __init__(self, *, update: bool, first: str = "before") -> None:
        self._update = update
        self.first = first

    def before(self, root: Path) -> None:
        """Three generations, so that the next one takes the oldest away; or none."""
        for text in ("older", "old", "before") if self.first == "before" else ():
            publish(Generations(root), text)

    def build(self, root: Path) -> None:
        """One more."""
        generations = Generations(root)
        base = generations.newest_good()[0] if self._update else None
        publish(generations, "after", base)

    def answers(self, root: Path) -> str:
        """What all the files of the generation that serves say, where they say the same."""
        generations = Generations(root)
        name, _ = generations.newest_good()
        if name is None:
            return "nothing"
        files = [path for path in generations.folder(name).rglob("part*") if path.is_file()]
        return "+".join(sorted({path.read_text().split()[0] for path in files}))

    def problems(self, root: Path) -> tuple[str, ...]:
        """What is wrong with any generation."""
        generations, found = Generations(root), []
        for name in generations.names():
            try:
                generations.verify(name)
            except IndexDamaged as error:
                found.append(str(error))
        return tuple(found)


class Engines:
    """A library of profiles in Whoosh's engine, brought up to date or built again from nothing."""

    def __init__(self, place: Path, size: int, *, update: bool, first: str = "before") -> None:
        self._update = update
        self.first = first
        self._morning, self._evening = place / "morning", place / "evening"
        write_before(self._morning, size)
        write_after(self._evening, size)
        self._expected: dict[str, list[Results]] = {}
        for known, content in (("before", self._morning), ("after", self._evening)):
            _build(content, place / known)
            self._expected[known] = _asked(place / known)

    def before(self, root: Path) -> None:
        """The morning's library; or none."""
        if self.first == "before":
            _build(self._morning, root)

    def build(self, root: Path) -> None:
        """The evening's library."""
        _build(self._evening, root, full=not self._update)

    def answers(self, root: Path) -> str:
        """Which library's answers a service would give to every question."""
        with closing(open_engine(f"whoosh:{root}")) as engine:
            if engine.status().generation is None:
                return "nothing"
        given = _asked(root)
        return next(
            (known for known, expected in self._expected.items() if expected == given), str(given)[:500]
        )

    def problems(self, root: Path) -> tuple[str, ...]:
        """What the status says of the index that serves; that a build was not served is no fault of it."""
        with closing(open_engine(f"whoosh:{root}")) as engine:
            status = engine.status()
        of_build = unserved_build(status.last_build)
        return tuple(problem for problem in status.problems if problem not in of_build)


def _build(content: Path, root: Path, *, full: bool = False) -> None:
    with closing(open_engine(f"whoosh:{root}")) as engine:
        report = sync(Corpus([content]), engine, full=full)
        if report.objections or report.refused:
            raise AssertionError(report)


def _asked(root: Path) -> list[Results]:
    """The answers to every question, but for what differs from one generation to the next."""
    with closing(open_engine(f"whoosh:{root}")) as engine:
        found = [engine.searcher().search(Query(text=text)) for text in QUESTIONS]
    return [msgspec.structs.replace(results, generation="", took_ms=0) for results in found]


def publish(generations: Generations, text: str, base: str | None = None) -> None:
    """A generation with the text in several files, and one file that an update leaves as it is."""
    with generations.draft(base) as draft:
        (draft.folder / "below").mkdir(exist_ok=True)
        for name in ("part-1", "part-2", "below/part-3"):
            (draft.folder / name).write_text(f"{text} " * 100)
        if not (draft.folder / "same").exists():
            (draft.folder / "same").write_text("always " * 100)
        draft.seal(Contents(profiles=1, schema_version="1", content_hash=text))
        draft.publish()


def quick_place() -> str | None:
    """Where temporary folders are quick: in memory, where the system has such a place."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108


def damaged(subject: Subject, root: Path) -> str:
    """What is damaged; that a first build was not finished is no damage."""
    return "; ".join(problem for problem in subject.problems(root) if "damaged" in problem)


def orphans(root: Path) -> list[str]:
    """What stands in an index folder and belongs neither to it nor to its newest three generations."""
    there = {path.name for path in root.iterdir()}
    names = sorted(path.name for path in (root / "generations").iterdir())
    strange = [name for name in names if not NAME.fullmatch(name)]
    return [*(there - {"current", "generations", "lock", "report.json"}), *strange, *names[:-KEPT]]


SUBJECTS: dict[str, Callable[[Path], Subject]] = {
    "folders-first": lambda place: Folders(update=False, first="nothing"),
    "folders-full": lambda place: Folders(update=False),
    "folders-update": lambda place: Folders(update=True),
    "engine-first": lambda place: Engines(place, 12, update=False, first="nothing"),
    "engine-full": lambda place: Engines(place, 12, update=False),
    "engine-update": lambda place: Engines(place, 12, update=True),
    "engine-large": lambda place: Engines(place, 400, update=False),
}
