"""How well questions are understood: labelled ones of others, and our own with a library of their own."""

from __future__ import annotations

from indexer.question.evaluation import (
    QuestionEvaluation,
    evaluate_questions,
    evaluation_lines,
    read_labelled,
)
from tests.corpora import NCS, QUESTIONS, needs
from tests.question.libraries import OWN_LIBRARY, OWN_QUESTIONS, names_of

ALL, EACH_KIND, PLAIN = 0.95, 0.9, 0.95


def good(evaluation: QuestionEvaluation) -> bool:
    least = {"all": ALL, "plain": PLAIN}
    return all(score.ratio >= least.get(score.name, EACH_KIND) for score in evaluation.scores)


@needs(NCS)
def test_labelled_questions_are_understood() -> None:
    evaluation = evaluate_questions(read_labelled(QUESTIONS), names_of(NCS))
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))


def test_our_own_questions_are_understood() -> None:
    evaluation = evaluate_questions(read_labelled(OWN_QUESTIONS), names_of(OWN_LIBRARY))
    assert good(evaluation), "\n".join(evaluation_lines(evaluation))
