"""The OpenSearch engine: a cluster keeps the index, and any number of processes search and build it."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import RLock, Thread

from indexer.engine import Access, Verify
from indexer.engines.opensearch import history, writing
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.client import ANSWERING, WRITING, Client, Patience
from indexer.engines.opensearch.generation import OpenGeneration
from indexer.engines.opensearch.lock import Lock
from indexer.engines.opensearch.mapping import schema_version
from indexer.engines.opensearch.reports import read_report, write_report
from indexer.engines.opensearch.searcher import ClusterSearcher
from indexer.engines.opensearch.served import Seen, read_state
from indexer.engines.opensearch.writing import Change, Published
from indexer.errors import IndexFailure, IndexMissing
from indexer.language.synonyms import Synonym
from indexer.profile import Profile
from indexer.report import Generation, Report, Status, unserved_build

logger = logging.getLogger(__name__)

NAME = "opensearch"

FRESH = 0.5
"""Seconds for which what serves is not looked up again."""


class OpenSearchEngine:
    """An engine over an index in a cluster.

    Whether a newer generation serves is looked up beside the requests, and it is opened while the one before
    answers. A cluster that is gone for a while is no reason to forget what is open.
    """

    def __init__(self, url: str, access: Access) -> None:
        self.client = Client(Address.parse(url), access)
        self._lock = Lock(self.client)
        self._opened: Published | None = None
        self._looked = 0.0
        self._looking: Thread | None = None
        self._guard = RLock()
        self._writing = False

    def searcher(self) -> ClusterSearcher:
        """The searcher of the newest generation that is open."""
        if self._opened is None:
            return self._open(ANSWERING).searcher
        if time.monotonic() - self._looked > FRESH and not self._writing:
            self._look_beside()
        return self._opened.searcher

    def status(self) -> Status:
        """The status of the generation that serves; if none does, its problems say why."""
        try:
            seen = read_state(self.client, self.client.address.name, ANSWERING)
        except IndexFailure as error:
            return self._status(None, (str(error),), None)
        report = read_report(self.client, self._lock.index)
        if seen.serving.schema_version != schema_version():
            return self._status(None, (str(_outdated(self.client)),), report)
        return self._status(seen, (), report)

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock; reads inside see the generation that an update starts from."""
        if self._writing:
            yield
            return
        with self._lock.held():
            with suppress(IndexMissing):
                self._open(WRITING)
            self._writing = True
            try:
                yield
            finally:
                self._writing = False

    def fingerprints(self) -> Mapping[str, str]:
        """The indexed sources with their hashes; empty for another schema version."""
        seen = self._seen()
        current = seen is not None and seen.serving.schema_version == schema_version()
        return writing.fingerprints(self.client, seen) if seen and current else {}

    def synonyms(self) -> tuple[Synonym, ...]:
        """The indexed synonyms of the library."""
        with suppress(IndexMissing):
            return self._open(WRITING).searcher.opened.library.synonyms
        return ()

    def kept(self, sources: Collection[str]) -> list[Profile]:
        """The last good profiles of these sources, from an index of any schema version.

        The source of a file includes its records, and that of a folder everything below it.
        """
        seen = self._seen()
        return writing.kept(self.client, seen, sources) if seen and sources else []

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
        with self.writing():
            base = None
            with suppress(IndexMissing):
                base = None if afresh else self._open(WRITING)
            change = Change(profiles, removed, synonyms, verify)
            self._opened = writing.update(self.client, self._lock.next_generation(), base, change)
        return self.status()

    def record(self, report: Report) -> None:
        """Store the report of a build for `status`."""
        write_report(self.client, self._lock.index, report)

    def generations(self) -> tuple[Generation, ...]:
        """The generations that are kept, the newest first."""
        return history.generations(self.client, self._lock.index)

    def rollback(self, to: str | None = None, *, hold: bool = False) -> Status:
        """Serve another kept generation; with `hold`, until `release`."""
        read_state(self.client, self.client.address.name, WRITING)  # raises IndexMissing before the lock
        with self.writing():
            history.go_back(self.client, to)
            if hold:
                history.hold(self.client, self._lock.index)
            self._open(WRITING)
        return self.status()

    def release(self) -> Status:
        """End a hold."""
        history.release(self.client, self._lock.index)
        return self.status()

    @property
    def writable(self) -> bool:
        """Whether this process may write: the cluster decides at the first write."""
        return True

    @property
    def remote(self) -> bool:
        """Whether answers come from other machines: always."""
        return True

    def close(self) -> None:
        """Close the connections."""
        if self._looking:
            self._looking.join()
        self.client.close()

    # Opening

    def _look_beside(self) -> None:
        """Look in a thread whether a newer generation serves, unless somebody looks or opens it now."""
        if not self._guard.acquire(blocking=False):
            return
        try:
            if self._looking is None or not self._looking.is_alive():
                self._looking = Thread(target=self._try_to_open, name="open-generation", daemon=True)
                self._looking.start()
        finally:
            self._guard.release()

    def _try_to_open(self) -> None:
        try:
            self._open(ANSWERING)
        except Exception:  # whatever goes wrong, what is open must keep serving
            logger.exception("what serves could not be looked up, and the open generation keeps serving")
        finally:
            self._looked = time.monotonic()

    def _open(self, patience: Patience) -> Published:
        """Open what serves; raises IndexMissing if nothing of this schema version does."""
        with self._guard:
            seen = read_state(self.client, self.client.address.name, patience)
            opened = self._opened
            if opened is None or (seen.place, seen.serving) != (opened.seen.place, opened.seen.serving):
                opened = Published(seen, ClusterSearcher(self._generation(seen)))
            self._opened = opened._replace(seen=seen)
            self._looked = time.monotonic()
            return self._opened

    def _generation(self, seen: Seen) -> OpenGeneration:
        if seen.serving.schema_version != schema_version():
            raise _outdated(self.client)
        before = self._opened.searcher.opened if self._opened else None
        return OpenGeneration(self.client, seen.place, seen.serving, before)

    def _seen(self) -> Seen | None:
        with suppress(IndexMissing):
            return read_state(self.client, self.client.address.name, WRITING)
        return None

    def _status(self, seen: Seen | None, problems: tuple[str, ...], report: Report | None) -> Status:
        serving = seen.serving if seen else None
        return Status(
            engine=NAME,
            generation=serving.name if serving else None,
            profiles=serving.profiles if serving else 0,
            built=serving.built if serving else None,
            schema_version=schema_version(),
            content_hash=serving.content_hash if serving else "",
            healthy=not problems,
            problems=(*problems, *unserved_build(report)),
            last_build=report,
            held=history.held_since(self.client, self._lock.index) if seen else None,
        )


def _outdated(client: Client) -> IndexMissing:
    return IndexMissing(f"the index at {client.address} was made by another version; build it again")
