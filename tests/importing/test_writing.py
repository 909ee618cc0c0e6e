"""Profiles written as Markdown, which reads as they were."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.importing.values import SourcePage
from indexer.importing.verifying import differences
from indexer.importing.writing import markdown_of
from indexer.profile import DeclaredWay, Profile, Section, SectionKind
from indexer.readers.conventions import shipped

KNOWN = shipped()
SIGNS = st.text("ab 1.)(*_`~#+-=|<>{}[]!&;:\\%^$\"'/?", min_size=1, max_size=24)
LINES = SIGNS.map(lambda text: " ".join(text.split())).filter(bool)


def profile(*sections: Section, **fields: object) -> Profile:
    return Profile("glazier", "Glazier", sections, **fields)  # type: ignore[arg-type]


def duties(text: str) -> Section:
    return Section(SectionKind.DUTIES, "Duties", text)


def unlike(each: Profile) -> list[str]:
    return differences(each, markdown_of(SourcePage("a place", each), KNOWN.headings), KNOWN)


@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from(["\n", "\n\n"]))
def test_any_signs_read_as_they_were(lines: list[str], between: str) -> None:
    assert unlike(profile(duties(between.join(lines)))) == []


@pytest.mark.parametrize(
    "line",
    [
        "* not an item",
        "1. not a number",
        "**Skills**",
        "# no heading",
        "{{< no shortcode >}}",
        "{% no tag %}",
        "<b>no tag</b>",
        "a & b &amp; c",
        "[no](link)",
        "[[no wiki link]]",
        "==unmarked==",
        "--- no rule",
        "!!! note",
        "> said",
        "import goods from 'Kenya'",
        "export const rates = {}",
        "C:\\new",
        "snake_case_name and 5 * 3",
        "[^1] no footnote",
        "    ",
        "+++",
        "$5 | $6",
        ":::tip",
        "{: .lead}",
        "~~not struck out~~",
        "<!-- no comment -->",
    ],
)
def test_what_looks_like_markup_stays_text(line: str) -> None:
    text = line.strip()
    assert unlike(profile(duties(f"Before.\n\n{text}\n\nAfter." if text else "Before.\n\nAfter."))) == []
    assert unlike(profile(duties(f"one\n{text}\nthree" if text else "one\nthree"))) == []
    kind = KNOWN.headings.kind(text) or SectionKind.OTHER
    assert unlike(profile(duties("Cut glass."), Section(kind, text or "Glass", "More."))) == []


def test_plain_text_needs_no_backslashes() -> None:
    text = "Cut glass to size (3-5 mm), and don't drop it: it's £20 a sheet!\n\nUse a cutter, e.g. oil-fed."
    assert text in markdown_of(SourcePage("a place", profile(duties(text))), KNOWN.headings)


def test_two_lists_in_a_row_stay_two() -> None:
    assert unlike(profile(duties("cut\nfit\n\nseal\nclean\n\nsweep\ntidy"))) == []


def test_every_field_is_written() -> None:
    day = dt.date(2025, 3, 1)
    full = profile(
        duties("Cut."),
        alternative_titles=("Window fitter", "yes", "2025-01-01"),
        hidden_titles=("glasier",),
        category="Building: glass",
        summary="& glass",
        published=day,
        updated=day,
        review_by=day,
        draft=True,
        qualifications=("nvq",),
        ways=(DeclaredWay("apprenticeship", 2), DeclaredWay("volunteering")),
        related=("roofer",),
    )
    assert unlike(full) == []


def test_a_kind_that_comes_from_the_heading_above_stays() -> None:
    """A heading that says nothing has the kind of the one above it, so it is written below that."""
    requirements = Section(SectionKind.REQUIREMENTS, "Entry requirements", "A licence.")
    skills = Section(SectionKind.SKILLS, "Skills", "Care.")
    city = Section(SectionKind.REQUIREMENTS, "In the city", "A permit.")
    other = Section(SectionKind.OTHER, "Pay", "Good.")
    assert unlike(profile(duties("Cut."), requirements, skills, city, other)) == []


def test_a_file_that_reads_differently_is_told() -> None:
    silent = profile(Section(SectionKind.OTHER, "", "No heading above this."))
    assert unlike(silent) == ["its headings"]
