"""How well ways in are recognised: on labelled texts of others and on our own, and how long it takes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from indexer.qualification import mentions_of
from indexer.ways import ways_in
from indexer.ways.evaluation import (
    TextWithWays,
    evaluate_ways,
    read_labelled,
    requirements_of,
    way_evaluation_lines,
)
from tests.corpora import NCS, WAYS_IN, needs
from tests.qualification.judged import ncs_profiles

HERE = Path(__file__).parent


def assert_good(texts: list[TextWithWays], enough: float) -> None:
    evaluation = evaluate_ways(texts)
    total = evaluation.total
    assert min(total.precision, total.recall, total.starts) >= enough, "\n".join(
        way_evaluation_lines(evaluation)
    )


@pytest.fixture(scope="module")
def labelled() -> list[TextWithWays]:
    texts = {profile.id: requirements_of(profile) for profile in ncs_profiles()}
    return list(read_labelled(WAYS_IN, texts))


@needs(NCS)
def test_ways_of_labelled_texts_are_found_with_their_starts(labelled: list[TextWithWays]) -> None:
    assert_good(labelled, 0.95)


@needs(NCS)
def test_ways_of_texts_without_headings_are_found_as_well(labelled: list[TextWithWays]) -> None:
    assert_good([text for text in labelled if text.id.startswith("own-")], 0.9)


def test_ways_of_our_own_texts_are_found() -> None:
    assert_good(list(read_labelled(HERE / "own-texts.jsonl")), 0.9)


@needs(NCS)
def test_ways_of_829_profiles_cost_in_the_order_of_their_qualifications() -> None:
    profiles = ncs_profiles()
    ways_in(profiles[0])  # the first one compiles the patterns
    ways, qualifications = 0.0, 0.0
    for profile in profiles:
        start = time.process_time()
        mentions = mentions_of(profile)
        between = time.process_time()
        ways_in(profile, mentions)
        qualifications += between - start
        ways += time.process_time() - between
    assert ways < 3 * qualifications
