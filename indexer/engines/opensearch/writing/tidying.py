"""Tidying: remove what unpublished drafts left, and documents that no generation has."""

from __future__ import annotations

from indexer.engines.opensearch.cluster.client import Client
from indexer.engines.opensearch.cluster.served import Seen
from indexer.engines.opensearch.cluster.store import Store, Write, marked, unseen
from indexer.engines.opensearch.index.documents import document_of
from indexer.engines.opensearch.index.mapping import PACKED
from indexer.engines.opensearch.index.packing import unpack


def tidy(client: Client, seen: Seen, number: int) -> None:
    """Undo the changes of unpublished drafts, and delete documents that no generation has.

    `number` is the number of the next generation, above the numbers of all earlier drafts.
    """
    newest, oldest = seen.serving.number, seen.state.oldest
    store = Store(client, seen.place)
    store.refresh()
    for hit in [*store.sources(marked(newest), ("since", PACKED))]:
        document = document_of(unpack(hit["_source"][PACKED]), hit["_source"]["since"])
        store.write([Write(hit["_id"], number, document)])
    gone = [hit["_id"] for hit in store.sources(unseen(oldest, newest), ("key",))]
    store.write(Write(one, number, None) for one in gone)
    store.refresh()
