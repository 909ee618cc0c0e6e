"""How well paths are recognised: on labelled texts, and on our own with a library of their own."""

from __future__ import annotations

from indexer.paths import Names
from indexer.paths.evaluation import PathEvaluation, evaluate_paths, evaluation_lines, read_labelled
from tests.corpora import NCS, PATHS, needs
from tests.paths.libraries import OWN_LIBRARY, OWN_TEXTS, OWN_TEXTS_WIDE, library

PRECISION, RECALL = 0.95, 0.85


def good(evaluation: PathEvaluation) -> bool:
    return all(score.precision >= PRECISION and score.recall >= RECALL for score in evaluation.scores)


@needs(NCS)
def test_paths_of_labelled_texts_are_recognised() -> None:
    profiles = {profile.id: profile for profile in library(NCS)}
    evaluation = evaluate_paths(read_labelled(PATHS), Names.of(profiles.values()), profiles.get)
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))


def test_paths_of_our_own_texts_are_recognised() -> None:
    profiles = {profile.id: profile for profile in library(OWN_LIBRARY)}
    evaluation = evaluate_paths(read_labelled(OWN_TEXTS), Names.of(profiles.values()), profiles.get)
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))


@needs(NCS)
def test_paths_of_our_own_texts_are_recognised_among_the_names_of_a_large_library() -> None:
    evaluation = evaluate_paths(read_labelled(OWN_TEXTS_WIDE), Names.of(library(NCS)), lambda _: None)
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))


def test_texts_that_a_rule_was_written_for_have_no_path_missing_or_wrong() -> None:
    profiles = {profile.id: profile for profile in library(OWN_LIBRARY)}
    texts = [text for text in read_labelled(OWN_TEXTS) if text.id.startswith("own-g")]
    evaluation = evaluate_paths(texts, Names.of(profiles.values()), profiles.get)
    assert len(texts) == 10
    assert evaluation.misses == ()
