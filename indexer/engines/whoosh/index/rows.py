"""Rows: the documents of a generation, each with its segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.index.documents import Documents, joined
from indexer.engines.whoosh.index.metadata import IndexMetadata
from indexer.engines.whoosh.index.segment import Identity, Segment, encoded
from indexer.language.synonyms import Synonym
from indexer.profile import Profile
from indexer.rules.schema import content_hash, title_order


class Row(NamedTuple):
    """A document's segment (None for a new document) and its number there."""

    identity: Identity
    segment: str
    documents: Documents
    number: int


def served(state: IndexMetadata, segments: Iterable[Segment]) -> Iterator[Row]:
    """All documents that are not deleted, in order."""
    for segment in segments:
        gone = set(state.segments[segment.name])
        for number, identity in enumerate(segment.identities):
            if number not in gone:
                yield Row(identity, segment.name, segment.documents, number)


def kept(folder: Path, sources: frozenset[str]) -> list[Profile]:
    """The profiles of these sources, from a generation of any format.

    The source of a file includes its records, and that of a folder everything below it. This reads only what
    every format has: segments, identities and encoded profiles.
    """
    state = IndexMetadata.load(folder)
    found = []
    for name, deleted in state.segments.items() if state else ():
        identities, blob, blobs = encoded(folder, name)
        for number, identity in enumerate(identities):
            if number not in deleted and not sources.isdisjoint(_standing_for(identity.source)):
                profile = blobs[blob[number] : blob[number + 1]].data
                found.append(msgspec.msgpack.decode(profile, type=Profile))
    return found


def _standing_for(source: str) -> set[str]:
    """The source and all that contain it: its file and its folders."""
    file = PurePosixPath(source.split("#")[0])
    return {source, *map(str, (file, *file.parents))}


def gathered(rows: Sequence[Row]) -> Documents:
    """The documents of some rows, in the order of the rows."""
    runs = [list(run) for _, run in groupby(rows, key=lambda row: id(row.documents))]
    chosen = [(run[0].documents, np.array([row.number for row in run])) for run in runs]
    return joined([_taken(documents, numbers) for documents, numbers in chosen])


def _taken(documents: Documents, numbers: npt.NDArray[np.int64]) -> Documents:
    whole = np.array_equal(numbers, np.arange(documents.count))
    return documents if whole else documents.take(numbers)


def title_ranks(segments: Sequence[Segment]) -> npt.NDArray[np.uint32]:
    """The rank of each document in the order of titles."""
    keys = [(title_order(one.title), one.id) for segment in segments for one in segment.identities]
    rank = np.empty(len(keys), np.uint32)
    rank[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys), dtype=np.uint32)
    return rank


def hash_of(rows: Iterable[Row], synonyms: tuple[Synonym, ...]) -> str:
    """The hash of all that an index is made from."""
    return content_hash(((row.identity.source, row.identity.fingerprint) for row in rows), synonyms)
