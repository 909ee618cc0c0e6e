"""Evaluation of derived categories on labelled titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.categories.evaluation import (
    CategoryMiss,
    LabelledTitle,
    evaluate_categories,
    evaluation_lines,
    read_labelled,
)
from indexer.errors import ContentError

TITLES = (
    (1, LabelledTitle("School nurse", ("Health", "Education"))),
    (2, LabelledTitle("Nurse", ("Education",))),
    (3, LabelledTitle("Quxer", ("Science",))),
    (4, LabelledTitle("Quxer", ())),
    (5, LabelledTitle("Plumber", ())),
)


def test_right_wrong_and_missing_categories_are_counted() -> None:
    found = evaluate_categories(TITLES)
    assert (found.titles, found.right, found.wrong, found.none) == (5, 1, 2, 2)
    assert (found.precision, found.recall) == (1 / 3, 1 / 3)


def test_every_miss_is_named() -> None:
    found = evaluate_categories(TITLES)
    assert found.misses == (
        CategoryMiss(2, "Nurse", "Health", ("Education",)),
        CategoryMiss(3, "Quxer", "", ("Science",)),
        CategoryMiss(5, "Plumber", "Construction and trades", ()),
    )
    assert list(evaluation_lines(found))[-2:] == [
        "line 3, Quxer: none instead of Science",
        "line 5, Plumber: Construction and trades instead of none",
    ]


def test_a_file_is_read_with_the_numbers_of_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "titles.jsonl"
    path.write_text('\n{"title": "Nurse", "categories": ["Health"], "alternative_titles": ["Sister"]}\n')
    assert read_labelled(path) == ((2, LabelledTitle("Nurse", ("Health",), ("Sister",))),)
    path.write_text('{"title": "Nurse"}\n')
    with pytest.raises(ContentError, match="not a labelled title") as raised:
        read_labelled(path)
    assert raised.value.line == 1
