"""What serves of a folder's generations, and what its status says."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import NamedTuple

import msgspec

from indexer.engines.whoosh.index.garbage import uncollected
from indexer.engines.whoosh.index.metadata import is_of_segment, schema_version
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.errors import IndexDamaged, IndexFailure, IndexMissing
from indexer.generations.generations import Generations
from indexer.generations.manifest import Manifest, read_manifest
from indexer.report import Status, unserved_build

logger = logging.getLogger(__name__)

NAME = "whoosh"


class Serving(NamedTuple):
    """An opened generation, and the problems of newer ones that could not be opened."""

    seen: str | None
    """The target of the link `current` when this generation was opened."""
    searcher: WhooshSearcher
    manifest: Manifest
    problems: tuple[str, ...]


def generations_in(root: Path) -> Generations:
    """The generations in a folder, which share the files of segments; those of this version are served."""
    return Generations(root, is_fixed=is_of_segment, version=schema_version())


def searcher_of(folder: Path, name: str) -> WhooshSearcher:
    """A searcher over the generation in a folder."""
    with uncollected():
        return WhooshSearcher(folder, name)


def opened(generations: Generations) -> Serving:
    """Open the newest good generation; raises IndexFailure if there is none."""
    seen = generations.current()
    name, problems = generations.newest_good()
    for problem in problems:
        logger.error("%s", problem)
    if name is None:
        raise _nothing(generations.root, problems)
    manifest = read_manifest(generations.folder(name))
    if manifest.schema_version != schema_version():
        raise IndexMissing(f"the index at {generations.root} was made by another version; build it again")
    try:
        searcher = searcher_of(generations.folder(name), name)
    except OSError as error:
        raise IndexFailure(f"{name} cannot be opened: {error.strerror}") from error
    return Serving(seen, searcher, manifest, problems)


def unserved(generations: Generations, problem: str) -> Status:
    """The status of an index that cannot serve; its manifest counts the profiles."""
    name, _ = generations.newest_good()
    manifest = read_manifest(generations.folder(name)) if name else None
    return msgspec.structs.replace(status_of(generations, manifest, (problem,)), generation=None)


def status_of(generations: Generations, manifest: Manifest | None, problems: tuple[str, ...]) -> Status:
    """The status of an index, one generation of which serves, or none."""
    report = generations.last_report()
    return Status(
        engine=NAME,
        generation=manifest.generation if manifest else None,
        profiles=manifest.profiles if manifest else 0,
        built=manifest.built if manifest else None,
        schema_version=schema_version(),
        content_hash=manifest.content_hash if manifest else "",
        healthy=not problems,
        problems=(*problems, *unserved_build(report)),
        last_build=report,
        held=generations.held(),
    )


def _nothing(root: Path, problems: tuple[str, ...]) -> IndexFailure:
    if problems:
        return IndexDamaged(f"no generation at {root} is healthy ({'; '.join(problems)}); build it again")
    return IndexMissing(f"there is no index at {root} yet; build one")
