"""Costs: what it takes to check a generation, to open it, and to bring a copy of it to the medium."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

import msgspec

from indexer.engines import open_engine
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.generations.draft import Contents
from indexer.generations.generations import Generations
from indexer.generations.manifest import Manifest
from indexer.library.corpus import Corpus
from indexer.query import Query
from indexer.updating.sync import sync
from tests.faults.library import name, write, write_before

TIMES = 7


class Outcome(msgspec.Struct):
    """Medians in milliseconds, for a generation of so many profiles, files and bytes."""

    profiles: int
    files: int
    size: int
    check: float
    open: float
    copy: float
    update: float


def costs(place: Path, size: int, words: int) -> Outcome:
    """Measure on a library of this size."""
    content, root = place / "content", place / "index"
    write_before(content, size, words)
    with closing(open_engine(f"whoosh:{root}")) as engine:
        sync(Corpus([content]), engine)
    generations = Generations(root)
    newest, _ = generations.newest_good()
    if newest is None:
        raise AssertionError("nothing was built")
    manifest = generations.verify(newest)
    check = _milliseconds(lambda _: generations.verify(newest))
    opened = _milliseconds(lambda _: _open(generations.folder(newest)))
    copy = _milliseconds(lambda _: _copied(generations, manifest))
    return Outcome(
        profiles=size,
        files=len(manifest.files),
        size=sum(entry.size for entry in manifest.files.values()),
        check=check,
        open=opened,
        copy=copy,
        update=_milliseconds(lambda number: _updated(content, root, number)),
    )


def _open(folder: Path) -> None:
    WhooshSearcher(folder, folder.name).search(Query(text="copper"))


def _copied(generations: Generations, manifest: Manifest) -> None:
    """Publish a copy as it is: copied, checked, sealed, synced, named."""
    with generations.draft(generations.current()) as draft:
        draft.seal(
            Contents(
                profiles=manifest.profiles,
                schema_version=manifest.schema_version,
                content_hash=manifest.content_hash,
            )
        )
        draft.publish()


def _updated(content: Path, root: Path, number: int) -> None:
    write(content / f"{name(number)}.md", number, f"hour {number}")
    with closing(open_engine(f"whoosh:{root}")) as engine:
        sync(Corpus([content]), engine)


def _milliseconds(work: Callable[[int], object]) -> float:
    """The median time of some work, the first time left out."""
    times = []
    for number in range(TIMES):
        began = time.perf_counter()
        work(number)
        times.append(1000 * (time.perf_counter() - began))
    return median(times[1:])
