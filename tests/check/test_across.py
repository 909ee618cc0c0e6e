"""Profiles compared with one another, and links between them."""

from __future__ import annotations

import pytest

from indexer.check import findings
from tests.check.pages import Shelf

BOILERPLATE = "The guild of the county has shown young people the crafts since the days of old."
BODY = "## Duties\n\n- row\n"


def test_a_title_that_two_profiles_claim_names_the_other_file(shelf: Shelf) -> None:
    shelf.profile("boatman", BODY, "Ferry pilot")
    shelf.profile("ferry-pilot", BODY, "Ferry  Pilot")
    assert shelf.found("title-claimed-twice") == [("ferry-pilot.md", 2)]
    assert "boatman.md" in shelf.messages("title-claimed-twice")[0]


def test_a_title_in_the_first_heading_is_named_there(shelf: Shelf) -> None:
    shelf.put("boatman.md", "# Ferry pilot\n\n## Duties\n\nRow.\n")
    shelf.put("pilot.md", "\n# Ferry pilot\n\n## Duties\n\nRow.\n")
    assert shelf.found("title-claimed-twice") == [("pilot.md", 2)]


def test_a_draft_may_have_the_title_of_a_profile(shelf: Shelf) -> None:
    shelf.profile("boatman", BODY, "Ferry pilot")
    shelf.profile("pilot", BODY, "Ferry pilot", more="draft: true\n")
    assert shelf.found("title-claimed-twice") == []


def test_another_name_that_is_a_title_elsewhere_is_named_at_its_line(shelf: Shelf) -> None:
    shelf.profile("boatman", BODY, more="alternative_titles:\n  - Rower\n  - ferry pilot\n")
    shelf.profile("pilot", BODY, "Ferry pilot", more="alternative_titles:\n  - Helmsman\n")
    assert shelf.found("other-name-taken") == [("boatman.md", 5)]


def test_an_old_address_that_leads_elsewhere_is_a_finding(shelf: Shelf) -> None:
    shelf.profile("boatman", BODY, more="aliases:\n  - rower\n  - pilot\n  - /old/boat\n  - /jobs/sculler\n")
    shelf.profile("pilot", BODY, "Ferry pilot", more="aliases:\n  - https://old.example/old/boat/\n")
    shelf.profile("sailor", BODY, "Sailor", more="aliases: [sailor]\n")
    assert shelf.found("alias-taken") == [
        ("boatman.md", 5),
        ("boatman.md", 6),
        ("pilot.md", 4),
        ("sailor.md", 3),
    ]


@pytest.mark.parametrize(("profiles", "times"), [(2, 0), (3, 1), (6, 1)])
def test_a_paragraph_in_three_profiles_is_one_finding(shelf: Shelf, profiles: int, times: int) -> None:
    for number in range(profiles):
        shelf.profile(f"craft-{number}", f"## Duties\n\nCraft {number}.\n\n## More\n\n{BOILERPLATE}\n")
    assert shelf.found("shared-paragraph") == [("craft-0.md", 11)] * times
    assert all(f"in {profiles} profiles" in message for message in shelf.messages("shared-paragraph"))


def test_items_of_lists_may_be_alike(shelf: Shelf) -> None:
    for number in range(4):
        shelf.profile(f"craft-{number}", f"## Duties\n\n- craft {number}\n- {BOILERPLATE}\n")
    assert shelf.found("shared-paragraph") == []


def test_categories_that_differ_in_capitals_and_spaces_name_both_files(shelf: Shelf) -> None:
    for name, category in {
        "a": "Health care",
        "b": "Health care",
        "c": "health care",
        "d": "Healthcare",
    }.items():
        shelf.profile(name, BODY, more=f"category: {category}\n")
    shelf.profile("e", BODY, more="category: Fishing\n")
    assert shelf.found("category-spelling") == [("c.md", 3), ("d.md", 3)]
    assert all("“Health care” in" in each and "a.md" in each for each in shelf.messages("category-spelling"))


@pytest.mark.parametrize(
    "target",
    [
        *("pilot.md", "./pilot.md#duties", "deep/diver.md", "/profiles/pilot", "pilot", "#duties", "#top"),
        *("/careers/profiles/pilot#duties", "https://example.org/no.md", "mailto:a@example.org", "/about"),
        *("pilot.html", "deep/diver.htm#duties", "pilot/", "../deep/diver/", "//[", "?q=x"),
    ],
)
def test_a_link_that_leads_somewhere_is_fine(shelf: Shelf, target: str) -> None:
    shelf.profile("boatman", f"## Duties\n\nSee [this]({target}).\n")
    shelf.profile("pilot", BODY)
    shelf.profile("deep/diver", BODY)
    assert shelf.found("dead-link") == shelf.found("dead-anchor") == []


@pytest.mark.parametrize(
    "target", ["pilto.md", "../pilot.md", "/profiles/pilto", "/careers/profiles/x", "pilto", "form.pdf"]
)
def test_a_link_to_no_profile_is_named_at_its_line(shelf: Shelf, target: str) -> None:
    shelf.profile("boatman", f"## Duties\n\nRow.\n\nSee [this]({target}) or [that][x].\n\n[x]: pilot.md\n")
    shelf.profile("pilot", BODY)
    assert shelf.found("dead-link") == [("boatman.md", 9)]


@pytest.mark.parametrize("target", ["#dutys", "pilot.md#dutys"])
def test_a_link_to_no_section_is_named_with_the_one_that_is_like_it(shelf: Shelf, target: str) -> None:
    shelf.profile("boatman", f"## Duties\n\nSee [this]({target}).\n")
    shelf.profile("pilot", BODY)
    assert shelf.found("dead-anchor") == [("boatman.md", 7)]
    assert "did you mean duties?" in shelf.messages("dead-anchor")[0]


def test_a_related_id_that_no_profile_has_is_named(shelf: Shelf) -> None:
    shelf.profile("boatman", BODY, more="related:\n  - pilot\n  - nobody\n")
    shelf.profile("pilot", BODY)
    assert shelf.found("unknown-related") == [("boatman.md", 5)]


def test_a_synonym_of_no_word_in_the_library_is_named_at_its_line(shelf: Shelf) -> None:
    shelf.profile("boatman", "## Duties\n\n- row ferries\n")
    shelf.put("synonyms.toml", '[one_way]\n"ship" = ["ferry"]\n"car" = ["motor vehicle", "boatmen"]\n')
    assert shelf.found("synonym-leads-nowhere") == [("synonyms.toml", 3)]
    assert "“motor vehicle”" in shelf.messages("synonym-leads-nowhere")[0]


def test_a_single_file_is_not_blamed_for_what_stands_beside_it(shelf: Shelf) -> None:
    file = shelf.profile("boatman", "## Duties\n\n[Steer](pilot.md).\n", more="related:\n  - pilot\n")
    shelf.profile("pilot", BODY)
    shelf.put("synonyms.toml", '[one_way]\n"captain" = ["pilot"]\n"car" = ["motor vehicle"]\n')
    assert findings([file]) == []
    assert {each.rule for each in findings([shelf.folder])} == {"synonym-leads-nowhere"}
