"""A matcher that steps through the postings of one term for Whoosh's queries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from whoosh.matching import LeafMatcher, ReadTooFar

from indexer.engines.whoosh.codec.norms import CODED_LENGTHS
from indexer.engines.whoosh.codec.postings import TermPostings


class PostingMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh is not typed
    """A posting list as a Whoosh matcher; the whole list is one block."""

    def __init__(self, term: tuple[str, bytes], postings: TermPostings, format_: Any, scorer: Any) -> None:
        self._term, self._postings = term, postings
        self.format, self.scorer = format_, scorer
        self._ids: list[int] = postings.documents.tolist()
        self._weights: list[float] = postings.frequencies.astype(float).tolist()
        self._index = 0

    def is_active(self) -> bool:
        """Whether the matcher is at a posting."""
        return self._index < len(self._ids)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._index = 0

    def copy(self) -> PostingMatcher:
        """A copy of the matcher at the same posting."""
        other = PostingMatcher(self._term, self._postings, self.format, self.scorer)
        other._index = self._index
        return other

    def id(self) -> int:
        """The document of the current posting."""
        return self._ids[self._index]

    def all_ids(self) -> Iterator[int]:
        """All documents of the posting list."""
        return iter(self._ids)

    def weight(self) -> float:
        """The frequency of the term in the current document."""
        return self._weights[self._index]

    def value(self) -> bytes:
        """The further data of the current posting: none."""
        return b""

    def next(self) -> bool:
        """Move to the next posting; returns whether a block has ended."""
        self._index += 1
        return not self.is_active()

    def skip_to(self, id: int) -> bool:  # noqa: A002  # Whoosh's name
        """Move to the first posting at or after a document.

        Returns whether a block has ended.
        """
        if not self.is_active():
            raise ReadTooFar
        self._index = bisect_left(self._ids, id, self._index)
        return not self.is_active()

    def skip_to_quality(self, minquality: float) -> int:
        """Skip the blocks that score no higher than this; returns how many were skipped."""
        if self.is_active() and self.block_quality() <= minquality:
            self._index = len(self._ids)
            return 1
        return 0

    def block_max_weight(self) -> float:
        """The greatest frequency in the block."""
        return float(self._postings.frequencies.max())

    def block_min_length(self) -> int:
        """The shortest field in the block."""
        return int(CODED_LENGTHS[self._postings.codes.min()])

    def block_max_length(self) -> int:
        """The longest field in the block."""
        return int(CODED_LENGTHS[self._postings.codes.max()])
