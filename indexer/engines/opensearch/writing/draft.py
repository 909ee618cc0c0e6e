"""A draft: the next generation of an index, which nobody sees until it is published.

Each document names the first generation that has it, and the first that no longer does. New documents are
added beside the old ones, so that searches of the earlier generation do not change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from indexer.engines.opensearch.cluster.client import Client
from indexer.engines.opensearch.cluster.served import ServedGeneration
from indexer.engines.opensearch.cluster.store import Store, Write, batched, visible
from indexer.engines.opensearch.index.collection import CollectionData, chunks_of, part_id
from indexer.engines.opensearch.index.documents import document_of
from indexer.engines.opensearch.index.mapping import LIBRARY, PACKED, schema_version
from indexer.engines.opensearch.index.packing import Analysed, each_of, unpack
from indexer.engines.whoosh.index.documents import joined
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.indexing.workers import analysed
from indexer.language.synonyms import Synonym
from indexer.profile import Profile

BATCHES = 16
"""Batches of analysed profiles to add at a time."""


class DraftBase(NamedTuple):
    """What a draft starts from: a generation of the same index, or nothing."""

    generation: int = 0
    collection: CollectionData = CollectionData.empty()
    fingerprints: dict[str, str] = {}  # noqa: RUF012  a tuple's default, which nobody changes


class ClusterDraft:
    """The next generation of an index, while it is filled."""

    def __init__(self, client: Client, index: str, number: int, base: DraftBase) -> None:
        self.store = Store(client, index)
        self.number = number
        self.collection = base.collection
        self._base = base
        self._fingerprints = dict(base.fingerprints)

    def fill(
        self, profiles: Iterable[Profile], removed: Collection[str], synonyms: tuple[Synonym, ...]
    ) -> None:
        """Add profiles, replacing any with the same source, and remove sources."""
        self._end(removed)
        for batches in batched(analysed(profiles), BATCHES):
            added = [one for batch in batches for one in each_of(batch)]
            self._end([one.identity.source for one in added])
            self._add(added)
        self.collection = replace(self.collection, synonyms=synonyms)

    def seal(self, content_hash: str) -> ServedGeneration:
        """Write what the generation has besides its profiles; after that it can be searched."""
        chunks = [*chunks_of(self.collection)]
        self.store.write(self._part(part, chunk) for part, chunk in enumerate(chunks))
        self.store.refresh()
        return ServedGeneration(
            number=self.number,
            built=dt.datetime.now(dt.UTC),
            profiles=self.collection.profiles,
            schema_version=schema_version(),
            content_hash=content_hash,
            chunks=len(chunks),
            words=len(self.collection.terms.words.texts),
        )

    @property
    def fingerprints(self) -> dict[str, str]:
        """The sources of the generation with their hashes."""
        return self._fingerprints

    def _part(self, part: int, data: str) -> Write:
        key = part_id(self.number, part)
        return Write(key, self.number, {"key": key, "since": self.number, LIBRARY: {"data": data}})

    def _add(self, added: Sequence[Analysed]) -> None:
        collection = self.collection
        terms = collection.terms.extended(word for one in added for word in one.words)
        categories = collection.categories.extended(one.category for one in added)
        self.collection = replace(collection, terms=terms, categories=categories)
        self._count(added, added=True)
        counts = dict(zip(terms.words.texts, self.collection.statistics.word_documents.tolist(), strict=True))
        documents = (document_of(one, self.number, counts=counts) for one in added)
        self.store.write(Write(one["key"], self.number, one) for one in documents)
        self._fingerprints |= {one.identity.source: one.identity.fingerprint for one in added}

    def _end(self, sources: Collection[str]) -> None:
        """End the documents of these sources, so that this generation no longer has them."""
        known = [*self._base.fingerprints.keys() & self._fingerprints.keys() & {*sources}]
        for some in batched(known, BATCHES * 64):
            found = [*self._ending(some)]
            self._count([one for _, one in found], added=False)
            ended = (document_of(one, since, self.number) for since, one in found)
            self.store.write(Write(one["key"], self.number, one) for one in ended)
        for source in known:
            del self._fingerprints[source]

    def _ending(self, sources: Sequence[str]) -> Iterator[tuple[int, Analysed]]:
        query = {"bool": {"filter": [visible(self._base.generation), {"terms": {"source": list(sources)}}]}}
        for hit in self.store.sources(query, ["since", PACKED]):
            yield hit["_source"]["since"], unpack(hit["_source"][PACKED])

    def _count(self, changed: Sequence[Analysed], *, added: bool) -> None:
        terms = self.collection.terms
        some = Statistics.of(joined([self.collection.numbered(one) for one in changed]), terms)
        none = Statistics.of(joined([]), terms)
        statistics = self.collection.statistics.changed(*((some, none) if added else (none, some)))
        self.collection = replace(self.collection, statistics=statistics)
