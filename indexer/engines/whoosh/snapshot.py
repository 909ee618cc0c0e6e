"""An opened generation: everything that answers need, mapped into memory and never changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.arrays import load, offsets, spans_of
from indexer.engines.whoosh.cards import Card, CardSection
from indexer.engines.whoosh.lexicon import Lexicon
from indexer.engines.whoosh.mentions import decode_mentions
from indexer.engines.whoosh.postings import CODED_LENGTHS, Postings
from indexer.engines.whoosh.segment import Segment
from indexer.engines.whoosh.state import ORDER, SEGMENTS, State
from indexer.engines.whoosh.statistics import Statistics
from indexer.errors import IndexDamaged
from indexer.language.synonyms import Synonym, Thesaurus, shipped
from indexer.profile import Profile
from indexer.qualification import SectionMention

B = 0.75
K1 = 1.2

_profiles = msgspec.msgpack.Decoder(Profile)
_cards = msgspec.msgpack.Decoder(Card)

Numbers = npt.NDArray[np.int64]
"""Numbers of documents, counted over all segments."""


Mask = npt.NDArray[np.bool_]
"""Some of the documents, [N]."""


class PostingList(NamedTuple):
    """P postings, ordered by segment, field and document; `cells` as in Postings."""

    documents: npt.NDArray[np.integer[Any]]  # [P]
    cells: npt.NDArray[np.uint16]  # [P]
    frequencies: npt.NDArray[np.unsignedinteger[Any]]  # [P]

    def take(self, rows: Numbers) -> PostingList:
        """Only these postings, in this order."""
        return PostingList(self.documents[rows], self.cells[rows], self.frequencies[rows])

    @classmethod
    def joined(cls, lists: Iterable[PostingList]) -> PostingList:
        """Several lists as one, its documents ready to be looked up by."""
        documents, cells, frequencies = zip(_NO_POSTINGS, *lists, strict=True)
        return cls(
            np.concatenate(documents, dtype=np.intp), np.concatenate(cells), np.concatenate(frequencies)
        )


class Snapshot:
    """A generation's folder, opened; N documents over all segments, those taken away among them."""

    def __init__(self, folder: Path, name: str) -> None:
        state = State.load(folder)
        if state is None:
            raise IndexDamaged(f"{folder} holds no index")
        self.name = name
        self.state = state
        self.lexicon = Lexicon.load(folder)
        self.statistics = Statistics.load(folder)
        self.segments = [Segment.load(folder / SEGMENTS, segment) for segment in state.segments]
        self.bases = offsets([segment.documents.count for segment in self.segments])
        self._firsts: list[int] = self.bases[:-1].tolist()
        self.count = int(self.bases[-1])
        self.live = self._live()
        self.documents = int(self.live.sum())
        self.title_rank = load(folder / ORDER)["rank"]
        self.qualifications = self._column("qualifications", np.uint32, 2)
        self.levels = self._column("levels", np.uint16, 2)
        self.category = self._column("category", np.int32)
        self.updated = self._column("updated", np.int32)
        self.ids = [identity.id for segment in self.segments for identity in segment.identities]
        self.number = {self.ids[document]: document for document in np.flatnonzero(self.live).tolist()}
        self.norms = self._norms()
        self.idf = self._inverse_frequencies()
        self.rarity = self._rarity()
        self.thesaurus = _thesaurus(state.synonyms)

    # Postings

    def postings(self, stems: Sequence[int]) -> list[PostingList]:
        """Where each of some stems is indexed, documents that were taken away among them."""
        found = [_postings(segment.postings, base, stems) for segment, base in self.based()]
        if len(found) == 1:
            return found[0]
        return [PostingList.joined(one[place] for one in found) for place in range(len(stems))]

    def named(self, name: int) -> tuple[Numbers, Numbers]:
        """The documents of which this hash is the title, and those of which it is an alternative title."""
        titles, alternatives = [_NOTHING], [_NOTHING]
        for segment, base in self.based():
            columns = segment.documents
            found = np.flatnonzero(columns.name_hash == np.uint64(name))
            if len(found):
                documents = base + np.searchsorted(columns.names, found, "right") - 1
                is_title = columns.name_is_title[found]
                titles.append(documents[is_title])
                alternatives.append(documents[~is_title])
        return np.concatenate(titles), np.concatenate(alternatives)

    # Documents

    def profile(self, document: int) -> Profile:
        """The profile that a document was made from."""
        segment, row = self._place(document)
        return _profiles.decode(_cut(segment.documents.blobs, segment.documents.blob, row))

    def mentions(self, document: int) -> tuple[SectionMention, ...]:
        """The qualifications that a document names."""
        segment, row = self._place(document)
        return decode_mentions(_cut(segment.documents.mentions, segment.documents.mention, row))

    def card(self, document: int) -> Card:
        """What lists show of a document."""
        segment, row = self._place(document)
        return _cards.decode(_cut(segment.documents.cards, segment.documents.card, row))

    def text(self, document: int, section: CardSection) -> str:
        """The text of a section of a document."""
        segment, row = self._place(document)
        first = int(segment.documents.blob[row])
        return str(segment.documents.blobs[first + section.start : first + section.end].data, "utf-8")

    def stems(self, document: int) -> npt.NDArray[np.uint32]:
        """The stems of a document's tokens in their order."""
        segment, row = self._place(document)
        first, last = segment.documents.first_token[row : row + 2].tolist()
        stems: npt.NDArray[np.uint32] = self.lexicon.stem_of[segment.documents.word[first:last]]
        return stems

    def based(self) -> Iterator[tuple[Segment, int]]:
        """The segments, each with the number of its first document."""
        return zip(self.segments, self.bases.tolist(), strict=False)

    def _place(self, document: int) -> tuple[Segment, int]:
        number = bisect_right(self._firsts, document) - 1
        return self.segments[number], document - self._firsts[number]

    def _column(self, name: str, dtype: npt.DTypeLike, *width: int) -> npt.NDArray[Any]:
        """One column of all documents."""
        columns = [getattr(segment.documents, name) for segment in self.segments]
        return np.concatenate([np.empty((0, *width), dtype), *columns])

    def _live(self) -> npt.NDArray[np.bool_]:
        live = np.ones(self.count, np.bool_)
        for segment, base in self.based():
            live[base + np.array(self.state.segments[segment.name], np.int64)] = False
        return live

    def _inverse_frequencies(self) -> npt.NDArray[np.float64]:
        """Inverse document frequency of each stem by field, as Whoosh reckons it, [S, F]."""
        frequency = np.ascontiguousarray(self.statistics.stem_documents.T)
        result: npt.NDArray[np.float64] = np.log(max(self.documents, 1) / (frequency + 1.0)) + 1.0
        return result

    def _rarity(self) -> npt.NDArray[np.float64]:
        """How rare each stem is in the field that has it most often: in most fields, every stem is rare."""
        frequency = self.statistics.stem_documents.max(axis=0)
        result: npt.NDArray[np.float64] = np.log((self.documents + 1) / (frequency + 0.5))
        return result

    def _norms(self) -> npt.NDArray[np.float64]:
        """BM25's length norm of each cell, [F * CODES]."""
        average = np.maximum(self.statistics.lengths, 1) / max(self.documents, 1)
        result: npt.NDArray[np.float64] = K1 * (1 - B + B * CODED_LENGTHS / average[:, None])
        return result.ravel()


@lru_cache(maxsize=2)
def _thesaurus(own: tuple[Synonym, ...]) -> Thesaurus:
    """The synonyms that ship and a library's own: mostly the same from one generation to the next."""
    return Thesaurus((*shipped(), *own))


def lists_of(lists: Sequence[PostingList]) -> Numbers:
    """Which of some lists each posting is of, once they are joined, [P]."""
    return np.repeat(np.arange(len(lists)), [len(one.documents) for one in lists])


def _cut(encoded: npt.NDArray[np.uint8], bounds: npt.NDArray[np.int64], row: int) -> memoryview:
    """The bytes of one document."""
    first, last = bounds[row : row + 2].tolist()
    return encoded[first:last].data


_NOTHING = np.empty(0, np.int64)
_NO_POSTINGS = PostingList(np.empty(0, np.intp), np.empty(0, np.uint16), np.empty(0, np.uint8))


def _postings(postings: Postings, base: int, stems: Sequence[int]) -> list[PostingList]:
    spans = spans_of(stems, postings.stems, postings.offsets)
    return [
        PostingList(
            postings.documents[span] + np.uint32(base) if base else postings.documents[span],
            postings.cells[span],
            postings.frequencies[span],
        )
        for span in spans
    ]
