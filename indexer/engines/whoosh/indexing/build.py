"""Fills a generation's folder: the Whoosh index and the other segment files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from indexer.engines.whoosh.index.metadata import IndexMetadata
from indexer.engines.whoosh.index.rows import hash_of, served, title_ranks
from indexer.engines.whoosh.index.segment import Segment, save_order
from indexer.engines.whoosh.indexing.addition import addition, counted
from indexer.engines.whoosh.indexing.analysis import Batch
from indexer.engines.whoosh.indexing.base import Base
from indexer.engines.whoosh.indexing.merging import in_parts
from indexer.engines.whoosh.indexing.segment_writer import write_segment
from indexer.engines.whoosh.indexing.workers import analysed
from indexer.language.synonyms import Synonym
from indexer.profile import Profile


class Built(NamedTuple):
    """The outcome of filling a folder."""

    profiles: int
    content_hash: str
    counts: dict[str, int]


def fill(
    folder: Path, profiles: Iterable[Profile], removed: Collection[str], synonyms: tuple[Synonym, ...]
) -> Built:
    """Update the contents of a folder, which may be empty.

    A large update writes segment after segment, as they fill.
    """
    parts = in_parts(analysed(profiles))
    built = _filled(folder, next(parts, []), removed, synonyms)
    for part in parts:
        built = _filled(folder, part, (), synonyms)
    return built


def _filled(
    folder: Path, batches: list[Batch], removed: Collection[str], synonyms: tuple[Synonym, ...]
) -> Built:
    base = Base.of(folder)
    added = addition(base, batches)
    staying = {row.identity.source: row for row in served(base.state, base.segments.values())}
    replaced = {*removed, *(row.identity.source for row in added.rows)}
    gone = [staying.pop(source) for source in sorted(replaced & staying.keys())]
    deleted = write_segment(folder, base, added, list(staying.values()), gone)
    statistics = counted(base, added, gone)
    state = IndexMetadata(deleted, tuple(added.categories.texts), synonyms)
    segments = [base.segments.get(name) or Segment.load(folder, name) for name in deleted]
    for part in (added.terms, statistics, state):
        part.save(folder)
    save_order(folder, title_ranks(segments))
    rows = list(served(state, segments))
    counts = {"segments": len(segments), "words": len(added.terms.words.texts)}
    return Built(len(rows), hash_of(rows, synonyms), counts)
