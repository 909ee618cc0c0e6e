"""A library's own categories.toml beside the table that ships."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indexer.categories import derived_category, extended, shipped
from indexer.categories.table import SHIPPED
from indexer.categories.titles import title_words
from indexer.errors import ContentError
from indexer.library.corpus import Corpus
from indexer.profile import Profile


def written(folder: Path, content: str) -> Path:
    path = folder / "categories.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_own_words_count_before_those_that_ship(tmp_path: Path) -> None:
    own = extended(written(tmp_path, '[categories.Caring]\njobs = ["nurse"]\nfields = ["bedside"]\n'))
    assert derived_category("Dental nurse", (), own) == "Caring"
    assert derived_category("Bedside helper", (), own) == "Caring"
    assert derived_category("Carpenter", (), own) == derived_category("Carpenter") != ""


def test_names_call_a_category_otherwise_or_do_away_with_it(tmp_path: Path) -> None:
    own = extended(written(tmp_path, '[names]\nHealth = "Caring"\nEducation = ""\n'))
    assert derived_category("Nurse", (), own) == "Caring"
    assert derived_category("Teacher", (), own) == ""


def test_a_library_may_do_without_the_table_that_ships(tmp_path: Path) -> None:
    own = extended(written(tmp_path, 'shipped = false\n[categories.Boats]\njobs = ["skipper"]\n'))
    assert derived_category("Ferry skipper", (), own) == "Boats"
    assert derived_category("Nurse", (), own) == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("derive = ", "categories.toml"),
        ('derive = "always"', "derive"),
        ("[category.Health]", "category"),
        ('[categories.Health]\njob = ["nurse"]', "job"),
        ('[categories.Health]\njobs = "nurse"', "jobs"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(ContentError) as raised:
        extended(written(tmp_path, content))
    assert said in str(raised.value)
    assert "categories.toml" in str(raised.value.path)


def read(folder: Path) -> Profile:
    corpus = Corpus([folder])
    (found,) = corpus.read(corpus.fingerprints())
    assert isinstance(found, Profile)
    return found


def test_a_library_is_read_with_its_own_table_and_again_when_that_changes(tmp_path: Path) -> None:
    (tmp_path / "nurse.md").write_text("# Nurse\n\n## Duties\n\nNurse people.\n", encoding="utf-8")
    first = read(tmp_path)
    written(tmp_path, '[names]\nHealth = "Caring"\n')
    second = read(tmp_path)
    written(tmp_path, "derive = false\n")
    third = read(tmp_path)
    assert [one.derived_category for one in (first, second, third)] == ["Health", "Caring", ""]
    assert len({one.fingerprint for one in (first, second, third)}) == 3


def test_the_table_that_ships_says_each_thing_once() -> None:
    table = shipped()
    for row, terms in (("jobs", table.jobs), ("fields", table.fields), ("otherwise", table.otherwise)):
        assert terms, row
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.startswith("[categories")]) == len({*table.jobs.values()})


def test_words_are_compared_without_case_accents_and_plurals() -> None:
    assert title_words("Crèche workers").words == title_words("creche Worker").words
    assert title_words("Bodies").words == title_words("body").words


def test_the_example_of_the_guide_does_what_it_says(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/content.md").read_text(encoding="utf-8")
    (example,) = [block for block in re.findall(r"```ini\n(.*?)```", guide, re.DOTALL) if "derive" in block]
    own = extended(written(tmp_path, example))
    said = [
        derived_category(title, (), own) for title in ("Nurse", "Brand manager", "Lock keeper", "Canal guide")
    ]
    assert said == ["Health and care", "", "Boats", "Boats"]
