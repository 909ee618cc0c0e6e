"""Search engines, chosen by the address of an index."""

from __future__ import annotations

from pathlib import Path

from indexer.engine import Engine
from indexer.errors import UsageError


def open_engine(url: str) -> Engine:
    """Open the engine at an address: `whoosh:DIR`, or DIR alone for the same.

    Raises UsageError for an unknown engine or an address without a folder.
    """
    kind, colon, place = url.partition(":")
    if not colon or "/" in kind:
        kind, place = "whoosh", url
    if kind != "whoosh":
        raise UsageError(f"there is no engine {kind!r} (in {url!r}); use whoosh:DIR")
    if not place:
        raise UsageError(f"{url!r} has no folder; use whoosh:DIR")
    from indexer.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(Path(place))
