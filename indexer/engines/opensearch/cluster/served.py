"""What serves: the generations of an index, in one document with a version check on writes."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import msgspec

from indexer.engines.opensearch.cluster.client import NEAR, WRITING, Client, ClusterRefusal, Patience
from indexer.engines.opensearch.index.mapping import LIBRARY
from indexer.errors import IndexLocked, IndexMissing

STATE = "state"
"""The id of the document that names the served generation."""

KEPT = 3
"""How many generations of an index are kept at least: the one that serves and two before."""

LINGERING = dt.timedelta(seconds=30)
"""How long to keep others, for processes that have not noticed the newer one yet."""

MOVED = 409
"""The status of a write to a document that somebody else has changed."""


class ServedGeneration(msgspec.Struct, frozen=True):
    """A generation: its number, and what `status` says about it. `chunks` is the size of its library."""

    number: int
    built: dt.datetime
    profiles: int
    schema_version: str
    content_hash: str
    chunks: int
    words: int = 0

    @property
    def name(self) -> str:
        """The name of the generation."""
        return f"g{self.number:06}"


class State(msgspec.Struct, frozen=True):
    """The generations that one index can serve, the newest first, and the number of the one that serves."""

    generations: tuple[ServedGeneration, ...]
    current: int

    @property
    def serving(self) -> ServedGeneration:
        """The generation that serves."""
        return next(one for one in self.generations if one.number == self.current)

    @property
    def oldest(self) -> int:
        """The number of the oldest generation."""
        return self.generations[-1].number

    def with_newest(self, newest: ServedGeneration) -> State:
        """The state after publishing a generation that was built from the current one."""
        since, before = newest.built - LINGERING, self.up_to_current().generations
        kept = (one for place, one in enumerate(before, 1) if place < KEPT or one.built > since)
        return State((newest, *kept), newest.number)

    def up_to_current(self) -> State:
        """The state without generations newer than the one that serves."""
        return State(tuple(one for one in self.generations if one.number <= self.current), self.current)


class Seen(NamedTuple):
    """A state, the index it was read from, and the version of its document."""

    place: str
    state: State
    version: tuple[int, int] | None = None

    @property
    def serving(self) -> ServedGeneration:
        """The generation that serves."""
        return self.state.serving

    @staticmethod
    def outdated(client: Client) -> str:
        """The message about an index of another schema version."""
        return f"the index at {client.address} was made by another version; build it again"


def read_state(client: Client, index: str, patience: Patience) -> Seen:
    """What an index or an alias serves; raises IndexMissing if there is none."""
    found = client.ask("GET", f"/{index}/_doc/{STATE}", params={"preference": NEAR}, patience=patience)
    state = msgspec.convert(found["_source"][LIBRARY], State)
    return Seen(found["_index"], state, (found["_seq_no"], found["_primary_term"]))


def write_state(client: Client, seen: Seen, state: State) -> None:
    """Replace a state; raises IndexLocked if somebody else replaced it first."""
    params: dict[str, Any] = {"refresh": "false"}
    if seen.version:
        params |= {"if_seq_no": seen.version[0], "if_primary_term": seen.version[1]}
    else:
        params |= {"op_type": "create"}
    body = {LIBRARY: msgspec.to_builtins(state)}
    try:
        client.ask("PUT", f"/{seen.place}/_doc/{STATE}", body, params, patience=WRITING)
    except ClusterRefusal as error:
        if error.status != MOVED or read_state(client, seen.place, WRITING).state != state:
            raise _beaten(error) from error


def indices_of(client: Client, name: str) -> list[str]:
    """The indices of a library, the newest first, whether they serve or not."""
    found = client.ask(
        "GET", f"/_cat/indices/{name}-g*", params={"format": "json", "h": "index"}, patience=WRITING
    )
    return sorted((one["index"] for one in found), reverse=True)


def alias_of(client: Client, name: str) -> str | None:
    """The index that the alias names; None if there is none."""
    try:
        found = client.ask("GET", f"/_alias/{name}", patience=WRITING)
    except IndexMissing:
        return None
    return max(found, default=None)


def move_alias(client: Client, name: str, index: str) -> None:
    """Move the alias to another index in one step."""
    before = alias_of(client, name)
    if before == index:
        return
    actions: list[dict[str, Any]] = [{"add": {"index": index, "alias": name}}]
    if before:
        actions.insert(0, {"remove": {"index": before, "alias": name, "must_exist": True}})
    try:
        client.ask("POST", "/_aliases", {"actions": actions}, patience=WRITING)
    except IndexMissing:  # an earlier try has moved it
        if alias_of(client, name) != index:
            raise


def _beaten(error: ClusterRefusal) -> Exception:
    if error.status != MOVED:
        return error
    return IndexLocked("another builder has published a generation meanwhile; build again")
