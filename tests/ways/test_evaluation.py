"""The figures on labelled texts: as worked out by hand, with every miss, and clear about bad files."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import ContentError, UsageError
from indexer.ways import Route
from indexer.ways.evaluation import (
    LabelledWay,
    TextWithWays,
    evaluate_ways,
    read_labelled,
    way_evaluation_lines,
)

TEXT = "College: two GCSEs at grade 4.\nWork: start as a helper.\nVolunteering: museums need help."
WAYS = (
    LabelledWay(Route.COLLEGE, 1, accept=(1, None), quote="two GCSEs"),
    LabelledWay(Route.DIRECT, None, route_accept=(Route.WORK,), quote="start as a helper"),
    LabelledWay(Route.UNIVERSITY, 3, quote="nowhere"),
)
TEXTS = (TextWithWays("weaver", TEXT, WAYS, 1),)


def test_precision_recall_and_starts_are_those_worked_out_by_hand() -> None:
    total = evaluate_ways(TEXTS).total
    assert (total.found, total.extra, total.missed, total.right_starts) == (2, 1, 1, 1)
    assert (total.precision, total.recall, total.starts) == (2 / 3, 2 / 3, 0.5)


def test_an_optional_way_counts_neither_found_nor_missed_nor_extra() -> None:
    optional = (LabelledWay(Route.COLLEGE, 2, optional=True), LabelledWay(Route.OTHER, None, optional=True))
    total = evaluate_ways([TextWithWays("weaver", "College: two GCSEs.", optional, 1)]).total
    assert (total.found, total.extra, total.missed) == (0, 0, 0)


def test_every_miss_is_listed_with_its_place() -> None:
    misses = [(miss.line, miss.what, miss.route) for miss in evaluate_ways(TEXTS).misses]
    assert misses == [(1, "start of", "college"), (1, "missed", "university"), (1, "extra", "volunteering")]


def test_the_lines_for_people_hold_figures_and_misses() -> None:
    lines = list(way_evaluation_lines(evaluate_ways(TEXTS)))
    assert lines[0] == "1 texts"
    assert any(line.split() == ["all", "0.667", "0.667", "0.500", "2", "1", "1"] for line in lines)
    assert "line 1, weaver: missed university: nowhere" in lines


def test_a_text_stands_in_its_line_or_in_a_library(tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"text": "x", "ways": []}\n{"from": "ncs:weaver", "ways": []}\n', encoding="utf-8")
    assert [each.text for each in read_labelled(path, {"weaver": TEXT})] == ["x", TEXT]
    with pytest.raises(
        ContentError, match=r"labelled\.jsonl:2: there is no text here, and no profile 'weaver'"
    ):
        read_labelled(path)


@pytest.mark.parametrize(
    "line", ['{"text": 1}', "{", '{"text": "x", "ways": [{"route": "bus", "start": 1}]}', "[]"]
)
def test_a_line_that_is_no_labelled_text_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"text": "x", "ways": []}\n' + line, encoding="utf-8")
    with pytest.raises(ContentError, match=r"labelled\.jsonl:2: this is not a labelled text"):
        read_labelled(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.jsonl cannot be read"):
        read_labelled(tmp_path / "nothing.jsonl")
