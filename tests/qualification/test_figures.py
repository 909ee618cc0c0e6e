"""How well recognition does: on labelled passages, on our own, and on forty profiles labelled by hand.

The forty profiles (ncs-sample.tsv) are `sorted(random.Random(2020).sample(sorted(ids), 40))`. They were
labelled by reading them before any recogniser existed; no label was changed since.
"""

from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path

import pytest

from indexer.qualification import counted
from indexer.qualification.evaluation import (
    QualificationEvaluation,
    evaluate_qualifications,
    evaluation_lines,
    read_passages,
)
from tests.corpora import NCS, QUALIFICATIONS, needs
from tests.qualification.judged import ncs_profiles

HERE = Path(__file__).parent
ENOUGH = 0.97


def good(evaluation: QualificationEvaluation) -> bool:
    figures = [(score.precision, score.recall) for score in (evaluation.total, *evaluation.difficulty)]
    return all(precision >= ENOUGH and recall >= ENOUGH for precision, recall in figures)


@needs(QUALIFICATIONS)
def test_labelled_passages_are_recognised_the_hard_ones_too() -> None:
    evaluation = evaluate_qualifications(read_passages(QUALIFICATIONS))
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))


@needs(QUALIFICATIONS)
def test_the_third_that_was_held_out_is_recognised_as_well() -> None:
    evaluation = evaluate_qualifications(read_passages(QUALIFICATIONS)[2::3])
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))


def test_passages_of_our_own_are_recognised() -> None:
    evaluation = evaluate_qualifications(read_passages(HERE / "own-passages.jsonl"))
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))


def labelled_profiles() -> list[tuple[str, frozenset[str], frozenset[str]]]:
    with (HERE / "ncs-sample.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        (row["profile"], frozenset(row["qualifications"].split()), frozenset(row["optional"].split()))
        for row in rows
    ]


@pytest.fixture(scope="module")
def recognised() -> dict[str, frozenset[str]]:
    wanted = {profile for profile, _, _ in labelled_profiles()}
    return {profile.id: counted(profile).any for profile in ncs_profiles() if profile.id in wanted}


@needs(NCS)
def test_counts_over_forty_profiles_are_those_of_a_careful_reader(
    recognised: dict[str, frozenset[str]],
) -> None:
    by_hand: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for profile, labels, optional in labelled_profiles():
        by_hand.update(labels - optional)
        found.update(recognised[profile] - optional)
    for slug, count in by_hand.items():
        assert abs(found[slug] - count) <= 0.03 * count, f"{slug}: {count} by hand, {found[slug]} found"
    assert set(found) == set(by_hand)


@needs(NCS)
def test_each_of_forty_profiles_counts_for_what_it_names(recognised: dict[str, frozenset[str]]) -> None:
    wrong = {
        profile: sorted((recognised[profile] ^ labels) - optional)
        for profile, labels, optional in labelled_profiles()
        if (recognised[profile] ^ labels) - optional
    }
    assert len(wrong) <= 1, wrong


@needs(NCS)
def test_829_profiles_are_read_in_a_second_and_a_half() -> None:
    profiles = ncs_profiles()
    counted(profiles[0])
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for profile in profiles:
            counted(profile)
        best = min(best, time.process_time() - start)
    assert len(profiles) == 829
    assert best < 1.5
