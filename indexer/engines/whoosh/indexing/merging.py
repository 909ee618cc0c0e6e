"""The merge policy: which segments an update writes anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from indexer.engines.whoosh.indexing.analysis import Batch

LARGEST = 8192
"""The most documents of a segment that is merged or filled, so that its memory has a bound."""
WORTH_MERGING = 2
"""The size of a segment worth merging, relative to all smaller ones together."""
MOST_DELETED = 0.25
"""A segment with a larger share of deleted documents is rewritten."""


def merging(added: int, sizes: Mapping[str, tuple[int, int]]) -> set[str]:
    """The segments to merge when `added` documents are new.

    `sizes` has (documents, deleted) of each segment. Small segments are merged into one of at most LARGEST,
    so that there are never more than a few small ones, and so are those with many deletions.
    """
    merged = {name for name, (count, gone) in sizes.items() if gone > MOST_DELETED * count}
    total = added + sum(sizes[name][0] - sizes[name][1] for name in merged)
    for name, (count, gone) in sorted(sizes.items(), key=lambda item: (item[1][0] - item[1][1], item[0])):
        if name not in merged and count - gone <= min(WORTH_MERGING * total, LARGEST - total):
            merged.add(name)
            total += count - gone
    return merged


def in_parts(batches: Iterable[Batch]) -> Iterator[list[Batch]]:
    """Batches in parts that fit in a segment."""
    part: list[Batch] = []
    size = 0
    for batch in batches:
        if size + batch.documents.count > LARGEST:
            yield part
            part, size = [], 0
        part.append(batch)
        size += batch.documents.count
    yield part
