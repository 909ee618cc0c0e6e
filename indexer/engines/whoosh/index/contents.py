"""The contents of an index: segments, and what is known of the whole library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import load
from indexer.engines.whoosh.index.metadata import ORDER, IndexMetadata
from indexer.engines.whoosh.index.segment import Segment
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.errors import IndexDamaged


class IndexContents(NamedTuple):
    """What a reader reads: segments, and what is known of the whole library."""

    metadata: IndexMetadata
    terms: TermDictionary
    statistics: Statistics
    segments: Sequence[Segment]
    title_rank: npt.NDArray[Any]  # [N] the rank of each document in the order of titles

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The contents of a generation's folder; raises IndexDamaged if it has none."""
        metadata = IndexMetadata.load(folder)
        if metadata is None:
            raise IndexDamaged(f"{folder} has no index")
        segments = [Segment.load(folder, segment) for segment in metadata.segments]
        rank = load(folder / ORDER)["rank"]
        return cls(metadata, TermDictionary.load(folder), Statistics.load(folder), segments, rank)
