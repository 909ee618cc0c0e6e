"""Our sums of BM25F against Whoosh's own scores of everything that it finds."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from whoosh import query, scoring

from indexer.engines import open_engine
from indexer.engines.whoosh.codec import index as whoosh_index
from indexer.engines.whoosh.codec.postings import PostingList
from indexer.engines.whoosh.codec.stored import SOURCE
from indexer.engines.whoosh.index.contents import IndexContents
from indexer.engines.whoosh.index.documents import joined
from indexer.engines.whoosh.index.metadata import WHOOSH, IndexMetadata
from indexer.engines.whoosh.index.reader import IndexReader
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.search.bm25 import K1, B, Bm25
from indexer.profile import Profile
from indexer.rules.schema import FIELD_WEIGHTS, FIELDS
from tests.contract.library import LIBRARY

QUESTIONS = 40

Scored = list[tuple[str, float]]
"""Sources with their scores, the best first."""


def generation(index: Path, *updates: tuple[Iterable[Profile], Sequence[str]]) -> Path:
    """The folder of a generation to which some updates led."""
    engine = open_engine(f"whoosh:{index}")
    for profiles, removed in updates:
        engine.update(profiles, removed)
    engine.close()
    return (index / "current").resolve()


def questions(reader: IndexReader) -> Iterator[list[str]]:
    """Some questions of one to four of the library's stems."""
    chance = random.Random(7)  # noqa: S311  # nothing secret
    for _ in range(QUESTIONS):
        yield chance.sample(reader.terms.stems.texts[1:], chance.randint(1, 4))


def by_whoosh(folder: Path, stems: Sequence[str]) -> Scored:
    """Whoosh's answer to any of the stems in any field, nothing skipped."""
    terms = [query.Term(field, stem, boost=FIELD_WEIGHTS[field]) for field in FIELDS for stem in stems]
    weighting = scoring.BM25F(B=B, K1=K1)
    with whoosh_index.opened(folder / WHOOSH) as whoosh, whoosh.searcher(weighting=weighting) as searcher:
        found = searcher.search(query.Or(terms), limit=None)
        return [(hit[SOURCE], hit.score) for hit in found]


def by_us(reader: IndexReader, stems: Sequence[str]) -> dict[str, float]:
    """Our scores by source, of those that have any."""
    numbers = [reader.terms.stems.ordinal[stem] for stem in stems]
    lists = reader.postings(numbers)
    postings = PostingList.joined(lists)
    stem = np.repeat(np.arange(len(lists)), [len(one.documents) for one in lists])
    values = Bm25.of(reader.statistics).impacts(postings, reader.norms, np.array(numbers), stem)
    scores = np.bincount(postings.documents, values, reader.max_doc) * reader.live
    sources = [one.source for segment in reader.segments for one in segment.identities]
    return {source: score for source, score in zip(sources, scores.tolist(), strict=True) if score}


def assert_same_scores(folder: Path, reader: IndexReader, deleted: frozenset[str] = frozenset()) -> None:
    found = 0
    for stems in questions(reader):
        expected = by_whoosh(folder, stems)
        mine = {source: score for source, score in by_us(reader, stems).items() if source not in deleted}
        assert mine == pytest.approx(dict(expected), abs=1e-6), stems
        in_order = [mine[source] for source, _ in expected]
        assert all(a >= b - 1e-6 for a, b in pairwise(in_order)), stems
        found += len(expected)
    assert found > QUESTIONS


@pytest.fixture(scope="module", params=["canal", "ncs"])
def profiles(request: pytest.FixtureRequest) -> Sequence[Profile]:
    """A library: the one that was written for these tests, and a real one."""
    if request.param == "canal":
        return LIBRARY
    real: Sequence[Profile] = request.getfixturevalue("ncs")
    return real[::3] if len(real) > 100 else real


@pytest.fixture(scope="module")
def updated(profiles: Sequence[Profile], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation of several segments."""
    last = max(1, len(profiles) // 20)
    some = last + max(3, len(profiles) // 5)
    parts = profiles[:-some], profiles[-some:-last], profiles[-last:]
    return generation(tmp_path_factory.mktemp("updated"), *((part, ()) for part in parts))


def test_scores_are_whooshs_in_one_segment(profiles: Sequence[Profile], tmp_path: Path) -> None:
    folder = generation(tmp_path / "index", (profiles, ()))
    reader = IndexReader(folder.name, IndexContents.load(folder))
    assert len(reader.segments) == 1
    assert_same_scores(folder, reader)


def test_scores_are_whooshs_in_several_segments(updated: Path) -> None:
    reader = IndexReader(updated.name, IndexContents.load(updated))
    assert len(reader.segments) == 3
    assert_same_scores(updated, reader)


def test_scores_are_whooshs_after_deletions_but_for_what_it_counts(
    profiles: Sequence[Profile], updated: Path, tmp_path: Path
) -> None:
    """Whoosh's statistics count deleted documents until their segment is merged; ours never do, so that an
    index which was brought up to date answers as one built from nothing. To compare, count them here too.
    """
    index = tmp_path / "index"
    shutil.copytree(updated.parent.parent, index, symlinks=True)
    gone = [one.source for one in profiles[: len(profiles) // 2 : 7]]
    folder = generation(index, ((), gone))
    every_one = IndexReader(folder.name, IndexContents.load(with_the_deleted(folder, tmp_path / "counted")))
    assert len(every_one.segments) == 3
    assert every_one.num_docs == IndexReader(folder.name, IndexContents.load(folder)).num_docs + len(gone)
    assert_same_scores(folder, every_one, frozenset(gone))


def with_the_deleted(folder: Path, copy: Path) -> Path:
    """A generation again, as if nothing had been deleted from it."""
    shutil.copytree(folder, copy)
    reader = IndexReader(folder.name, IndexContents.load(folder))
    everything = joined([segment.documents for segment in reader.segments])
    (copy / "statistics.bin").unlink()
    Statistics.of(everything, reader.terms).save(copy)
    IndexMetadata({name: [] for name in reader.metadata.segments}, reader.metadata.categories).save(copy)
    return copy
