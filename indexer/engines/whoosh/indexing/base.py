"""The base of an update: what a generation's folder has before it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.engines.whoosh.index.documents import joined
from indexer.engines.whoosh.index.metadata import IndexMetadata
from indexer.engines.whoosh.index.segment import Segment
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.term_dictionary import TermDictionary


@dataclass(frozen=True)
class Base:
    """The contents of a folder before an update."""

    state: IndexMetadata
    terms: TermDictionary
    statistics: Statistics
    segments: dict[str, Segment]

    @classmethod
    def of(cls, folder: Path) -> Base:
        """Read the contents of a generation's folder, which may be empty."""
        state = IndexMetadata.load(folder)
        if state is None:
            terms = TermDictionary.empty()
            return cls(IndexMetadata(), terms, Statistics.of(joined([]), terms), {})
        segments = {name: Segment.load(folder, name) for name in state.segments}
        return cls(state, TermDictionary.load(folder), Statistics.load(folder), segments)
