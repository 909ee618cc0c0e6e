"""A draft: the next generation of an index, which nobody sees until it is published.

Each document says from which generation on it is served, and until which. New profiles are added beside
those that they replace, so that whoever searches the generation before finds it as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from indexer.engines.opensearch.client import Client
from indexer.engines.opensearch.documents import Analysed, document_of, each_of, unpack
from indexer.engines.opensearch.library import Library, chunks_of
from indexer.engines.opensearch.mapping import LIBRARY, PACKED, schema_version
from indexer.engines.opensearch.served import ServedGeneration
from indexer.engines.opensearch.store import Store, Write, batched, visible
from indexer.engines.whoosh.index.documents import Documents, joined
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.indexing.workers import analysed
from indexer.language.synonyms import Synonym
from indexer.profile import Profile

BATCHES = 16
"""How many batches of analysed profiles are added at a time."""


class Base(NamedTuple):
    """What a draft starts from: a generation of the same index, or nothing."""

    generation: int = 0
    library: Library = Library.empty()
    fingerprints: dict[str, str] = {}  # noqa: RUF012  a tuple's default, which nobody changes


class Draft:
    """The next generation of an index, while it is filled."""

    def __init__(self, client: Client, index: str, number: int, base: Base) -> None:
        self.store = Store(client, index)
        self.number = number
        self.library = base.library
        self._base = base
        self._fingerprints = dict(base.fingerprints)

    def fill(
        self, profiles: Iterable[Profile], removed: Collection[str], synonyms: tuple[Synonym, ...]
    ) -> None:
        """Add profiles, each in place of what had its source, and end what is removed."""
        self._end(removed)
        for batches in batched(analysed(profiles), BATCHES):
            added = [one for batch in batches for one in each_of(batch)]
            self._end([one.identity.source for one in added])
            self._add(added)
        self.library = replace(self.library, synonyms=synonyms)

    def seal(self, content_hash: str) -> ServedGeneration:
        """Write what the generation has beside its profiles; from then on it can be searched."""
        chunks = [*chunks_of(self.library)]
        self.store.write(self._part(part, chunk) for part, chunk in enumerate(chunks))
        self.store.refresh()
        return ServedGeneration(
            number=self.number,
            built=dt.datetime.now(dt.UTC),
            profiles=self.library.profiles,
            schema_version=schema_version(),
            content_hash=content_hash,
            chunks=len(chunks),
            words=len(self.library.terms.words.texts),
        )

    @property
    def fingerprints(self) -> dict[str, str]:
        """The sources of the generation with their hashes."""
        return self._fingerprints

    def _part(self, part: int, data: str) -> Write:
        key = library_id(self.number, part)
        return Write(key, self.number, {"key": key, "since": self.number, LIBRARY: {"data": data}})

    def _add(self, added: Sequence[Analysed]) -> None:
        library = self.library
        terms = library.terms.extended(word for one in added for word in one.words)
        categories = library.categories.extended(one.category for one in added)
        self.library = replace(library, terms=terms, categories=categories)
        self._count(added, added=True)
        counts = dict(zip(terms.words.texts, self.library.statistics.word_documents.tolist(), strict=True))
        documents = (document_of(one, self.number, counts=counts) for one in added)
        self.store.write(Write(one["key"], self.number, one) for one in documents)
        self._fingerprints |= {one.identity.source: one.identity.fingerprint for one in added}

    def _end(self, sources: Collection[str]) -> None:
        """Let the documents of some sources end with the generation before."""
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
        terms = self.library.terms
        some = Statistics.of(joined([numbered(one, self.library) for one in changed]), terms)
        none = Statistics.of(joined([]), terms)
        statistics = self.library.statistics.changed(*((some, none) if added else (none, some)))
        self.library = replace(self.library, statistics=statistics)


def numbered(one: Analysed, library: Library) -> Documents:
    """The columns of a profile with the ordinals of a library that has its words."""
    word = np.array([library.terms.words.ordinal[text] for text in one.words], np.uint32)
    category = np.array([library.categories.ordinal[one.category]], np.int32)
    return replace(one.documents, word=word[one.documents.word], category=category)


def library_id(generation: int, part: int) -> str:
    """The id of a part of what a generation has beside its profiles."""
    return f"library@{generation}@{part}"
