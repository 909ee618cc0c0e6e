"""The Whoosh engine: it keeps generations, and the newest good one answers."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import Thread

from indexer.engine import Verify
from indexer.engines.whoosh.index.metadata import IndexMetadata, schema_version
from indexer.engines.whoosh.index.rows import kept, served
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.engines.whoosh.serving import Serving, generations_in, opened, searcher_of, status_of, unserved
from indexer.errors import IndexDamaged, IndexFailure, IndexMissing, IndexRefused
from indexer.generations.draft import Contents
from indexer.language.synonyms import Synonym
from indexer.profile import Profile
from indexer.report import Generation, Report, Status

logger = logging.getLogger(__name__)

PATIENCE = 0.05
"""Seconds that a request waits for a new generation before the old one answers."""


class WhooshEngine:
    """An engine over the generations in one folder.

    A new generation is noticed between two requests and opened while the old one answers.
    """

    def __init__(self, root: Path) -> None:
        self._generations = generations_in(root)
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
            return unserved(self._generations, str(error))
        serving = self._serving
        return (
            status_of(self._generations, serving.manifest, serving.problems)
            if serving
            else status_of(self._generations, None, ())
        )

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
                searcher = searcher_of(draft.folder, manifest.generation)
                if verify and (objections := tuple(verify(searcher))):
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
        self._serving = opened(self._generations)
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
