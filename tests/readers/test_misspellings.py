"""Which of a profile's other names are misspellings, and are searched without being shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from indexer.profile import Profile, Section, SectionKind
from indexer.readers.misspellings import MOST, hide_misspellings
from tests.corpora import NCS, needs
from tests.readers.reading import read, read_all, written


def names(title: str, *others: str, text: str = "", hidden: Sequence[str] = ()) -> Profile:
    sections = (Section(SectionKind.DUTIES, "Duties", text),)
    return hide_misspellings(Profile("x", title, sections, others, tuple(hidden)))


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("Electrician", "electritian"),
        ("Carpenter", "carpentor"),
        ("Hairdresser", "hairdreser"),
        ("Receptionist", "Recieptionist"),
        ("Accountant", "acountant"),
        ("Theatre nurse", "theater nuurse"),
        ("Chemical engineer", "chemical enginner"),
        ("Sheet metal worker", "sheet mettal worcker"),
    ],
)
def test_a_name_that_is_the_title_but_for_a_letter_and_no_word_is_hidden(title: str, wrong: str) -> None:
    assert names(title, "Another name", wrong).alternative_titles == ("Another name",)
    assert names(title, "Another name", wrong).hidden_titles == (wrong,)


@pytest.mark.parametrize(
    ("title", "right"),
    [
        ("Baker", "Barker"),
        ("Carer", "Career"),
        ("Sailor", "Tailor"),
        ("Painter", "Printer"),
        ("Programmer", "Programer"),
        ("Florist", "Florists"),
        ("Archaeologist", "Archeologist"),
        ("Careers adviser", "Careers advisor"),
        ("Organiser", "Organizer"),
        ("Dietitian", "Dietician"),
        ("Lineman", "Linesman"),
        ("Fireman", "Firewoman"),
        ("Shelf stacker", "Shelf stocker"),
        ("Property evaluator", "Property valuator"),
        ("HVAC engineer", "HVACR engineer"),
        ("Learning designer", "Elearning designer"),
        ("Copywriter", "Copy writer"),
        ("3D animator", "2D animator"),
        ("Violist", "Violinist"),
        ("Vet", "Vat"),
        ("Pavior", "Paviour"),
    ],
)
def test_a_name_that_could_be_right_stays(title: str, right: str) -> None:
    assert names(title, right).alternative_titles == (right,)
    assert names(right, title).alternative_titles == (title,)


def test_a_misspelling_of_another_name_is_hidden_too() -> None:
    found = names("Stonemason", "Banker mason", "Bankker mason", "Memorial mason")
    assert found.alternative_titles == ("Banker mason", "Memorial mason")
    assert found.hidden_titles == ("Bankker mason",)


def test_of_two_names_that_are_no_words_neither_is_hidden() -> None:
    assert names("Zookeeper", "Grobbler", "Grobler").hidden_titles == ()


def test_a_name_that_the_text_uses_is_shown() -> None:
    assert names("Miller", "Milller").hidden_titles == ("Milller",)
    assert names("Miller", "Milller", text="A milller of this valley has three l.").hidden_titles == ()


def test_a_name_that_the_editor_hides_is_hidden_once_and_shown_nowhere() -> None:
    found = names("Refuse collector", "Bin worker", "Dustman", "Bin worcker", hidden=["Dustman"])
    assert found.alternative_titles == ("Bin worker",)
    assert found.hidden_titles == ("Dustman", "Bin worcker")


def test_more_names_than_anybody_writes_take_no_longer() -> None:
    many = [f"qzx{chr(97 + at % 26)}wv{'k' * (at % 9)} {at}" for at in range(50 * MOST)]
    assert len(names("Glazier", *many).alternative_titles) == len(dict.fromkeys(many))


def test_every_kind_of_file_has_hidden_names(tmp_path: Path) -> None:
    front = (
        "---\ntitle: Glazier\nalternative_titles: [Glaizer, Window fitter]\nhidden_titles: [Glassman]\n---\n"
    )
    markdown = read(written(tmp_path, "glazier.md", front))
    record = {"id": "glazier", "title": "Glazier", "alternative_titles": ["Glaizer", "Window fitter"]}
    record["hidden_titles"] = ["Glassman", " "]
    line = read(written(tmp_path, "a.jsonl", msgspec.json.encode(record)))
    for found in (markdown, line):
        assert found.alternative_titles == ("Window fitter",)
        assert found.hidden_titles == ("Glassman", "Glaizer")


@needs(NCS)
def test_of_9408_real_names_twenty_are_hidden() -> None:
    found = [one for one in read_all(NCS) if isinstance(one, Profile)]
    assert sum(len(one.alternative_titles) + len(one.hidden_titles) for one in found) == 9408
    assert sum(len(one.hidden_titles) for one in found) == 20
