"""Scores against those that plain Python reckons, over libraries that are made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh.search.matching import matching
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.profile import Profile
from indexer.query import Query
from tests.contract.library import LIBRARY
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


def assert_same(plain: PlainScores, searcher: WhooshSearcher, query: Query) -> None:
    """Every profile that may be listed has the same sum and lacks as many words; one so named lacks none."""
    reader = searcher.reader
    question, ranker, _ = searcher.retrieval.listed(query.text, exact=query.exact)
    listing = matching(reader, ranker.candidates)
    documents = listing.filter_mask.nonzero()[0]
    numbers = {reader.ids[number]: number for number in documents.tolist()}
    scores = dict(zip(numbers, ranker.scores(documents).tolist(), strict=True))
    assert scores == pytest.approx({name: plain.score(name, question) for name in numbers}, abs=1e-6)
    missing = {name: int(listing.unmatched[number]) for name, number in numbers.items()}
    named = {name for name, number in numbers.items() if ranker.candidates.named[number]}
    assert missing == {name: 0 if name in named else plain.missing(name, question) for name in numbers}
