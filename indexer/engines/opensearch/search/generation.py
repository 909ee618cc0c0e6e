"""An opened generation: what a process keeps in memory of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from indexer.engines.opensearch.cluster.client import WRITING, Client
from indexer.engines.opensearch.cluster.served import ServedGeneration
from indexer.engines.opensearch.index.collection import CollectionData, collection_of, part_id
from indexer.engines.opensearch.index.mapping import LIBRARY
from indexer.engines.opensearch.search.fetched import DocumentCache, reader_of
from indexer.engines.opensearch.search.known import KnownProfiles
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.search.retrieval import Retrieval
from indexer.errors import IndexDamaged
from indexer.results import Entry
from indexer.rules.categories import as_shown, category_key, shown_names, shows_derived


class OpenGeneration:
    """A generation of one index, with its collection and its known profiles."""

    def __init__(
        self,
        client: Client,
        index: str,
        served: ServedGeneration,
        before: OpenGeneration | None = None,
        collection: CollectionData | None = None,
    ) -> None:
        """Read the generation; if `before` is of the same index, read only the differences."""
        self.client = client
        self.index = index
        self.served = served
        self.collection = collection or _read_collection(client, index, served)
        same = before if before and before.index == index and before.served.number <= served.number else None
        self.cache: DocumentCache = same.cache if same else DocumentCache(client, index)
        self.known: KnownProfiles = (same.known.moved if same else KnownProfiles.read)(
            client, index, served.number
        )
        self.retrieval = Retrieval.of(self.reader(()))

    @property
    def blank(self) -> IndexReader:
        """A reader without documents, which has the terms and the statistics of the library."""
        return self.retrieval.reader

    def reader(self, keys: Sequence[str]) -> IndexReader:
        """A reader of these documents; fetches the ones that are not in the cache."""
        documents = self.cache.documents(keys, self.collection)
        return reader_of(documents, self.collection, self.served.name, derived=self.derived)

    def key(self, profile_id: str) -> str | None:
        """The key of a profile's document; None for an unknown id."""
        known = self.known.by_id.get(profile_id)
        return known.key if known else None

    @cached_property
    def categories(self) -> Mapping[str, str]:
        """Each category as the profiles have it, with the name that is shown, if one is."""
        names = shown_names(self._category_counts, derived=self.derived)
        return {key: name for key, name in names.items() if name}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The catalogue, in the order of titles."""
        return tuple(as_shown(one.entry, derived=self.derived) for one in self.known.by_id.values())

    def entry(self, profile_id: str) -> Entry | None:
        """The catalogue entry of a profile; None for an unknown id."""
        known = self.known.by_id.get(profile_id)
        return as_shown(known.entry, derived=self.derived) if known else None

    @cached_property
    def derived(self) -> bool:
        """Whether derived categories are shown."""
        return shows_derived(self._category_counts)

    @cached_property
    def _category_counts(self) -> Counter[str]:
        return Counter(category_key(one.entry) for one in self.known.by_id.values())


def _read_collection(client: Client, index: str, served: ServedGeneration) -> CollectionData:
    """The collection of a generation; raises IndexDamaged if a part is missing."""
    ids = [part_id(served.number, part) for part in range(served.chunks)]
    found = client.documents(index, ids, LIBRARY, patience=WRITING)
    if len(found) < served.chunks:
        raise IndexDamaged(f"{served.name} in {index} lacks part of its vocabulary; build it again")
    return collection_of([found[one]["data"] for one in ids])
