"""The OpenSearch engine: a cluster keeps the index, and any number of processes search and build it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from indexer.engine import Access, Verify
from indexer.engines.opensearch.address import ClusterAddress
from indexer.engines.opensearch.cluster import history, reports
from indexer.engines.opensearch.cluster.client import WRITING, Client
from indexer.engines.opensearch.cluster.lock import BuildLock
from indexer.engines.opensearch.opening import Opening
from indexer.engines.opensearch.searcher import ClusterSearcher
from indexer.engines.opensearch.writing.publishing import Change, update
from indexer.engines.opensearch.writing.sources import fingerprints, kept
from indexer.language.synonyms import Synonym
from indexer.profile import Profile
from indexer.report import Generation, Report, Status


class OpenSearchEngine:
    """An engine over an index in a cluster."""

    def __init__(self, url: str, access: Access) -> None:
        self.client = Client(ClusterAddress.parse(url), access)
        self._lock = BuildLock(self.client)
        self._opening = Opening(self.client)
        self._writing = False

    def searcher(self) -> ClusterSearcher:
        """The searcher of the newest generation that is open."""
        return self._opening.searcher(look=not self._writing)

    def status(self) -> Status:
        """The status of the generation that serves; if none does, its problems say why."""
        return reports.status_of(self.client, self._lock.index)

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock; reads inside see the generation that an update starts from."""
        if self._writing:
            yield
            return
        with self._lock.held():
            self._opening.newest_or_none(WRITING)
            self._writing = True
            try:
                yield
            finally:
                self._writing = False

    def fingerprints(self) -> Mapping[str, str]:
        """The indexed sources with their hashes; empty for another schema version."""
        opened = self._opening.newest_or_none(WRITING)
        return fingerprints(self.client, opened.seen) if opened else {}

    def synonyms(self) -> tuple[Synonym, ...]:
        """The indexed synonyms of the library."""
        opened = self._opening.newest_or_none(WRITING)
        return opened.searcher.opened.collection.synonyms if opened else ()

    def kept(self, sources: Collection[str]) -> list[Profile]:
        """The last good profiles of these sources, from an index of any schema version.

        The source of a file includes its records, and that of a folder everything below it.
        """
        return kept(self.client, sources) if sources else []

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
            base = None if afresh else self._opening.newest_or_none(WRITING)
            change = Change(profiles, removed, synonyms, verify)
            self._opening.opened(update(self.client, self._lock.next_generation(), base, change))
        return self.status()

    def record(self, report: Report) -> None:
        """Store the report of a build for `status`."""
        reports.write_report(self.client, self._lock.index, report)

    def generations(self) -> tuple[Generation, ...]:
        """The generations that are kept, the newest first."""
        return history.generations(self.client, self._lock.index)

    def rollback(self, to: str | None = None, *, hold: bool = False) -> Status:
        """Serve another kept generation; with `hold`, until `release`."""
        self._opening.newest(WRITING)  # raises IndexMissing before the lock is made
        with self.writing():
            history.go_back(self.client, to)
            if hold:
                history.hold(self.client, self._lock.index)
            self._opening.newest(WRITING)
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
        self._opening.close()
        self.client.close()
