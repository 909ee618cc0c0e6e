"""Writes the segment of an update, and drops those that it replaces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from indexer.engines.whoosh.codec import index
from indexer.engines.whoosh.index.metadata import WHOOSH
from indexer.engines.whoosh.index.rows import Row, gathered
from indexer.engines.whoosh.index.segment import Segment, files
from indexer.engines.whoosh.indexing.addition import Addition
from indexer.engines.whoosh.indexing.base import Base
from indexer.engines.whoosh.indexing.inversion import invert
from indexer.engines.whoosh.indexing.merging import merging


def write_segment(
    folder: Path, base: Base, added: Addition, staying: Sequence[Row], gone: Sequence[Row]
) -> dict[str, list[int]]:
    """Write a segment of added and merged documents; returns deletions by segment."""
    deleted = {name: list(numbers) for name, numbers in base.state.segments.items()}
    for row in gone:
        deleted[row.segment].append(row.number)
    merged = merging(
        len(added.rows), {name: (s.documents.count, len(deleted[name])) for name, s in base.segments.items()}
    )
    rows = [*added.rows, *(row for row in staying if row.segment in merged)]
    documents = gathered(rows)
    postings, lengths = invert(documents, added.terms)
    sources = [row.identity.source for row in rows]
    names = index.update(
        folder / WHOOSH,
        index.NewSegment(sources, lengths, postings) if rows else None,
        [stem.encode() for stem in added.terms.stems.texts],
        deleted=[(row.segment, row.number) for row in gone if row.segment not in merged],
        dropped=merged,
    )
    if rows:
        identities = (row.identity for row in rows)
        Segment.of(names[-1], identities, documents, postings, added.terms).save(folder)
    for path in chain.from_iterable(files(folder, name) for name in merged):
        path.unlink()
    return {name: sorted(deleted.get(name, [])) for name in names}
