"""A client of the cluster: every request has a deadline over all its tries, and every answer is whole."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

import msgspec
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as Unreachable
from opensearchpy.exceptions import SSLError, TransportError
from opensearchpy.serializer import JSONSerializer

from indexer.engine import Access
from indexer.engines.opensearch.address import ClusterAddress
from indexer.errors import IndexFailure, IndexMissing

RETRIED = frozenset({429, 500, 502, 503, 504})
"""Statuses to try again on another node; a node answers 500 if its peer dies during a request."""

PAUSE = 0.05
"""Seconds between two tries."""

DEAD = 5
"""Seconds to avoid a node that failed, the first time; later times are longer."""

ANSWER = 2.8
"""Seconds for all requests together that make one answer to a visitor."""

_DEADLINE: ContextVar[float] = ContextVar("deadline", default=math.inf)

NEAR = "_local"
"""While something is wrong, search the copy on the node we ask, so that no other node delays it."""

JsonObject = Mapping[str, Any]


class Patience(NamedTuple):
    """How long a request may take: each try, and all of them together, in seconds."""

    one: float
    all: float


ANSWERING = Patience(0.7, 2.6)
"""A visitor's request: three tries, so that two hung nodes of three are survived within three seconds."""

WRITING = Patience(60, 180)
"""A builder's request: a new cluster manager may have to be elected meanwhile."""


class ClusterRefusal(IndexFailure):
    """A request that the cluster refused: its status and its reason."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(f"the cluster refused a request ({status}): {reason}")


class _Json(JSONSerializer):
    """Reads answers with msgspec, in a third of the time."""

    def loads(self, s: str) -> Any:
        return msgspec.json.decode(s)


class Client:
    """Asks the cluster; safe to use from several threads."""

    def __init__(self, address: ClusterAddress, access: Access) -> None:
        logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # it logs tracebacks; ours says it once
        self.address = address
        self._client = OpenSearch(
            list(address.hosts),
            http_auth=(address.user, access.password) if address.user else None,
            ca_certs=access.ca or None,
            max_retries=0,
            retry_on_status=(),
            retry_on_timeout=True,  # with no retries this only leaves a hung node alone for a while
            serializer=_Json(),
            dead_timeout=DEAD,
            timeout_cutoff=2,
            maxsize=32,
        )
        self._careful_until = 0.0

    def ask(
        self,
        method: str,
        path: str,
        body: JsonObject | Sequence[JsonObject] | Callable[[], Sequence[JsonObject]] | None = None,
        params: Mapping[str, Any] | None = None,
        *,
        patience: Patience = ANSWERING,
    ) -> Any:
        """The answer to a request.

        A sequence as the body is sent as JSON lines; a function is called for the body of every try.

        Raises IndexMissing if the index does not exist, ClusterRefusal with the cluster's reason, and
        IndexFailure if no node answers in time.
        """
        until, tries = min(time.monotonic() + patience.all, _DEADLINE.get()), 0
        while True:
            left = until - time.monotonic()
            try:
                seconds = patience.one if left > 2 * patience.one else left  # the last try takes the rest
                return self._once(method, path, _sent(body), {**(params or {})}, seconds)
            except (Unreachable, TransportError) as error:
                tries += 1
                self._careful_until = time.monotonic() + DEAD
                if until - time.monotonic() < PAUSE or not _may_be_tried_again(error):
                    raise self._failure(error, tries) from error
            time.sleep(PAUSE * tries)

    def search(self, index: str, bodies: Sequence[JsonObject], copies: str = "") -> list[Any]:
        """The answers to several searches of one index, each complete.

        The same `copies` of the index answer as long as nothing is wrong in the cluster.
        """

        def lines() -> Sequence[JsonObject]:
            preference = NEAR if time.monotonic() < self._careful_until or not copies else copies
            head = {"index": index, "allow_partial_search_results": False, "preference": preference}
            return [line for body in bodies for line in (head, body)]

        return list(self.ask("POST", "/_msearch", lines)["responses"])

    def documents(
        self, index: str, ids: Sequence[str], field: str, patience: Patience = ANSWERING
    ) -> dict[str, Any]:
        """One field of some documents, by id; missing ones are left out."""
        params = {"_source_includes": field, "preference": NEAR}
        if not ids:
            return {}
        found = self.ask("POST", f"/{index}/_mget", {"ids": list(ids)}, params, patience=patience)
        return {one["_id"]: one["_source"][field] for one in found["docs"] if one.get("found")}

    def scan(self, index: str, body: JsonObject, size: int, key: str = "id") -> Iterator[Any]:
        """All hits of a query, in the order of a keyword field whose values are unique."""
        after: Sequence[Any] | None = None
        while True:
            page = {**body, "size": size, "sort": [{key: "asc"}], "track_total_hits": False}
            page |= {"search_after": after} if after else {}
            params = {"allow_partial_search_results": "false"}
            hits = self.ask("POST", f"/{index}/_search", page, params, patience=WRITING)["hits"]["hits"]
            yield from hits
            if len(hits) < size:
                return
            after = hits[-1]["sort"]

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _once(self, method: str, path: str, body: Any, params: dict[str, Any], patience: float) -> Any:
        params["request_timeout"] = max(patience, PAUSE)
        answer = self._client.transport.perform_request(method, path, params=params, body=body)
        _whole(answer)
        return answer

    def _failure(self, error: TransportError, tries: int) -> IndexFailure:
        status, reason = error.status_code, _reason(error)
        if status == 404:
            return IndexMissing(f"there is no index at {self.address} yet; build one")
        if status in (401, 403):
            return ClusterRefusal(int(status), f"{reason}; check the user and the password")
        if isinstance(status, int) and status not in RETRIED:
            return ClusterRefusal(status, reason)
        return IndexFailure(f"the cluster at {self.address} does not answer ({tries} tries): {reason}")


@contextmanager
def in_time() -> Iterator[None]:
    """End all requests inside within ANSWER seconds."""
    token = _DEADLINE.set(min(_DEADLINE.get(), time.monotonic() + ANSWER))
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def _sent(
    body: JsonObject | Sequence[JsonObject] | Callable[[], Sequence[JsonObject]] | None,
) -> JsonObject | str | None:
    values = body() if callable(body) else body
    if values is None or isinstance(values, Mapping):
        return values
    return "".join(msgspec.json.encode(value).decode() + "\n" for value in values)


def _may_be_tried_again(error: TransportError) -> bool:
    if isinstance(error, Unreachable):
        return not isinstance(error, SSLError)
    return error.status_code in RETRIED


def _whole(answer: Any) -> None:
    """Raise if a search missed part of the index, although the cluster answered 200."""
    for one in answer.get("responses", (answer,)) if isinstance(answer, dict) else ():
        if "error" in one and "status" in one:
            raise TransportError(one["status"], one["error"].get("type", ""), one)
        shards = one.get("_shards")
        if "hits" in one and (one.get("timed_out") or (shards and shards["failed"])):
            raise TransportError(503, "part of the index did not answer", one)


def _reason(error: TransportError) -> str:
    if isinstance(error, SSLError):
        return "its certificate is not trusted; name the file of its authority in PROFILE_INDEX_ENGINE_CA"
    if isinstance(error, Unreachable):
        return "it cannot be reached in time"
    info = error.info if isinstance(error.info, dict) else {}
    cause = info.get("error", {})
    said = cause.get("reason") if isinstance(cause, dict) else cause
    roots = cause.get("root_cause") or [{}] if isinstance(cause, dict) else [{}]
    return str(roots[0].get("reason") or said or error.error)
