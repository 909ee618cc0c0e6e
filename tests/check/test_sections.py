"""What a profile's sections hold, and what it lacks."""

from __future__ import annotations

import pytest

from indexer.check import findings
from tests.check.pages import Shelf

WORDS = "the tiler cuts each tile by hand and then " * 6


def test_an_empty_section_is_named_at_its_heading(shelf: Shelf) -> None:
    shelf.profile(
        "tiler", "A tiler loves entry requirements.\n\n## Duties\n\n- grout\n\n## Entry requirements\n"
    )
    assert shelf.found("empty-section") == [("tiler.md", 11)]


def test_a_profile_without_any_text_is_named_once(shelf: Shelf) -> None:
    shelf.profile("tiler", "")
    shelf.put("check.toml", "")
    assert [each.rule for each in findings([shelf.folder])] == ["empty-profile"]


def test_an_empty_draft_is_no_mistake(shelf: Shelf) -> None:
    shelf.profile("glazier", "## Duties\n\n- cut panes\n")
    shelf.profile("tiler", "", more="draft: true\n")
    assert shelf.found("empty-profile") == []


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
def test_a_colon_that_no_list_follows_is_named_in_every_kind_of_file(shelf: Shelf, suffix: str) -> None:
    texts = {
        ".md": "---\ntitle: Tiler\n---\n\n## Duties\n\nTiles matter. On **site** you will:\n",
        ".txt": "Tiler\n\n\n\nDuties\n\nTiles matter. On site you will:\n\nSkills\n\nCare is needed.\n",
        ".html": "<h1>Tiler</h1>\n\n\n\n<h2>Duties</h2>\n\n<p>Tiles matter. On <b>site</b> you will:</p>"
        "\n\n<h2>Skills</h2><p>Care.</p>",
    }
    shelf.put(f"tiler{suffix}", texts[suffix])
    assert shelf.found("open-lead-in") == [(f"tiler{suffix}", 7)]
    assert "“On site you will:”" in shelf.messages("open-lead-in")[0]


@pytest.mark.parametrize(
    "after", ["- grout", "1. grout", "Anything else.", "| a | b |\n|---|---|\n| 1 | 2: |"]
)
def test_a_colon_with_something_behind_it_is_fine(shelf: Shelf, after: str) -> None:
    shelf.profile("tiler", f"## Duties\n\nYou will:\n\n{after}\n")
    assert shelf.found("open-lead-in") == []


def test_all_kinds_that_a_profile_lacks_are_one_finding(shelf: Shelf) -> None:
    (shelf.folder / "check.toml").unlink()
    shelf.profile("tiler", "## Skills\n\nCare.\n")
    shelf.profile("glazier", "## Duties\n\nCut.\n\n## Entry requirements\n\nNone.\n")
    assert shelf.found("missing-kind") == [("tiler.md", None)]
    assert "no section on duties or requirements;" in shelf.messages("missing-kind")[0]


@pytest.mark.parametrize(
    "end", ["of a tiler…", "of a tiler...", "of a tiler […]", "of a tiler [...]", "tilers (…)"]
)
def test_a_summary_that_something_cut_off_is_named(shelf: Shelf, end: str) -> None:
    shelf.profile("tiler", "## Duties\n\nLay tiles.\n", more=f'summary: "Find out about the work {end}"\n')
    assert shelf.found("cut-summary") == [("tiler.md", 3)]


@pytest.mark.parametrize("summary", ["Tilers ... lay tiles.", "Tilers lay tiles."])
def test_a_whole_summary_is_fine(shelf: Shelf, summary: str) -> None:
    shelf.profile("tiler", "## Duties\n\nLay tiles.\n", more=f"summary: {summary}\n")
    assert shelf.found("cut-summary") == []


def test_a_sentence_is_too_long_from_its_46th_word_on(shelf: Shelf) -> None:
    sentence = " ".join(["tile"] * 44)
    shelf.profile("tiler", f"## Duties\n\nShort. A {sentence}.\n\nThen a {sentence}.\n")
    assert shelf.found("long-sentence") == [("tiler.md", 9)]
    assert "a sentence has 46 words" in shelf.messages("long-sentence")[0]


def test_a_colon_and_a_semicolon_are_places_to_pause(shelf: Shelf) -> None:
    half = " ".join(["tile"] * 30)
    shelf.profile("tiler", f"## Duties\n\nYou need: {half}; {half}, or so.\n")
    assert shelf.found("long-sentence") == []


def test_a_finding_in_a_record_has_the_line_of_the_record(shelf: Shelf) -> None:
    shelf.put(
        "all.jsonl", '\n{"id": "tiler", "title": "Tiler", "sections": [{"heading": "Duties", "text": ""}]}\n'
    )
    assert shelf.found("empty-section") == [("all.jsonl", 2)]
