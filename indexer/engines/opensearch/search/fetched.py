"""Fetched documents: the candidates of a query, as a reader that ranks and explains them."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

import numpy as np
from cachetools import LRUCache

from indexer.engines.opensearch.cluster.client import Client
from indexer.engines.opensearch.index.collection import CollectionData
from indexer.engines.opensearch.index.documents import order_key
from indexer.engines.opensearch.index.mapping import PACKED
from indexer.engines.opensearch.index.packing import unpack
from indexer.engines.whoosh.index.contents import IndexContents
from indexer.engines.whoosh.index.documents import Documents, joined
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.index.segment import Identity, Segment
from indexer.engines.whoosh.indexing.inversion import invert

CACHED = 2048
"""Documents of an index that a process keeps: about 15 kB each."""


class Fetched(NamedTuple):
    """A document with the ordinals of its collection."""

    identity: Identity
    documents: Documents


class DocumentCache:
    """A cache of the documents of one index; documents never change."""

    def __init__(self, client: Client, index: str) -> None:
        self._client = client
        self._index = index
        self._known: LRUCache[str, Fetched] = LRUCache(CACHED)
        self._guard = Lock()

    def documents(self, keys: Sequence[str], collection: CollectionData) -> list[Fetched]:
        """Documents by their keys, in this order; missing ones are left out."""
        with self._guard:
            known = {key: self._known[key] for key in keys if key in self._known}
        missing = [key for key in keys if key not in known]
        packed = self._client.documents(self._index, missing, PACKED)
        fresh = {key: _fetched(text, collection) for key, text in packed.items()}
        with self._guard:
            for key, one in fresh.items():
                self._known[key] = one
        known |= fresh
        return [known[key] for key in keys if key in known]


def reader_of(
    fetched: Sequence[Fetched], collection: CollectionData, name: str, *, derived: bool
) -> IndexReader:
    """A reader of some documents, with the terms and the statistics of their collection.

    `derived` is whether their generation shows derived categories.
    """
    documents = joined([one.documents for one in fetched])
    identities = [one.identity for one in fetched]
    postings = invert(documents, collection.terms).postings
    segment = Segment.of("", identities, documents, postings, collection.terms)
    rank = np.argsort(np.argsort([order_key(one) for one in identities], kind="stable"))
    contents = IndexContents(collection.metadata, collection.terms, collection.statistics, [segment], rank)
    return IndexReader(name, contents, derived)


def _fetched(packed: str, collection: CollectionData) -> Fetched:
    one = unpack(packed)
    return Fetched(one.identity, collection.numbered(one))
