"""How a reading is compared with its labels."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from indexer.errors import ContentError
from indexer.question import JobNames
from indexer.question.evaluation import (
    QuestionEvaluation,
    evaluate_questions,
    evaluation_lines,
    read_labelled,
)
from tests.question.libraries import job

NAMES = JobNames([job("cooper", "Cooper"), job("saddler", "Saddler")])


def evaluated(tmp_path: Path, **row: object) -> QuestionEvaluation:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(msgspec.json.encode(row))
    return evaluate_questions(read_labelled(file), NAMES)


def is_right(tmp_path: Path, query: str, kind: str = "jobs", **labels: object) -> bool:
    return not evaluated(tmp_path, query=query, kind=kind, **labels).misses


def test_a_row_is_right_where_every_key_agrees(tmp_path: Path) -> None:
    assert is_right(tmp_path, "hnd glass", qualification=["hnd"], words=["glass"])
    assert not is_right(tmp_path, "hnd glass", qualification=["hnd"])
    assert not is_right(tmp_path, "hnd glass", words=["glass"])


def test_lists_are_sets_and_jobs_keep_their_order(tmp_path: Path) -> None:
    assert is_right(tmp_path, "hnc and hnd", qualification=["hnd", "hnc"])
    assert is_right(tmp_path, "cooper or saddler", jobs=[["x", "cooper"], ["saddler"]])
    assert not is_right(tmp_path, "cooper or saddler", jobs=[["saddler"], ["cooper"]])
    assert not is_right(tmp_path, "cooper or saddler", jobs=[["cooper"]])


def test_words_are_compared_by_their_stems_without_filler(tmp_path: Path) -> None:
    assert is_right(tmp_path, "jobs with horses", words=["Horse"])
    assert is_right(tmp_path, "horses abroad", words=["horses"], words_optional=["abroad"])
    assert not is_right(tmp_path, "horses abroad", words=["horses"])


def test_an_entry_of_accept_changes_its_keys_alone(tmp_path: Path) -> None:
    other = [{"qualification": [], "have": 5}]
    assert is_right(tmp_path, "i have an hnd", qualification=["hnd"], accept=other)
    assert not is_right(tmp_path, "i have an hnd", qualification=["hnd"], level=[5], accept=other)


def test_a_degree_and_university_stand_for_each_other_where_they_are_not_wanted(tmp_path: Path) -> None:
    assert is_right(tmp_path, "no degree", without={"route": ["university"]})
    assert is_right(tmp_path, "no uni", without={"qualification": ["bachelors"]})
    assert not is_right(tmp_path, "no degree", without={"qualification": ["hnd"]})


def test_a_plain_question_may_name_no_job_and_search_its_name(tmp_path: Path) -> None:
    labels = {"jobs": [["cooper"]], "words": ["tight"]}
    assert is_right(tmp_path, "tight cooperage", "plain", **labels)
    assert not is_right(tmp_path, "tight cooperage", "jobs", **labels)
    assert not is_right(tmp_path, "cooperage", "plain", **labels)


def test_every_miss_is_listed_with_the_keys_that_differ(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, query="cooper pay", kind="aspect", jobs=[["saddler"]], aspect="hours")
    (miss,) = evaluation.misses
    assert set(miss.differs) == {"jobs", "aspect"}
    assert "aspect pay instead of hours" in "\n".join(evaluation_lines(evaluation))
    assert [(each.name, each.right, each.questions) for each in evaluation.scores] == [
        ("aspect", 0, 1),
        ("all", 0, 1),
    ]


@pytest.mark.parametrize("line", ["{", "[]", '{"query": 1}', '{"query": "x", "level": ["two"]}'])
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{{"query": "cooper"}}\n{line}\n')
    with pytest.raises(ContentError, match=r"this is not a labelled question") as refused:
        read_labelled(file)
    assert refused.value.line == 2
