"""The figures on labelled passages: as worked out by hand, with every miss, and clear about bad files."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import ContentError, UsageError
from indexer.qualification.evaluation import (
    LabelledPassage,
    evaluate_qualifications,
    evaluation_lines,
    read_passages,
)

PASSAGES = (
    LabelledPassage("You need a degree and an HND.", frozenset({"bachelors", "hnd"}), line=1),
    LabelledPassage("You need an NVQ.", frozenset({"btec"}), kind="hard:wrong on purpose", line=2),
    LabelledPassage("You could take an MSc.", frozenset(), frozenset({"masters"}), line=3),
    LabelledPassage(
        "A degree apprenticeship.", frozenset({"apprenticeship", "degree-apprenticeship"}), line=4
    ),
)


def test_precision_and_recall_are_those_worked_out_by_hand() -> None:
    total = evaluate_qualifications(PASSAGES).total
    assert (total.found, total.extra, total.missed) == (4, 1, 1)
    assert (total.precision, total.recall, total.f1) == (0.8, 0.8, 0.8)


def test_every_miss_is_listed_with_its_place() -> None:
    misses = [(miss.line, miss.what, miss.slug) for miss in evaluate_qualifications(PASSAGES).misses]
    assert misses == [(2, "missed", "btec"), (2, "extra", "nvq")]


def test_plain_and_hard_passages_and_types_have_figures_of_their_own() -> None:
    evaluation = evaluate_qualifications(PASSAGES)
    assert [(score.name, score.recall) for score in evaluation.difficulty] == [("plain", 1.0), ("hard", 0.0)]
    by_type = {score.name: (score.found, score.extra, score.missed) for score in evaluation.types}
    assert by_type["bachelors"] == (1, 0, 0)
    assert by_type["btec"] == (0, 0, 1)
    assert "masters" not in by_type


def test_the_lines_for_people_hold_figures_and_misses() -> None:
    lines = list(evaluation_lines(evaluate_qualifications(PASSAGES)))
    assert lines[0] == "4 passages"
    assert any(line.split() == ["all", "0.800", "0.800", "0.800", "4", "1", "1"] for line in lines)
    assert lines[-1] == "line 2, hard:wrong on purpose: extra nvq in: You need an NVQ."


def test_longer_names_and_underscores_are_read(tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"text": "A degree.", "labels": ["bachelors_degree", "t_level"]}\n\n', encoding="utf-8")
    (passage,) = read_passages(path)
    assert passage == LabelledPassage("A degree.", frozenset({"bachelors", "t-level"}), line=1)


@pytest.mark.parametrize("line", ['{"text": 1}', "{", '{"text": "x", "labels": ["driving-licence"]}', "[]"])
def test_a_line_that_is_no_passage_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"text": "A degree.", "labels": []}\n' + line, encoding="utf-8")
    with pytest.raises(ContentError, match=r"labelled\.jsonl:2: this is not a labelled passage"):
        read_passages(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.jsonl cannot be read"):
        read_passages(tmp_path / "nothing.jsonl")
