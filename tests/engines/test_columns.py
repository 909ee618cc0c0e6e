"""The arrays behind the answers: kept on disk, cut and joined, inverted and counted."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh.codec import arrays
from indexer.engines.whoosh.codec.postings import FIELD_BITS, Postings
from indexer.engines.whoosh.index.documents import NONE, Documents, joined
from indexer.engines.whoosh.index.statistics import Statistics
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.engines.whoosh.indexing.analysis import analyse, position_gaps
from indexer.engines.whoosh.indexing.inversion import invert
from indexer.engines.whoosh.indexing.merging import LARGEST, MOST_DELETED, merging
from indexer.language.words import stem, tokens
from indexer.profile import Profile, Section, SectionKind
from indexer.rules.schema import FIELDS, texts_of
from tests.contract.library import LIBRARY
from tests.engines.made_up import essays, libraries


def same(one: Documents, other: Documents) -> bool:
    """Whether two runs of documents are equal, column by column."""
    return all(np.array_equal(column, getattr(other, name)) for name, column in vars(one).items())


@pytest.fixture(scope="module")
def documents() -> Documents:
    return analyse(LIBRARY).documents


def test_arrays_come_back_from_a_file_as_they_were(tmp_path: Path) -> None:
    kept = {
        "empty": np.empty((0, 2), np.uint16),
        "flags": np.array([True, False, True]),
        "numbers": np.arange(12, dtype=np.int64).reshape(3, 4),
        "long": np.array([0, 70_000, 9], np.int64),
        "below zero": np.array([-1, 300], np.int64),
        "turned": np.arange(12, dtype=np.uint32).reshape(3, 4).T,
    }
    arrays.save(tmp_path / "arrays.bin", kept)
    found = arrays.load(tmp_path / "arrays.bin")
    assert found.keys() == kept.keys()
    for name, array in kept.items():
        assert found[name].dtype == array.dtype
        assert found[name].tolist() == array.tolist()
        with pytest.raises(ValueError, match="read-only"):
            found[name][...] = 0


def test_a_file_that_is_open_is_replaced_and_never_written_into(tmp_path: Path) -> None:
    arrays.save(tmp_path / "arrays.bin", {"numbers": np.array([1, 2, 3])})
    opened = arrays.load(tmp_path / "arrays.bin")["numbers"]
    arrays.save(tmp_path / "arrays.bin", {"numbers": np.array([4, 5, 6])})
    assert opened.tolist() == [1, 2, 3]
    assert arrays.load(tmp_path / "arrays.bin")["numbers"].tolist() == [4, 5, 6]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=9))
def test_ranges_are_the_numbers_of_each_range(pairs: list[tuple[int, int]]) -> None:
    starts = np.array([start for start, _ in pairs], np.int64)
    ends = starts + np.array([length for _, length in pairs], np.int64)
    expected = [number for start, length in pairs for number in range(start, start + length)]
    assert arrays.ranges(starts, ends).tolist() == expected


@given(st.permutations(range(len(LIBRARY))), st.integers(0, len(LIBRARY)))
@settings(deadline=None)
def test_documents_can_be_cut_and_joined(documents: Documents, order: list[int], cut: int) -> None:
    turned = documents.take(np.array(order, np.int64))
    halves = [turned.take(np.arange(0, cut)), turned.take(np.arange(cut, len(order)))]
    assert same(joined(halves), turned)
    back = np.argsort(np.array(order))
    assert same(joined(halves).take(back), documents)
    assert same(joined([]), NONE)


@given(essays)
def test_every_line_ends_with_a_gap(text: str) -> None:
    found = tokens(text)
    lines = [tokens(line) for line in text.split("\n")]
    expected = [line.words[: line.plain()] for line in lines] + [found.words[found.plain() :]]
    spaces = position_gaps(text, found)
    assert spaces[-1] == len(found.words)
    assert [found.words[first:last] for first, last in pairwise([0, *spaces]) if first < last] == [
        run for run in expected if run
    ]


@given(libraries(most=5))
@settings(max_examples=30, deadline=None)
def test_postings_say_how_often_each_stem_stands_where(library: tuple[Profile, ...]) -> None:
    batch = analyse(library)
    terms = TermDictionary.empty().extended(batch.words)
    postings, field_lengths = invert(batch.documents, terms)
    expected = Counter(
        (stem(word), part.field, number)
        for number, one in enumerate(library)
        for part in texts_of(one)
        for word in tokens(part.text).words
    )
    found = {}
    for number in postings.stems.tolist():
        some = postings.list_within(postings.span(number))
        rows = (column.tolist() for column in (some.fields, some.documents, some.frequencies))
        for field, document, frequency in zip(*rows, strict=True):
            found[terms.stems.texts[number], field, document] = frequency
    assert found == expected
    lengths = Counter((field, document) for _, field, document in expected.elements())
    assert {(f, d): int(field_lengths[f, d]) for f, d in lengths} == lengths
    assert field_lengths.shape == (len(FIELDS), len(library))
    unknown = postings.span(len(terms.stems.texts))
    assert unknown.start == unknown.stop


@pytest.mark.parametrize("often", [1, 15, 16, 200, 5000])
def test_a_posting_says_how_often_a_word_stands_in_a_profile(tmp_path: Path, often: int) -> None:
    texts = ("graft the vines", "graft " * often + "and prune", "prune twice, prune")
    library = [
        Profile(id=f"p{number}", title="Grower", sections=(Section(SectionKind.DUTIES, "Day", text),))
        for number, text in enumerate(texts)
    ]
    batch = analyse(library)
    terms = TermDictionary.empty().extended(batch.words)
    written = invert(batch.documents, terms).postings
    written.save(tmp_path / "some.postings", [text.encode() for text in terms.stems.texts])
    postings = Postings.load(tmp_path / "some.postings", written.lengths)
    stems = [terms.stems.ordinal[word] for word in ("graft", "prune")]
    graft, prune = postings.lists(stems, base=7)
    assert (graft.documents.tolist(), graft.frequencies.tolist()) == ([7, 8], [1, often])
    assert (prune.documents.tolist(), prune.frequencies.tolist()) == ([8, 9], [1, 2])
    assert {FIELDS[field] for field in (*graft.fields, *prune.fields)} == {"duties"}
    assert postings.lists((), base=0) == []


def test_a_code_of_a_posting_has_room_for_every_field() -> None:
    assert len(FIELDS) <= 1 << FIELD_BITS


@given(libraries(most=6), st.data())
@settings(max_examples=30, deadline=None)
def test_statistics_that_were_kept_up_are_those_of_what_is_left(
    library: tuple[Profile, ...], data: st.DataObject
) -> None:
    batch = analyse(library)
    terms, everything = TermDictionary.empty().extended(batch.words), batch.documents
    gone = np.array(sorted(data.draw(st.sets(st.integers(0, len(library) - 1)))), np.int64)
    left = np.setdiff1d(np.arange(len(library)), gone)
    whole = Statistics.of(everything, terms)
    nothing = Statistics.of(NONE, TermDictionary.empty())
    kept = nothing.changed(whole, Statistics.of(everything.take(gone), terms))
    expected = Statistics.of(everything.take(left), terms)
    assert all(np.array_equal(counts, getattr(expected, name)) for name, counts in vars(kept).items())


def test_numbers_of_words_stay_as_they_are(tmp_path: Path) -> None:
    first = TermDictionary.empty().extended(["locks", "boat", "lock"])
    second = first.extended(["boats", "lock", "keeper"])
    assert second.words.texts == ["", "locks", "boat", "lock", "boats", "keeper"]
    assert second.stem_of[: len(first.stem_of)].tolist() == first.stem_of.tolist()
    assert second.stem_of[2] == second.stem_of[4]
    second.save(tmp_path)
    again = TermDictionary.load(tmp_path)
    assert (again.words, again.stems, again.roots) == (second.words, second.stems, second.roots)
    assert again.root_of.tolist() == second.root_of.tolist()


@given(st.lists(st.integers(0, 40), min_size=1, max_size=120))
def test_segments_stay_few_and_a_large_one_is_left_alone(updates: list[int]) -> None:
    sizes = {"first": (3500, 0)}
    for number, added in enumerate(updates):
        dropped = merging(added, sizes)
        if added:
            assert "first" not in dropped or sum(updates[: number + 1]) > 3500 / 3
        moved = added + sum(sizes[name][0] for name in dropped)
        sizes = {name: size for name, size in sizes.items() if name not in dropped}
        if moved:
            sizes[f"segment {number}"] = (moved, 0)
    assert len(sizes) <= 10


@given(st.lists(st.integers(0, LARGEST), min_size=1, max_size=40))
def test_no_merged_segment_is_larger_than_the_bound_and_small_ones_stay_few(updates: list[int]) -> None:
    sizes: dict[str, tuple[int, int]] = {}
    for number, added in enumerate(updates):
        dropped = merging(added, sizes)
        moved = added + sum(sizes.pop(name)[0] for name in dropped)
        assert moved <= LARGEST
        if moved:
            sizes[f"segment {number}"] = (moved, 0)
    assert sum(count < LARGEST / 4 for count, _ in sizes.values()) <= 10


def test_a_segment_with_much_deleted_is_written_anew() -> None:
    few, many = int(100 * MOST_DELETED), int(100 * MOST_DELETED) + 1
    assert merging(0, {"one": (100, few), "other": (1000, 0)}) == set()
    assert merging(0, {"one": (100, many), "other": (1000, 0)}) == {"one"}


def test_narrow_columns_hold_the_same_numbers_in_fewer_bytes() -> None:
    documents = analyse(LIBRARY).documents
    narrow = documents.narrow()
    for name in ("word", "start", "length"):
        assert getattr(narrow, name).tolist() == getattr(documents, name).tolist()
    assert narrow.word.nbytes < documents.word.nbytes
    assert np.asarray(narrow.start).nbytes < np.asarray(documents.start).nbytes
