"""The Whoosh engine: it keeps generations, and the newest good one answers."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import msgspec

from indexer.engine import Verify
from indexer.engines.whoosh.index.garbage import uncollected
from indexer.engines.whoosh.index.metadata import IndexMetadata, schema_version
from indexer.engines.whoosh.index.segment import is_of_segment
from indexer.engines.whoosh.indexing.build import kept, served
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.errors import IndexDamaged, IndexFailure, IndexMissing, IndexRefused
from indexer.generations.draft import Contents
from indexer.generations.generations import Generations
from indexer.generations.manifest import Manifest, read_manifest
from indexer.language.synonyms import Synonym
from indexer.profile import Profile
from indexer.report import Generation, Report, Status, unserved_build

logger = logging.getLogger(__name__)

NAME = "whoosh"
PATIENCE = 0.05
"""Seconds that a request waits for a new generation before the old one answers."""


class Serving(NamedTuple):
    """An opened generation, and the problems of newer ones that could not be opened."""

    seen: str | None
    """The target of the link `current` when this generation was opened."""
    searcher: WhooshSearcher
    manifest: Manifest
    problems: tuple[str, ...]


class WhooshEngine:
    """An engine over the generations in one folder.

    A new generation is noticed between two requests and opened while the old one answers.
    """

    def __init__(self, root: Path) -> None:
        self._generations = Generations(root, is_fixed=is_of_segment)
        self._serving: Serving | None = None
        self._opening: Thread | None = None
        self._writing = False

    def searcher(self) -> WhooshSearcher:
        """The searcher of the newest generation that is open."""
        serving = self._serving
        if serving is None:
            return self._open().searcher
        if self._generations.current() != serving.seen:
            self._open_beside()
        return (self._serving or serving).searcher

    def status(self) -> Status:
        """The status of the generation that serves; if none does, its problems say why."""
        try:
            self.searcher()
        except IndexFailure as error:
            return self._unserved(str(error))
        serving = self._serving
        return self._status(serving.manifest, serving.problems) if serving else self._status(None, ())

    # Writing

    def writing(self) -> AbstractContextManager[None]:
        """Hold the lock; reads inside see the generation that an update starts from."""
        return self._written()

    def fingerprints(self) -> Mapping[str, str]:
        """The indexed sources with their hashes; empty for another schema version."""
        try:
            reader = self.searcher().reader
        except IndexFailure:
            return {}
        rows = served(reader.metadata, reader.segments)
        return {row.identity.source: row.identity.fingerprint for row in rows}

    def synonyms(self) -> tuple[Synonym, ...]:
        """The indexed synonyms of the library, from an index of any schema version."""
        with suppress(IndexFailure):
            return self.searcher().reader.metadata.synonyms
        name, _ = self._generations.newest_good()
        state = IndexMetadata.load(self._generations.folder(name)) if name else None
        return state.synonyms if state else ()

    def kept(self, sources: Collection[str]) -> list[Profile]:
        """The last good profiles of these sources, from an index of any schema version.

        The source of a file includes its records, and that of a folder everything below it.
        """
        name, _ = self._generations.newest_good()
        return kept(self._generations.folder(name), frozenset(sources)) if name else []

    def update(
        self,
        profiles: Iterable[Profile],
        removed: Collection[str],
        *,
        synonyms: tuple[Synonym, ...] = (),
        verify: Verify | None = None,
        afresh: bool = False,
    ) -> Status:
        """Add or replace profiles by source and remove sources, completely or not at all."""
        from indexer.engines.whoosh.indexing.build import fill

        with self.writing():
            base = self._serving.manifest.generation if self._serving and not afresh else None
            with self._generations.draft(base) as draft:
                built = fill(draft.folder, profiles, removed, synonyms)
                manifest = draft.seal(Contents(schema_version=schema_version(), **built._asdict()))
                with uncollected():
                    searcher = WhooshSearcher(draft.folder, manifest.generation)
                    objections = tuple(verify(searcher)) if verify else ()
                if objections:
                    raise IndexRefused(objections)
                draft.publish()
            self._serving = Serving(manifest.generation, searcher, manifest, ())
        return self.status()

    def record(self, report: Report) -> None:
        """Store the report of a build for `status`."""
        self._generations.record(report)

    def generations(self) -> tuple[Generation, ...]:
        """The generations that are kept, the newest first."""
        return self._generations.history()

    def rollback(self, to: str | None = None, *, hold: bool = False) -> Status:
        """Serve another kept generation; with `hold`, until `release`."""
        self._generations.rollback(to, hold=hold)
        self._open()
        return self.status()

    def release(self) -> Status:
        """End a hold."""
        self._generations.release()
        return self.status()

    @property
    def writable(self) -> bool:
        """Whether this process can write to the index folder."""
        return self._generations.writable

    @property
    def remote(self) -> bool:
        """Whether answers come from other machines: never."""
        return False

    def close(self) -> None:
        """Close the files of the index."""
        if self._opening:
            self._opening.join()
        self._serving = None

    # Opening

    def _open_beside(self) -> None:
        """Open a new generation in a thread; only the first to notice waits for it."""
        if self._opening is None or not self._opening.is_alive():
            self._opening = Thread(target=self._try_to_open, name="open-generation", daemon=True)
            self._opening.start()
            self._opening.join(PATIENCE)

    def _try_to_open(self) -> None:
        try:
            self._open()
        except Exception as error:  # whatever goes wrong, the old generation must keep serving
            logger.exception("the new generation cannot be opened, and the old one keeps serving")
            self._keep_serving(f"the new generation cannot be opened, and the old one keeps serving: {error}")

    def _keep_serving(self, problem: str) -> None:
        if self._serving:
            self._serving = self._serving._replace(
                seen=self._generations.current(), problems=(*self._serving.problems, problem)
            )

    def _open(self) -> Serving:
        """Open the newest good generation; if there is none, raise and keep the open one."""
        seen = self._generations.current()
        name, problems = self._generations.newest_good()
        for problem in problems:
            logger.error("%s", problem)
        if name is None:
            raise _nothing(self._generations.root, problems)
        manifest = read_manifest(self._generations.folder(name))
        if manifest.schema_version != schema_version():
            raise IndexMissing(
                f"the index at {self._generations.root} was made by another version; build it again"
            )
        try:
            with uncollected():
                searcher = WhooshSearcher(self._generations.folder(name), name)
        except OSError as error:
            raise IndexFailure(f"{name} cannot be opened: {error.strerror}") from error
        self._serving = Serving(seen, searcher, manifest, problems)
        return self._serving

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Hold the lock, with the newest good generation open to update, if there is one."""
        if self._writing:
            yield
            return
        with self._generations.lock():
            if self._opening:
                self._opening.join()
            before = self._serving
            self._serving = self._newest()
            self._writing = True
            try:
                yield
            finally:
                self._writing = False
                self._serving = self._serving or before

    def _newest(self) -> Serving | None:
        """The newest good generation, opened, or checked again if it is already open."""
        serving = self._serving
        with suppress(IndexMissing, IndexDamaged):
            if serving and serving.seen == serving.manifest.generation == self._generations.current():
                self._generations.verify(serving.manifest.generation)
                return serving
            return self._open()
        return None

    def _unserved(self, problem: str) -> Status:
        """The status of an index that cannot serve; its manifest counts the profiles."""
        name, _ = self._generations.newest_good()
        manifest = read_manifest(self._generations.folder(name)) if name else None
        return msgspec.structs.replace(self._status(manifest, (problem,)), generation=None)

    def _status(self, manifest: Manifest | None, problems: tuple[str, ...]) -> Status:
        report = self._generations.last_report()
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
            held=self._generations.held(),
        )


def _nothing(root: Path, problems: tuple[str, ...]) -> IndexFailure:
    if problems:
        return IndexDamaged(f"no generation at {root} is healthy ({'; '.join(problems)}); build it again")
    return IndexMissing(f"there is no index at {root} yet; build one")
