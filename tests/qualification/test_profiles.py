"""The qualifications of whole profiles, and what a profile counts for."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.profile import Profile, Section, SectionKind
from indexer.qualification import Levels, Role, counted, mentions_of
from tests.corpora import SEED, needs
from tests.readers.reading import read, written


def profile(*sections: tuple[SectionKind, str, str], declared: tuple[str, ...] = ()) -> Profile:
    return Profile(
        "bell-founder",
        "Bell founder",
        tuple(Section(kind, heading, text) for kind, heading, text in sections),
        qualifications=declared,
    )


def requirements(text: str, declared: tuple[str, ...] = ()) -> Profile:
    return profile((SectionKind.REQUIREMENTS, "Entry requirements", text), declared=declared)


def test_a_mention_knows_its_section() -> None:
    bell_founder = profile(
        (SectionKind.SUMMARY, "Summary", "Casts bells."),
        (SectionKind.REQUIREMENTS, "Entry requirements", "You need an NVQ."),
    )
    (found,) = mentions_of(bell_founder)
    assert (found.mention.slug, found.section, found.kind) == ("nvq", 1, SectionKind.REQUIREMENTS)


@pytest.mark.parametrize("heading", ["Perks", "WHAT WE OFFER", "Pay and benefits"])
def test_what_the_employer_gives_is_no_way_in(heading: str) -> None:
    bell_founder = profile((SectionKind.OTHER, heading, "We pay for a foundation degree after a year."))
    assert mentions_of(bell_founder) == ()


def test_what_opportunities_name_comes_after_entry() -> None:
    bell_founder = profile((SectionKind.OPPORTUNITIES, "Career path", "You could take a master's degree."))
    assert [found.mention.role for found in mentions_of(bell_founder)] == [Role.PROGRESSION]
    assert counted(bell_founder).any == frozenset()


def test_a_section_on_other_jobs_says_nothing_of_this_one() -> None:
    bell_founder = profile((SectionKind.OTHER, "Similar Occupations", "Machinist: high school diploma"))
    assert mentions_of(bell_founder) == ()


def test_a_declared_qualification_that_the_text_does_not_show_is_entry_without_a_place() -> None:
    (found,) = mentions_of(requirements("Steady hands.", declared=("hnd",)))
    assert (found.mention.slug, found.mention.text, found.section, found.kind) == ("hnd", "", None, None)
    assert (found.mention.role, found.mention.levels) == (Role.ENTRY, Levels(5, 5, "usual"))


def test_a_declared_qualification_that_the_text_shows_as_entry_is_said_once() -> None:
    (found,) = mentions_of(requirements("You need an HND.", declared=("hnd",)))
    assert found.section == 0


def test_a_declared_qualification_turns_a_step_after_entry_into_a_way_in() -> None:
    bell_founder = requirements("Once you're qualified you could take an HND.", declared=("hnd",))
    assert [found.mention.role for found in mentions_of(bell_founder)] == [Role.PROGRESSION, Role.ENTRY]
    assert counted(bell_founder).direct == {"hnd"}


def test_counts_are_of_ways_in_and_of_what_their_courses_ask_for() -> None:
    counts = counted(requirements("You need a degree. You'll need A levels for a degree."))
    assert counts.any == {"bachelors", "a-level"}
    assert counts.direct == {"bachelors"}
    assert counts.any_levels == {6, 3}
    assert counts.direct_levels == {6}


def test_a_degree_apprenticeship_counts_as_an_apprenticeship_too() -> None:
    counts = counted(requirements("You could take a degree apprenticeship."))
    assert counts.any == counts.direct == {"degree-apprenticeship", "apprenticeship"}
    assert counts.any_levels == {6, 7}


def test_a_qualification_whose_level_nobody_says_counts_for_no_level() -> None:
    assert counted(requirements("You need an NVQ and an apprenticeship.")).any_levels == frozenset()


def test_a_range_of_levels_counts_for_each() -> None:
    assert counted(requirements("You need an NVQ at level 2, 3 or 4.")).any_levels == {2, 3, 4}


@needs(SEED)
def test_the_page_the_project_grew_from_has_its_seven_facets() -> None:
    page = requirements(SEED.read_text(encoding="utf-8"))
    expected = {"bachelors", "masters", "hnd", "hnc", "btec", "nvq", "apprenticeship"}
    assert counted(page).any == counted(page).direct == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("caster.md", "---\ntitle: Caster\n---\n\n## Entry requirements\n\nYou need ~~a PhD~~ an NVQ.\n"),
        ("caster.md", "---\ntitle: C\n---\n\n## Entry requirements\n\nAn NVQ, <strike>an HNC</strike>.\n"),
        ("caster.html", "<h1>Caster</h1><h2>Entry requirements</h2><p>You need <s>GCSEs</s> an NVQ.</p>"),
        ("caster.html", "<h1>Caster</h1><h2>Training</h2><ul><li><del>A BTEC</del><li>An NVQ</ul>"),
    ],
)
def test_a_qualification_that_is_struck_out_counts_for_nothing(
    name: str, content: str, tmp_path: Path
) -> None:
    caster = read(written(tmp_path, name, content))
    assert {found.mention.slug for found in mentions_of(caster)} == {"nvq"}
