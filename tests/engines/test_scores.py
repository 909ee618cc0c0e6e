"""Scores against those that plain Python reckons, over libraries that are made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engine import Query
from indexer.engines.whoosh.search.candidates import Found
from indexer.engines.whoosh.search.compiled_query import Wanted
from indexer.engines.whoosh.search.matching import matching
from indexer.engines.whoosh.search.ranking import question_scores
from indexer.engines.whoosh.searcher import SnapshotSearcher
from indexer.language.interpret import interpret
from indexer.profile import Profile
from tests.engines.library import LIBRARY
from tests.engines.made_up import index, libraries, questions
from tests.engines.plain import PlainScores


@given(libraries(), st.lists(questions, min_size=4, max_size=8))
@settings(max_examples=30, deadline=None)
def test_scores_are_those_of_plain_python(library: tuple[Profile, ...], asked: list[Query]) -> None:
    plain = PlainScores(library)
    with index((library, ())) as searcher:
        for query in asked:
            assert_same(plain, searcher, query)


@pytest.mark.parametrize(
    "text", ["boats", "draw old bridges", '"stock control"', "water -vole", "weld steel plate"]
)
def test_scores_over_a_written_library_are_those_of_plain_python(text: str) -> None:
    with index((LIBRARY, ())) as searcher:
        assert_same(PlainScores(LIBRARY), searcher, Query(text))


def assert_same(plain: PlainScores, searcher: SnapshotSearcher, query: Query) -> None:
    """Every profile that may be listed has the same sum and lacks as many words."""
    snapshot = searcher.snapshot
    question = interpret(query.text, searcher.vocabulary, snapshot.thesaurus, exact=query.exact)
    found = Found.of(snapshot, Wanted.of(snapshot, question))
    listing = matching(snapshot, found)
    documents = listing.allowed.nonzero()[0]
    numbers = {snapshot.ids[number]: number for number in documents.tolist()}
    scores = dict(zip(numbers, question_scores(snapshot, found, documents).tolist(), strict=True))
    assert scores == pytest.approx({name: plain.score(name, question) for name in numbers}, abs=1e-6)
    missing = {name: int(listing.missing[number]) for name, number in numbers.items()}
    assert missing == {name: plain.missing(name, question) for name in numbers}
