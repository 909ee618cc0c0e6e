"""The history of an index: the generations that are kept, going back to one, and holding it there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress

import msgspec

from indexer.engines.opensearch.cluster.client import WRITING, Client
from indexer.engines.opensearch.cluster.served import (
    Seen,
    ServedGeneration,
    alias_of,
    indices_of,
    move_alias,
    read_state,
    write_state,
)
from indexer.engines.opensearch.index.mapping import LIBRARY, schema_version
from indexer.errors import IndexFailure, IndexMissing
from indexer.report import OTHER_VERSION, Generation

HOLD = "hold"
"""The id of the document whose presence keeps builds from being served."""


def generations(client: Client, control: str) -> tuple[Generation, ...]:
    """The generations that are kept, the newest first; those of one index share its size."""
    current, held = alias_of(client, client.address.name), held_since(client, control) is not None
    return tuple(
        _described(one, size, serves=seen.place == current and one.number == seen.state.current, held=held)
        for seen in _history(client)
        for size in (_size(client, seen.place),)
        for one in seen.state.generations
    )


def go_back(client: Client, to: str | None) -> None:
    """Let another generation serve: the one of this name, or the newest before the one that serves."""
    now = read_state(client, client.address.name, WRITING)
    seen, chosen = _named(client, to) if to else _before(client, now)
    if chosen.schema_version != schema_version():
        raise IndexFailure(f"{chosen.name} cannot be served, because {OTHER_VERSION}; build again")
    if chosen.number != seen.state.current:
        write_state(client, seen, msgspec.structs.replace(seen.state, current=chosen.number))
    move_alias(client, client.address.name, seen.place)


def hold(client: Client, control: str) -> None:
    """Keep builds from being served, from now on."""
    since = dt.datetime.now(dt.UTC).replace(microsecond=0)
    body = {LIBRARY: {"since": since.isoformat()}}
    client.ask("PUT", f"/{control}/_doc/{HOLD}", body, patience=WRITING)


def release(client: Client, control: str) -> None:
    """Let builds be served again; it is not an error if there is no hold."""
    with suppress(IndexMissing):
        client.ask("DELETE", f"/{control}/_doc/{HOLD}", patience=WRITING)


def held_since(client: Client, control: str) -> dt.datetime | None:
    """Since when builds are not served; None if they are."""
    try:
        found = client.ask("GET", f"/{control}/_doc/{HOLD}")
    except IndexMissing:
        return None
    return dt.datetime.fromisoformat(found["_source"][LIBRARY]["since"])


def _history(client: Client) -> Iterator[Seen]:
    """What each index can serve, the newest index first; drafts can serve nothing yet."""
    for index in indices_of(client, client.address.name):
        with suppress(IndexMissing):
            yield read_state(client, index, WRITING)


def _named(client: Client, name: str) -> tuple[Seen, ServedGeneration]:
    known = [(seen, one) for seen in _history(client) for one in seen.state.generations]
    found = next((pair for pair in known if pair[1].name == name), None)
    if found is None:
        kept = ", ".join(one.name for _, one in known)
        raise IndexFailure(
            f"there is no generation {name} at {client.address}; choose from the kept ones: {kept}"
        )
    return found


def _before(client: Client, now: Seen) -> tuple[Seen, ServedGeneration]:
    every = ((seen, one) for seen in _history(client) for one in seen.state.generations)
    earlier: Sequence[tuple[Seen, ServedGeneration]] = [
        pair for pair in every if pair[1].number < now.serving.number
    ]
    if not earlier:
        raise IndexFailure(
            f"there is no good generation before {now.serving.name}, so the index cannot go back"
        )
    return max(earlier, key=lambda pair: pair[1].number)


def _described(one: ServedGeneration, size: int, *, serves: bool, held: bool) -> Generation:
    return Generation(
        name=one.name,
        built=one.built,
        profiles=one.profiles,
        size=size,
        current=serves,
        held=held and serves,
        problem="" if one.schema_version == schema_version() else OTHER_VERSION,
    )


def _size(client: Client, index: str) -> int:
    """The size of an index in bytes, without its copies."""
    found = client.ask("GET", f"/{index}/_stats/store", patience=WRITING)
    return int(found["_all"]["primaries"]["store"]["size_in_bytes"])
