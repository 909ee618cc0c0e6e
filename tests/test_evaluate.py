import builtins
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from indexer import evaluate as evaluation
from indexer.engine import Searcher
from indexer.errors import ContentError, UsageError
from indexer.evaluate import Evaluation, Judgment, compare, evaluate, judgments, measure
from indexer.query import Query
from indexer.results import Hit, Reading, Results


class Answers:
    """Answers each question with the ids it was given."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self.asked: list[Query] = []

    def search(self, query: Query) -> Results:
        self.asked.append(query)
        ids = self._answers.get(query.text, "").split()
        hits = tuple(Hit(id=one, title=one, summary="", category="", score=1.0) for one in ids)
        return Results(len(hits), 1, 1, query.page_size, "g00000007", 0.1, Reading(query.text), hits, ())


def evaluated(answers: Mapping[str, str], *judged: Judgment) -> Evaluation:
    return evaluate(cast(Searcher, Answers(answers)), judged)


def mean(run: Evaluation, measure: str, kind: str = "all") -> float:
    return next(figures for figures in run.figures if figures.kind == kind).measures[measure].mean


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "judged.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_graded_judgments_are_gathered_by_question(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "query\tprofile_id\tgrade",
        "lorry driver\thgv\t3",
        "",
        "lorry driver\tvan\t1",
        'a "b"\tx\t2',
    )
    assert judgments(path) == (Judgment("lorry driver", {"hgv": 3, "van": 1}), Judgment('a "b"', {"x": 2}))


def test_a_kind_is_kept_and_a_question_may_have_several(tmp_path: Path) -> None:
    path = written(tmp_path, "query\texpected_id\tkind", "vet\tvet\tshort", "vet\tvet-nurse\tlong")
    assert judgments(path) == (
        Judgment("vet", {"vet": 1}, "short"),
        Judgment("vet", {"vet-nurse": 1}, "long"),
    )


def test_what_is_expected_on_the_first_page_is_relevant(tmp_path: Path) -> None:
    path = written(tmp_path, "query\texpected_on_first_page", "farming\tfarmer", "farming\tfarm-worker")
    assert judgments(path) == (Judgment("farming", {"farmer": 1, "farm-worker": 1}),)


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        (["query\tid", "a\tb"], 1, "must name the columns"),
        ([""], 1, "must name the columns"),
        (["query\texpected_id", "only a question"], 2, "needs a query and a expected_id"),
        (["query\texpected_id", "a\tb", "\tb"], 3, "needs a query"),
        (["query\texpected_id", "a\tb\tc"], 2, "needs a query"),
        (["query\tprofile_id\tgrade", "a\tb\thigh"], 2, "grade 'high' is not a whole number"),
    ],
)
def test_a_line_that_is_no_judgment_is_told(tmp_path: Path, lines: list[str], line: int, says: str) -> None:
    with pytest.raises(ContentError, match=says) as told:
        judgments(written(tmp_path, *lines))
    assert told.value.line == line


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read as judgments: it does not exist; check"):
        judgments(tmp_path / "none.tsv")
    with pytest.raises(ContentError, match="cannot be read as judgments: it is a folder; give a file"):
        judgments(tmp_path)


def test_the_measures_are_those_of_the_textbook() -> None:
    judged = [Judgment("a", {"x": 3, "y": 1}), Judgment("b", {"z": 1}), Judgment("c", {"z": 1})]
    first, second, third = measure(judged, [("y", "x"), ("q", "z"), ()])
    assert first == pytest.approx(
        {"nDCG@10": 0.7967, "success@1": 1, "reciprocal rank@10": 1, "recall@10": 1, "recall@50": 1}, abs=1e-4
    )
    assert second["reciprocal rank@10"] == 0.5
    assert second["success@1"] == 0
    assert set(third.values()) == {0.0}


def test_every_question_is_asked_for_fifty_results() -> None:
    answers = Answers({})
    evaluate(cast(Searcher, answers), [Judgment("a", {"x": 1}), Judgment("b", {"x": 1})])
    assert answers.asked == [Query("a", page_size=50), Query("b", page_size=50)]


def test_figures_are_given_for_all_and_by_kind_with_the_range_they_lie_in() -> None:
    judged = [Judgment(f"q{number}", {"x": 1}, "even" if number % 2 == 0 else "odd") for number in range(20)]
    run = evaluated({f"q{number}": "x" if number % 4 else "y x" for number in range(20)}, *judged)
    assert run.generation == "g00000007"
    assert [figures.kind for figures in run.figures] == ["all", "even", "odd"]
    assert mean(run, "reciprocal rank@10") == pytest.approx(0.875)
    assert mean(run, "reciprocal rank@10", "odd") == 1
    interval = run.figures[0].measures["reciprocal rank@10"]
    assert 0.75 <= interval.low < interval.mean < interval.high <= 1


def test_the_same_questions_give_the_same_figures() -> None:
    judged = [Judgment("a", {"x": 1}), Judgment("b", {"x": 1})]
    answers = {"a": "x", "b": "y x"}
    assert evaluated(answers, *judged) == evaluated(answers, *judged)


def test_no_questions_make_no_figures() -> None:
    assert evaluated({}) == Evaluation("", (), ())


def test_a_run_can_be_kept_as_json() -> None:
    run = evaluated({"a": "x y"}, Judgment("a", {"x": 2}, "short"))
    assert msgspec.json.decode(msgspec.json.encode(run), type=Evaluation) == run


def test_two_runs_are_compared_question_by_question() -> None:
    judged = [Judgment(f"q{number}", {"x": 1}) for number in range(12)]
    before = evaluated({f"q{number}": "y x" for number in range(12)}, *judged)
    after = evaluated({f"q{number}": "x y" if number else "y z x" for number in range(12)}, *judged)
    changes = {one.measure: one for one in compare(before, after)}
    rank = changes["reciprocal rank@10"]
    assert (rank.kind, rank.questions, rank.better, rank.worse) == ("all", 12, 11, 1)
    assert rank.change.low <= rank.change.mean == pytest.approx((11 * 0.5 - 1 / 6) / 12, abs=1e-4)
    assert rank.chance < 0.01
    same = changes["recall@50"]
    assert (same.better, same.worse, same.change.mean, same.chance) == (0, 0, 0, 1)


def test_only_questions_that_both_runs_asked_are_compared() -> None:
    before = evaluated({"a": "x"}, Judgment("a", {"x": 1}))
    after = evaluated({"b": "x"}, Judgment("b", {"x": 1}))
    assert compare(before, after) == ()
    both = evaluated({"a": "x", "b": "x"}, Judgment("a", {"x": 1}), Judgment("b", {"x": 1}))
    assert {one.questions for one in compare(before, both)} == {1}


def test_without_the_measuring_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name == "ir_measures":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(UsageError, match=re.escape("profile-index[evaluate]")):
        measure([Judgment("a", {"x": 1})], [("x",)])


def test_measures_have_names_of_the_library() -> None:
    assert set(measure([Judgment("a", {"x": 1})], [("x",)])[0]) == set(evaluation.MEASURES)
