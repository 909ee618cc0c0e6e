"""Search engines, chosen by the address of an index."""

from __future__ import annotations

from pathlib import Path

from indexer.engine import Access, Engine
from indexer.errors import UsageError

CLUSTER = "opensearch+http"
"""How the address of an index in a cluster begins."""


def open_engine(url: str, access: Access = Access()) -> Engine:  # noqa: B008  a frozen value
    """Open the engine at an address.

    `whoosh:DIR`, or DIR alone, is an index in a folder, and `opensearch+https://user@host:9200/profiles` one
    in a cluster, for which `access` has the password. Raises UsageError for an unknown engine or an address
    that lacks something.
    """
    if url.startswith(CLUSTER):
        return _cluster(url, access)
    kind, colon, place = url.partition(":")
    if not colon or "/" in kind:
        kind, place = "whoosh", url
    if kind != "whoosh":
        raise UsageError(
            f"there is no engine {kind!r} (in {url!r}); use whoosh:DIR or opensearch+https://..."
        )
    if not place:
        raise UsageError(f"{url!r} has no folder; use whoosh:DIR")
    from indexer.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(Path(place))


def _cluster(url: str, access: Access) -> Engine:
    try:
        from indexer.engines.opensearch.engine import OpenSearchEngine
    except ModuleNotFoundError as error:
        if error.name != "opensearchpy":
            raise
        raise UsageError(
            "this engine needs another package; run pip install 'profile-index[opensearch]'"
        ) from error
    return OpenSearchEngine(url, access)
