"""A segment: documents, postings and indexes over them, as memory-mapped arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec import stored
from indexer.engines.whoosh.codec.arrays import load, save
from indexer.engines.whoosh.codec.postings import EXTENSION, Postings
from indexer.engines.whoosh.codec.token_spans import compact, opened
from indexer.engines.whoosh.index.documents import Documents
from indexer.engines.whoosh.index.metadata import ORDER, SEGMENTS, WHOOSH
from indexer.engines.whoosh.index.positions import Positions
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.engines.whoosh.index.title_terms import TitleTerms
from indexer.rules.schema import NAME_FIELDS


class Identity(msgspec.Struct, frozen=True, array_like=True):
    """The identity of a document: id, title, source and fingerprint."""

    id: str
    title: str
    source: str
    fingerprint: str


@dataclass(frozen=True)
class Segment:
    """The documents of one Whoosh segment, with postings, positions and title terms."""

    name: str
    identities: tuple[Identity, ...]
    documents: Documents
    postings: Postings
    positions: Positions
    titles: TitleTerms
    alternatives: TitleTerms

    @classmethod
    def of(
        cls,
        name: str,
        identities: Iterable[Identity],
        documents: Documents,
        postings: Postings,
        terms: TermDictionary,
    ) -> Self:
        """A segment from documents and postings; the rest is computed from them."""
        title, *others = NAME_FIELDS
        return cls(
            name,
            tuple(identities),
            documents.narrow(),
            postings,
            Positions.of(documents, terms),
            titles=TitleTerms.of(documents, title),
            alternatives=TitleTerms.of(documents, *others),
        )

    def save(self, folder: Path) -> None:
        """Write the segment into a generation's folder, which has its postings already."""
        segments = folder / SEGMENTS
        segments.mkdir(exist_ok=True)
        for kind in _COLUMNS:
            part = getattr(self, kind)
            columns = {name: vars(part)[name] for name in part.__dataclass_fields__}
            save(segments / f"{self.name}.{kind}.bin", compact(columns) if kind == "documents" else columns)
        (segments / f"{self.name}.json").write_bytes(msgspec.json.encode(self.identities))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Open a segment in a generation's folder."""
        segments = folder / SEGMENTS
        columns = {kind: of(**load(segments / f"{name}.{kind}.bin")) for kind, of in _COLUMNS.items()}
        lengths = stored.load_lengths(folder / WHOOSH / f"{name}{stored.EXTENSION}")
        postings = Postings.load(folder / WHOOSH / f"{name}{EXTENSION}", lengths)
        return cls(name, _identities(segments, name), postings=postings, **columns)


_COLUMNS: dict[str, Callable[..., Any]] = {
    "documents": lambda **columns: Documents(**opened(columns)),
    "positions": Positions,
    "titles": TitleTerms,
    "alternatives": TitleTerms,
}


def save_order(folder: Path, rank: npt.NDArray[np.uint32]) -> None:
    """Write the rank of each document of all segments in the order of titles."""
    save(folder / ORDER, {"rank": rank})


def files(folder: Path, name: str) -> Sequence[Path]:
    """The files of a segment in a generation's folder, without its postings."""
    segments = folder / SEGMENTS
    return [segments / f"{name}.json", *(segments / f"{name}.{kind}.bin" for kind in _COLUMNS)]


def encoded(
    folder: Path, name: str
) -> tuple[tuple[Identity, ...], npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """The identities of a segment's documents, with their encoded profiles."""
    documents = load(folder / SEGMENTS / f"{name}.documents.bin")
    return _identities(folder / SEGMENTS, name), documents["blob"], documents["blobs"]


def _identities(folder: Path, name: str) -> tuple[Identity, ...]:
    return msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=tuple[Identity, ...])
