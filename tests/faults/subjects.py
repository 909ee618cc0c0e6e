"""What is put to the test: an index that is built before a fault, and built again while it strikes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from indexer.engines.whoosh.draft import Draft
from indexer.engines.whoosh.generations import KEPT, NAME, Generations
from indexer.errors import IndexDamaged


class Subject(Protocol):
    """An index that has something before, and gets something after; `first` is what it answers before."""

    first: str

    def before(self, root: Path) -> None:
        """Build what serves before the fault."""

    def build(self, root: Path) -> None:
        """Build what serves afterwards; this is what the fault strikes."""

    def answers(self, root: Path) -> str:
        """What a service that starts now would answer: `before`, `after`, `nothing`, or whatever else."""


class Folders:
    """Generations of a few plain files, without an engine; `update` starts from a copy."""

    def __init__(self, *, update: bool, first: str = "before") -> None:
        self._update = update
        self.first = first

    def before(self, root: Path) -> None:
        """Three generations, so that the next one takes the oldest away; or none."""
        for text in ("older", "old", "before") if self.first == "before" else ():
            Generations(root).publish(filling(text))

    def build(self, root: Path) -> None:
        """One more."""
        generations = Generations(root)
        base = generations.newest_good()[0] if self._update else None
        generations.publish(filling("after"), base=base)

    def answers(self, root: Path) -> str:
        """What all the files of the generation that serves say, where they say the same."""
        generations = Generations(root)
        name, problems = generations.newest_good()
        try:
            for every in generations.names():
                generations.verify(every)
        except IndexDamaged as error:
            return str(error)
        if name is None:
            return "nothing"
        if any("damaged" in problem for problem in problems):
            return "; ".join(problems)
        files = [path for path in generations.folder(name).rglob("part*") if path.is_file()]
        return "+".join(sorted({path.read_text().split()[0] for path in files}))


def filling(text: str) -> Callable[[Path], Draft]:
    """Something to publish: the text in several files, and one file that an update leaves as it is."""

    def fill(folder: Path) -> Draft:
        (folder / "below").mkdir(exist_ok=True)
        for name in ("part-1", "part-2", "below/part-3"):
            (folder / name).write_text(f"{text} " * 100)
        if not (folder / "same").exists():
            (folder / "same").write_text("always " * 100)
        return Draft(profiles=1, schema_version="1", content_hash=text, verify=lambda _, __: ())

    return fill


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
}
