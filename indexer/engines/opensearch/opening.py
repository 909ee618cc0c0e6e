"""Opening: the generation that a process has open, and whether a newer one serves."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from threading import RLock, Thread

from indexer.engines.opensearch.cluster.client import ANSWERING, Client, Patience
from indexer.engines.opensearch.cluster.served import Seen, read_state
from indexer.engines.opensearch.index.mapping import schema_version
from indexer.engines.opensearch.search.generation import OpenGeneration
from indexer.engines.opensearch.searcher import ClusterSearcher
from indexer.engines.opensearch.writing.publishing import Published
from indexer.errors import IndexMissing

logger = logging.getLogger(__name__)

FRESH = 0.5
"""Seconds before looking again for a newer generation."""


class Opening:
    """The open generation of an index; a thread looks for a newer one while requests go on.

    If the cluster is gone for a while, the generation stays open.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._opened: Published | None = None
        self._looked = 0.0
        self._looking: Thread | None = None
        self._guard = RLock()

    def searcher(self, *, look: bool) -> ClusterSearcher:
        """The searcher of the open generation; with `look`, a thread looks for a newer one."""
        if self._opened is None:
            return self.newest(ANSWERING).searcher
        if look and time.monotonic() - self._looked > FRESH:
            self._look_beside()
        return self._opened.searcher

    def newest(self, patience: Patience) -> Published:
        """Open the generation that serves; raises IndexMissing if none of this schema version does."""
        with self._guard:
            seen = read_state(self._client, self._client.address.name, patience)
            opened = self._opened
            if opened is None or (seen.place, seen.serving) != (opened.seen.place, opened.seen.serving):
                opened = Published(seen, ClusterSearcher(self._generation(seen)))
            return self.opened(opened._replace(seen=seen))

    def newest_or_none(self, patience: Patience) -> Published | None:
        """Open the generation that serves; None if none of this schema version does."""
        with suppress(IndexMissing):
            return self.newest(patience)
        return None

    def opened(self, published: Published) -> Published:
        """Keep a generation that was just opened or published as the open one."""
        self._opened, self._looked = published, time.monotonic()
        return published

    def close(self) -> None:
        """Wait for the thread that looks for a newer generation."""
        if self._looking:
            self._looking.join()

    def _look_beside(self) -> None:
        """Look for a newer generation in a thread, unless another thread is already doing it."""
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
            self.newest(ANSWERING)
        except Exception:  # whatever goes wrong, the open generation must keep serving
            logger.exception("what serves could not be looked up, and the open generation keeps serving")
        finally:
            self._looked = time.monotonic()

    def _generation(self, seen: Seen) -> OpenGeneration:
        if seen.serving.schema_version != schema_version():
            raise IndexMissing(seen.outdated(self._client))
        before = self._opened.searcher.opened if self._opened else None
        return OpenGeneration(self._client, seen.place, seen.serving, before)
