"""The postings of everything that a question may be found as, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec.arrays import narrowed, offsets
from indexer.engines.whoosh.index.reader import Mask, Numbers, PostingList, Snapshot
from indexer.engines.whoosh.search import proximity
from indexer.engines.whoosh.search.compiled_query import Wanted


@dataclass(frozen=True)
class Found:
    """P postings of S stems, one stem behind the other in the order of the readings that they belong to.

    Of stems that have to stand side by side it has the postings in documents where they do.
    """

    wanted: Wanted
    stems: Numbers  # [S]
    readings: Numbers  # [S] to which reading each stem belongs
    bounds: Numbers  # [S + 1] into the postings
    postings: PostingList
    stem: npt.NDArray[np.unsignedinteger[Any]]  # [P] place of each posting's stem

    @classmethod
    def of(cls, snapshot: Snapshot, wanted: Wanted) -> Found:
        """The postings of what is wanted."""
        readings = [place for place, reading in enumerate(wanted.readings) for _ in reading.stems]
        stems = [stem for reading in wanted.readings for stem in reading.stems]
        lists = snapshot.postings(stems)
        for place in wanted.sequences:
            among = with_sequence(snapshot, wanted.readings[place].stems)
            for at, reading in enumerate(readings):
                if reading == place:
                    lists[at] = lists[at].take(np.flatnonzero(among[lists[at].documents]))
        counts = [len(one.documents) for one in lists]
        return cls(
            wanted,
            np.array(stems, np.int64),
            np.array(readings, np.int64),
            offsets(counts),
            PostingList.joined(lists),
            np.repeat(narrowed(np.arange(len(lists))), counts),
        )

    def having(self, count: int) -> list[Mask]:
        """For each word, and behind these for each phrase, the documents that have it, [N]."""
        masks = [np.zeros(count, np.bool_) for _ in range(self.wanted.words + self.wanted.phrases)]
        bounds = self.bounds.tolist()
        for reading, low, high in zip(self.readings.tolist(), bounds, bounds[1:], strict=False):
            masks[self.wanted.readings[reading].group][self.postings.documents[low:high]] = True
        return masks


def with_sequence(snapshot: Snapshot, stems: Sequence[int]) -> Mask:
    """The documents that have a stem, or several side by side, [N]."""
    mask = np.zeros(snapshot.count, np.bool_)
    alone = len(stems) == 1
    mask[snapshot.postings(stems)[0].documents if alone else proximity.together(snapshot, stems)] = True
    return mask
