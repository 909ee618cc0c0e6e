"""Answers against those that are reckoned in plain Python."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engine import Query, Results
from indexer.engines.whoosh.ranking import listed
from indexer.engines.whoosh.searcher import SnapshotSearcher
from indexer.language.interpret import interpret
from indexer.profile import Profile
from tests.engines.library import LIBRARY
from tests.engines.made_up import index, libraries, questions
from tests.oracle import Oracle


@given(libraries(), st.lists(questions, min_size=4, max_size=8))
@settings(max_examples=40, deadline=None)
def test_answers_are_those_of_plain_python(library: tuple[Profile, ...], asked: list[Query]) -> None:
    oracle = Oracle(library)
    with index((library, ())) as searcher:
        for query in asked:
            assert_same(oracle, searcher, query)


@pytest.mark.parametrize(
    "text", ["boats", "draw old bridges", '"stock control"', "water -vole", "weld steel plate"]
)
def test_answers_over_a_written_library_are_those_of_plain_python(text: str) -> None:
    with index((LIBRARY, ())) as searcher:
        assert_same(Oracle(LIBRARY), searcher, Query(text, page_size=50))


def assert_same(oracle: Oracle, searcher: SnapshotSearcher, query: Query) -> None:
    """The words are read alike, the list has the same profiles with the same sums, and the counts agree."""
    snapshot, expected = searcher.snapshot, oracle.listed(query)
    question = interpret(query.text, searcher.vocabulary, snapshot.thesaurus, exact=query.exact)
    assert question == oracle.read(query)
    listing = listed(snapshot, question, relax=not query.exact)
    numbers = {snapshot.ids[number]: number for number in listing.mask.nonzero()[0].tolist()}
    assert numbers.keys() == expected.scores.keys()
    assert {name: listing.missing[number] for name, number in numbers.items()} == expected.missing
    scores = {name: float(listing.scores[number]) for name, number in numbers.items()}
    assert scores == pytest.approx(expected.scores, abs=1e-6)
    answer = searcher.search(query)
    assert {hit.id for hit in answer.hits} == oracle.filtered(query)
    assert answer.total == len(answer.hits)
    assert answer.query.with_all_words == expected.with_all_words
    assert answer.query.relaxed == expected.relaxed
    assert counts(answer) == {
        facet: {value: count for value, count in values.items() if count or value in selected(query, facet)}
        for facet, values in oracle.counts(query).items()
    }


def counts(answer: Results) -> dict[str, dict[str, int]]:
    """The counts of an answer, by facet."""
    return {facet.name: {value.value: value.count for value in facet.values} for facet in answer.facets}


def selected(query: Query, facet: str) -> set[str]:
    """What a question selects in a facet."""
    return set(map(str, getattr(query, facet)))
