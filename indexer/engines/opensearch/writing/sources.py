"""The sources of an index: their hashes, and their last good profiles."""

from __future__ import annotations

from collections.abc import Collection

from indexer.engines.opensearch.cluster.client import WRITING, Client
from indexer.engines.opensearch.cluster.served import Seen, read_state
from indexer.engines.opensearch.cluster.store import Store, visible
from indexer.engines.opensearch.index.mapping import PACKED
from indexer.engines.opensearch.index.packing import profile_of
from indexer.errors import IndexMissing
from indexer.profile import Profile


def fingerprints(client: Client, seen: Seen) -> dict[str, str]:
    """The sources that an index serves, with their hashes."""
    fields = ("source", "fingerprint")
    hits = Store(client, seen.place).sources(visible(seen.serving.number), fields)
    return {hit["_source"]["source"]: hit["_source"]["fingerprint"] for hit in hits}


def kept(client: Client, sources: Collection[str]) -> list[Profile]:
    """The profiles of some sources, or below them, from an index of any schema version."""
    try:
        seen = read_state(client, client.address.name, WRITING)
    except IndexMissing:
        return []
    query = {"bool": {"filter": [visible(seen.serving.number), {"terms": {"sources": [*sources]}}]}}
    hits = Store(client, seen.place).sources(query, (PACKED,))
    return [profile_of(hit["_source"][PACKED]) for hit in hits]
