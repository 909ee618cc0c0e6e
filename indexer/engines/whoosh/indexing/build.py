"""Fills a generation's folder: the Whoosh index and the other segment files."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.codec import index
from indexer.engines.whoosh.index.documents import Documents, joined
from indexer.engines.whoosh.index.metadata import WHOOSH, IndexMetadata
from indexer.engines.whoosh.index.segment import Identity, Segment, encoded, files, save_order
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.term_dictionary import Ordinals, TermDictionary
from indexer.engines.whoosh.indexing.analysis import Batch
from indexer.engines.whoosh.indexing.inversion import invert
from indexer.engines.whoosh.indexing.merging import LARGEST, merging
from indexer.engines.whoosh.indexing.workers import analysed
from indexer.language.synonyms import Synonym
from indexer.profile import Profile


class Row(NamedTuple):
    """A document's segment (None for a new document) and its number there."""

    identity: Identity
    segment: str
    documents: Documents
    number: int


class Built(NamedTuple):
    """The outcome of filling a folder."""

    profiles: int
    content_hash: str
    counts: dict[str, int]


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


class Addition(NamedTuple):
    """Analysed profiles with the ordinals of the library."""

    rows: list[Row]
    documents: Documents
    terms: TermDictionary
    categories: Ordinals


def fill(
    folder: Path, profiles: Iterable[Profile], removed: Collection[str], synonyms: tuple[Synonym, ...]
) -> Built:
    """Update the contents of a folder, which may be empty.

    A large update writes segment after segment, as they fill.
    """
    parts = _parts(analysed(profiles))
    built = _filled(folder, next(parts, []), removed, synonyms)
    for part in parts:
        built = _filled(folder, part, (), synonyms)
    return built


def _parts(batches: Iterable[Batch]) -> Iterator[list[Batch]]:
    """Batches in parts that fit in a segment."""
    part: list[Batch] = []
    size = 0
    for batch in batches:
        if size + batch.documents.count > LARGEST:
            yield part
            part, size = [], 0
        part.append(batch)
        size += batch.documents.count
    yield part


def _filled(
    folder: Path, batches: list[Batch], removed: Collection[str], synonyms: tuple[Synonym, ...]
) -> Built:
    base = Base.of(folder)
    added = _addition(base, batches)
    staying = {row.identity.source: row for row in served(base.state, base.segments.values())}
    replaced = {*removed, *(row.identity.source for row in added.rows)}
    gone = [staying.pop(source) for source in sorted(replaced & staying.keys())]
    deleted = _write(folder, base, added, list(staying.values()), gone)
    statistics = _counted(base, added, gone)
    state = IndexMetadata(deleted, tuple(added.categories.texts), synonyms)
    segments = [base.segments.get(name) or Segment.load(folder, name) for name in deleted]
    for part in (added.terms, statistics, state):
        part.save(folder)
    save_order(folder, _title_rank(segments))
    rows = list(served(state, segments))
    counts = {"segments": len(segments), "words": len(added.terms.words.texts)}
    return Built(len(rows), _content_hash(rows, synonyms), counts)


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


def _addition(base: Base, batches: list[Batch]) -> Addition:
    """The analysed profiles, whose batches are emptied on the way: there is no room for both."""
    terms = base.terms.extended(chain.from_iterable(batch.words for batch in batches))
    categories = Ordinals(list(base.state.categories))
    categories = categories.extended(chain.from_iterable(batch.categories for batch in batches))
    identities = tuple(chain.from_iterable(batch.identities for batch in batches))
    documents = joined([_numbered(batches.pop(0), terms, categories) for _ in range(len(batches))])
    rows = [Row(identity, "", documents, number) for number, identity in enumerate(identities)]
    return Addition(rows, documents, terms, categories)


def _numbered(batch: Batch, terms: TermDictionary, categories: Ordinals) -> Documents:
    """The documents of a batch with the library's ordinals of words and categories."""
    word = np.array([terms.words.ordinal[text] for text in batch.words], np.uint32)
    category = np.array([categories.ordinal[text] for text in batch.categories], np.int32)
    documents = batch.documents
    return replace(documents, word=word[documents.word], category=category[documents.category])


def _counted(base: Base, added: Addition, gone: Sequence[Row]) -> Statistics:
    """The statistics after the update."""
    of_gone = Statistics.of(_gathered(gone), added.terms)
    return base.statistics.changed(Statistics.of(added.documents, added.terms), of_gone)


def _write(
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
    documents = _gathered(rows)
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


def _gathered(rows: Sequence[Row]) -> Documents:
    """The documents of some rows, in the order of the rows."""
    runs = [list(run) for _, run in groupby(rows, key=lambda row: id(row.documents))]
    chosen = [(run[0].documents, np.array([row.number for row in run])) for run in runs]
    return joined([_taken(documents, numbers) for documents, numbers in chosen])


def _taken(documents: Documents, numbers: npt.NDArray[np.int64]) -> Documents:
    whole = np.array_equal(numbers, np.arange(documents.count))
    return documents if whole else documents.take(numbers)


def _title_rank(segments: Sequence[Segment]) -> npt.NDArray[np.uint32]:
    """The rank of each document in the order of titles."""
    keys = [(_folded(one.title), one.id) for segment in segments for one in segment.identities]
    rank = np.empty(len(keys), np.uint32)
    rank[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys), dtype=np.uint32)
    return rank


def _folded(title: str) -> str:
    """The sort key of a title: without case and accents."""
    return unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold() or title


def _content_hash(rows: Iterable[Row], synonyms: tuple[Synonym, ...]) -> str:
    content = sorted((row.identity.source, row.identity.fingerprint) for row in rows)
    return sha256(msgspec.json.encode((content, synonyms))).hexdigest()
