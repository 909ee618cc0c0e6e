"""How well paths are recognised: on labelled texts, and on our own with a library of their own."""

from __future__ import annotations

import time

from indexer.paths import Names, steps
from indexer.paths.evaluation import Evaluation, evaluate_paths, evaluation_lines, read_labelled
from tests.paths.libraries import LABELLED, NCS, OWN_LIBRARY, OWN_TEXTS, library, needs_shared

PRECISION, RECALL = 0.95, 0.85


def good(evaluation: Evaluation) -> bool:
    return all(score.precision >= PRECISION and score.recall >= RECALL for score in evaluation.scores)


@needs_shared
def test_paths_of_labelled_texts_are_recognised() -> None:
    profiles = {profile.id: profile for profile in library(NCS)}
    evaluation = evaluate_paths(read_labelled(LABELLED), Names.of(profiles.values()), profiles.get)
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))


def test_paths_of_our_own_texts_are_recognised() -> None:
    profiles = {profile.id: profile for profile in library(OWN_LIBRARY)}
    evaluation = evaluate_paths(read_labelled(OWN_TEXTS), Names.of(profiles.values()), profiles.get)
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))


@needs_shared
def test_829_profiles_are_read_in_a_second_and_a_half() -> None:
    profiles = library(NCS)
    names = Names.of(profiles)
    steps(profiles[0], names)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for profile in profiles:
            steps(profile, names)
        best = min(best, time.process_time() - start)
    assert len(profiles) == 829
    assert best < 1.5
