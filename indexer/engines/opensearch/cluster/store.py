"""Writing to an index of the cluster: bulk writes with every item checked, and remains of old builds."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from indexer.engines.opensearch.cluster.client import RETRIED, WRITING, Client, ClusterRefusal, JsonObject
from indexer.engines.opensearch.index.mapping import NEVER, mapping, settings
from indexer.errors import IndexFailure

logger = logging.getLogger(__name__)

_T = TypeVar("_T")

BULK = 200
"""The most documents in one request."""

TRIES = 8
"""How often to send a document if the cluster is too busy."""

GONE = 404
"""The status of deleting a document that does not exist."""

OUTDATED = 409
"""The status of a write to a document that already has a later version."""

LATE = 408
"""The status of a health request that timed out while waiting."""

COPYING = "30s"
"""How long a build waits for the copies of a new index; it then serves with incomplete copies."""

PAGE = 1000
"""Hits in one answer when reading all of them."""


class Write(NamedTuple):
    """A document to write, or to delete if it has no body; the highest version wins."""

    id: str
    version: int
    body: JsonObject | None


class Store:
    """Writes to one index."""

    def __init__(self, client: Client, index: str) -> None:
        self.client = client
        self.index = index

    def create(self) -> None:
        """Create the index without copies; `replicate` adds them later."""
        body = {"settings": settings(self.client.address.shards, 0), "mappings": mapping()}
        self.client.ask("PUT", f"/{self.index}", body, patience=WRITING)

    def write(self, writes: Iterable[Write]) -> None:
        """Write documents in bulk; raises IndexFailure for the first that the cluster refuses."""
        for some in batched(writes, BULK):
            self._send(some)

    def refresh(self) -> None:
        """Make everything that was written searchable."""
        self.client.ask("POST", f"/{self.index}/_refresh", patience=WRITING)

    def replicate(self) -> None:
        """Copy the index to as many nodes as there are, up to its replicas, and wait a while for it."""
        copies = {"index": {"auto_expand_replicas": f"0-{self.client.address.replicas}"}}
        self.client.ask("PUT", f"/{self.index}/_settings", copies, patience=WRITING)
        health = {"wait_for_status": "green", "timeout": COPYING}
        try:
            self.client.ask("GET", f"/_cluster/health/{self.index}", params=health, patience=WRITING)
        except ClusterRefusal as error:
            if error.status != LATE:
                raise
            logger.warning("the copies of %s are not complete yet; the cluster goes on with them", self.index)

    def delete(self) -> None:
        """Delete the index."""
        self.client.ask("DELETE", f"/{self.index}", patience=WRITING)

    def sources(self, query: JsonObject, fields: Sequence[str]) -> Iterator[Any]:
        """The ids and some fields of all documents that match."""
        body = {"query": query, "_source": list(fields)}
        return self.client.scan(self.index, body, PAGE, key="key")

    def _send(self, writes: Sequence[Write]) -> None:
        for attempt in range(TRIES):
            lines = [line for each in writes for line in _lines(each)]
            answer = self.client.ask("POST", f"/{self.index}/_bulk", lines, patience=WRITING)
            results = [next(iter(one.values())) for one in answer["items"]]
            writes = [each for each, result in zip(writes, results, strict=True) if _again(result)]
            if not writes:
                return
            time.sleep(0.1 * 2**attempt)
        raise IndexFailure(f"the cluster had no room for {len(writes)} documents; build again later")


def batched(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Split values into lists of this size; the last may be shorter."""
    source = iter(values)
    return iter(lambda: list(islice(source, size)), [])


def visible(generation: int) -> JsonObject:
    """The query for the documents that a generation has."""
    return {"bool": {"filter": [_range("since", lte=generation), _range("until", gt=generation)]}}


def marked(after: int) -> JsonObject:
    """The query for documents that a later generation, never published, would have ended."""
    return {"bool": {"filter": [_range("since", lte=after), _range("until", gt=after, lt=NEVER)]}}


def unseen(oldest: int, newest: int) -> JsonObject:
    """The query for documents that none of these generations has, and libraries of others."""
    endless = [{"exists": {"field": "until"}}]
    library = {"bool": {"filter": [_range("since", lt=oldest)], "must_not": endless}}
    return {"bool": {"should": [_range("since", gt=newest), _range("until", lte=oldest), library]}}


def _range(field: str, **bounds: int) -> JsonObject:
    return {"range": {field: bounds}}


def _lines(write: Write) -> Iterator[JsonObject]:
    head = {"_id": write.id, "version": write.version, "version_type": "external_gte"}
    yield {"delete" if write.body is None else "index": head}
    if write.body is not None:
        yield write.body


def _again(result: Any) -> bool:
    """Whether to send a write again; raises IndexFailure if the cluster refuses it."""
    status = result["status"]
    if status < 300 or status in (GONE, OUTDATED):
        return False
    if status in RETRIED:
        return True
    raise IndexFailure(f"the cluster refused {result['_id']}: {result['error'].get('reason', status)}")


def changed(field: str, after: int, last: int) -> JsonObject:
    """The query for documents that begin (`since`) or end (`until`) after `after`, up to `last`."""
    return {"bool": {"filter": [_range(field, gt=after, lte=last), {"exists": {"field": "id"}}]}}
