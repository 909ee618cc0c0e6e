"""The lock of an index: one builder writes at a time, on whichever machine.

The lock is a document with a deadline. Its holder extends the deadline while it works; if the holder dies,
the lock runs out. A builder that was held up and lost its lock cannot publish: the next builder has a higher
generation number, and a builder can only replace the state that it has read.
"""

from __future__ import annotations

import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import msgspec

from indexer.engines.opensearch.cluster.client import WRITING, Client, ClusterRefusal
from indexer.engines.opensearch.cluster.served import MOVED
from indexer.engines.opensearch.index.mapping import LIBRARY
from indexer.errors import IndexFailure, IndexLocked, IndexMissing

LOCK = "lock"
LEASE = 30.0
"""Seconds until a lock that its holder does not extend is free."""

PATIENCE = 2.0
"""Seconds to wait for a lock that somebody holds."""

EXISTS = 400
"""The status of a request to create an index that exists."""


class Lease(msgspec.Struct, frozen=True):
    """The holder of the lock, its expiry (seconds since the epoch), and the last generation begun."""

    holder: str = ""
    token: str = ""
    until: float = 0.0
    generation: int = 0

    @property
    def is_free(self) -> bool:
        """Whether nobody holds it, or its holder has not extended it in time."""
        return not self.token or self.until < time.time()


class BuildLock:
    """The lock of one index, in an index of its own that also has the report of the last build."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.index = f"{client.address.name}-control"
        self._token = uuid.uuid4().hex
        self._guard = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; raises IndexLocked, which names who holds it, after a short wait."""
        self._make_room()
        self._take()
        done = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(done,), name="keep-lock", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            done.set()
            keeper.join()
            with suppress(IndexFailure):  # it runs out by itself
                self._change(lambda lease: msgspec.structs.replace(lease, token="", holder="", until=0.0))

    def next_generation(self) -> int:
        """A number that no other generation of this library has or had; the lock must be held."""
        changed = self._change(lambda lease: msgspec.structs.replace(lease, generation=lease.generation + 1))
        return changed.generation

    def _take(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            lease, version = self._read()
            if lease.is_free and self._write(self._mine(lease), version):
                return
            if time.monotonic() > deadline:
                raise IndexLocked(
                    f"{lease.holder or 'another builder'} is writing to the index; try again later"
                )
            time.sleep(0.1)

    def _mine(self, lease: Lease) -> Lease:
        holder = f"process {os.getpid()} on {socket.gethostname()}"
        return Lease(holder, self._token, time.time() + LEASE, lease.generation)

    def _keep(self, done: threading.Event) -> None:
        while not done.wait(LEASE / 3):
            with suppress(IndexFailure):  # try again in time; if the lock is lost, publishing fails
                self._change(self._mine)

    def _change(self, change: Any) -> Lease:
        """Change a lock that this builder holds; raises IndexLocked if it has lost it."""
        with self._guard:
            while True:
                lease, version = self._read()
                if lease.token != self._token:
                    raise IndexLocked("this builder was delayed and lost its lock; build again")
                changed: Lease = change(lease)
                if self._write(changed, version):
                    return changed

    def _read(self) -> tuple[Lease, tuple[int, int] | None]:
        try:
            found = self._client.ask("GET", f"/{self.index}/_doc/{LOCK}", patience=WRITING)
        except IndexMissing:
            return Lease(), None
        return msgspec.convert(found["_source"][LIBRARY], Lease), (found["_seq_no"], found["_primary_term"])

    def _write(self, lease: Lease, version: tuple[int, int] | None) -> bool:
        """Write the lock if nobody else has written it since `version`; returns whether it did."""
        params: dict[str, Any] = {"op_type": "create"}
        if version:
            params = {"if_seq_no": version[0], "if_primary_term": version[1]}
        body = {LIBRARY: msgspec.to_builtins(lease)}
        try:
            self._client.ask("PUT", f"/{self.index}/_doc/{LOCK}", body, params, patience=WRITING)
        except ClusterRefusal as error:
            if error.status != MOVED:
                raise
            return self._read()[0] == lease  # an earlier try may have written it
        return True

    def _make_room(self) -> None:
        """Create the index of the lock if there is none."""
        body = {
            "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-2"},
            "mappings": {"dynamic": "strict", "properties": {LIBRARY: {"type": "object", "enabled": False}}},
        }
        try:
            self._client.ask("PUT", f"/{self.index}", body, patience=WRITING)
        except ClusterRefusal as error:
            if error.status != EXISTS:
                raise
