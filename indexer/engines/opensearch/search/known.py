"""What a worker keeps of every profile in memory: its names, topics and entry."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Self

import msgspec

from indexer.engines.opensearch.cluster.client import Client
from indexer.engines.opensearch.cluster.store import PAGE, changed, visible
from indexer.engines.opensearch.index.mapping import KNOWN
from indexer.engines.whoosh.index.mentions import decode_names
from indexer.paths import NamedJob
from indexer.question import NameKeys
from indexer.results import Entry

_job = msgspec.msgpack.Decoder(NamedJob)


class KnownProfile(NamedTuple):
    """A profile as questions, completions and the catalogue need it."""

    order: str
    key: str
    names: NameKeys
    job: NamedJob
    said: int
    entry: Entry


class KnownProfiles(NamedTuple):
    """The profiles of a generation by their ids, in the order of their titles."""

    generation: int
    by_id: Mapping[str, KnownProfile]

    @classmethod
    def read(cls, client: Client, index: str, generation: int) -> Self:
        """All profiles of a generation."""
        return cls._ordered(generation, _read(client, index, visible(generation)))

    def moved(self, client: Client, index: str, generation: int) -> Self:
        """The profiles of another generation of the same index; reads only the differences."""
        ended = set(_read(client, index, changed("until", self.generation, generation)))
        begun = _read(client, index, changed("since", self.generation, generation))
        kept = {one.key: one for one in self.by_id.values() if one.key not in ended}
        live = {key: one for key, one in begun.items() if key not in ended}
        return self._ordered(generation, kept | live)

    @classmethod
    def _ordered(cls, generation: int, found: Mapping[str, KnownProfile]) -> Self:
        ordered = sorted(found.values(), key=lambda one: one.order)
        return cls(generation, {one.entry.id: one for one in ordered})


def _read(client: Client, index: str, query: Mapping[str, Any]) -> dict[str, KnownProfile]:
    body = {"query": query, "_source": ["order", "key", KNOWN]}
    return {one.key: one for one in map(_known, _hits(client, index, body))}


def _hits(client: Client, index: str, body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (hit["_source"] for hit in client.scan(index, body, PAGE, key="key"))


def _known(source: Mapping[str, Any]) -> KnownProfile:
    known = source[KNOWN]
    entry = msgspec.convert(known["entry"], Entry)
    names = decode_names(memoryview(b64decode(known["names"])))
    job = _job.decode(b64decode(known["job"]))
    return KnownProfile(source["order"], source["key"], names, job, known["said"], entry)
