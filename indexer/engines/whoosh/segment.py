"""A segment: the documents that one Whoosh segment holds, as arrays that open memory-mapped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.arrays import ascending, load, offsets, save, spans_of
from indexer.engines.whoosh.documents import NAME_FIELDS, Documents
from indexer.engines.whoosh.lexicon import Lexicon
from indexer.engines.whoosh.names import NameWords
from indexer.engines.whoosh.postings import Postings

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Positions:
    """Where each stem stands: the tokens of `stems[i]` are tokens[offsets[i]:offsets[i + 1]], ascending."""

    stems: npt.NDArray[np.uint32]
    offsets: npt.NDArray[np.int64]
    tokens: npt.NDArray[np.uint32]

    @classmethod
    def of(cls, documents: Documents, lexicon: Lexicon) -> Self:
        """The positions of every stem in the documents."""
        stem = lexicon.stem_of[documents.word]
        counts = np.bincount(stem, minlength=1)
        order = ascending(stem)[counts[0] :]  # without the gaps between parts
        stems = np.flatnonzero(counts[1:]) + 1
        return cls(stems.astype(np.uint32), offsets(counts[stems]), order.astype(np.uint32))

    def of_stem(self, stem: int) -> npt.NDArray[np.uint32]:
        """Where a stem stands, ascending."""
        return self.tokens[spans_of((stem,), self.stems, self.offsets)[0]]

    def between(self, stems: Sequence[int], bounds: npt.NDArray[np.uint32]) -> Indices:
        """Which places of `tokens` are S stems' within R half-open ranges [2, R]; [S, 2, R]."""
        found = np.empty((len(stems), *bounds.shape), np.int64)
        for row, span in zip(found, spans_of(stems, self.stems, self.offsets), strict=True):
            np.add(self.tokens[span].searchsorted(bounds), span.start, out=row)
        return found


class Identity(msgspec.Struct, frozen=True, array_like=True):
    """Who a document is."""

    id: str
    title: str
    source: str
    fingerprint: str


@dataclass(frozen=True)
class Segment:
    """Documents, the postings that Whoosh holds of them, positions, and the words of names."""

    name: str
    identities: tuple[Identity, ...]
    documents: Documents
    postings: Postings
    positions: Positions
    titles: NameWords
    alternatives: NameWords

    @classmethod
    def of(
        cls,
        name: str,
        identities: Iterable[Identity],
        documents: Documents,
        postings: Postings,
        lexicon: Lexicon,
    ) -> Self:
        """Documents and their postings with all that follows from them."""
        title, *others = NAME_FIELDS
        return cls(
            name,
            tuple(identities),
            documents.narrow(),
            postings,
            Positions.of(documents, lexicon),
            titles=NameWords.of(documents, title),
            alternatives=NameWords.of(documents, *others),
        )

    def save(self, folder: Path) -> None:
        """Write it into a generation."""
        for kind in _COLUMNS:
            save(folder / f"{self.name}.{kind}.bin", vars(getattr(self, kind)))
        (folder / f"{self.name}.json").write_bytes(msgspec.json.encode(self.identities))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Open it from a generation."""
        identities = msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=tuple[Identity, ...])
        columns = {kind: of(**load(folder / f"{name}.{kind}.bin")) for kind, of in _COLUMNS.items()}
        return cls(name, identities, **columns)


_COLUMNS: dict[str, Callable[..., Any]] = {
    "documents": Documents,
    "postings": Postings,
    "positions": Positions,
    "titles": NameWords,
    "alternatives": NameWords,
}


def files(folder: Path, name: str) -> Sequence[Path]:
    """The files of a segment."""
    return [folder / f"{name}.json", *(folder / f"{name}.{kind}.bin" for kind in _COLUMNS)]


def encoded(folder: Path, name: str) -> tuple[tuple[Identity, ...], Indices, npt.NDArray[np.uint8]]:
    """Who a segment's documents are, where each one's encoded profile stands, and the encoded profiles."""
    identities = msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=tuple[Identity, ...])
    documents = load(folder / f"{name}.documents.bin")
    return identities, documents["blob"], documents["blobs"]
