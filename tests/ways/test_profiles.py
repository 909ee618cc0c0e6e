"""The ways into the job of a whole profile: its requirements alone, one way a route."""

from __future__ import annotations

import pytest

from indexer.profile import DeclaredWay, Profile, Section, SectionKind
from indexer.qualification import Levels
from indexer.ways import closed_routes, ways_in

REQUIREMENTS = SectionKind.REQUIREMENTS


def profile(*sections: Section) -> Profile:
    return Profile("weaver", "Weaver", sections)


def test_the_requirements_say_how_one_begins_and_no_other_section_does() -> None:
    found = ways_in(
        profile(
            Section(SectionKind.DUTIES, "Duties", "helping apprentices and volunteers"),
            Section(REQUIREMENTS, "Job requirements", "College: two GCSEs at grade 4."),
            Section(SectionKind.OPPORTUNITIES, "Opportunities", "You could apply directly to a museum."),
        )
    )
    assert [(way.route.value, way.section) for way in found] == [("college", 1)]


def test_of_two_ways_on_one_route_the_one_that_states_its_start_stays() -> None:
    found = ways_in(
        profile(
            Section(REQUIREMENTS, "How to begin", "Colleges teach weaving."),
            Section(REQUIREMENTS, "College", "Bring two GCSEs at grade 4."),
        )
    )
    assert [(way.route.value, way.section, way.start and way.start.low) for way in found] == [
        ("college", 1, 2)
    ]


def test_sections_about_other_jobs_say_nothing_of_this_one() -> None:
    assert ways_in(profile(Section(REQUIREMENTS, "Similar jobs", "College: two GCSEs."))) == ()


def test_a_profile_without_requirements_has_no_way_in() -> None:
    assert ways_in(profile()) == ()


def declaring(text: str, *ways: DeclaredWay) -> Profile:
    sections = (Section(REQUIREMENTS, "Job requirements", text),) if text else ()
    return Profile("weaver", "Weaver", sections, ways=ways)


def test_an_editor_adds_a_way_that_no_sentence_states() -> None:
    (college, work) = ways_in(declaring("College: two GCSEs at grade 4.", DeclaredWay("work", 0)))
    assert (college.route.value, college.section) == ("college", 0)
    assert (work.route.value, work.start, work.section) == ("work", Levels(0, 0, "declared"), None)
    assert work.span == (0, 0)


def test_the_start_that_an_editor_declares_holds_beside_the_sentences_of_the_text() -> None:
    text = "College: two GCSEs at grade 4."
    (way,) = ways_in(declaring(text, DeclaredWay("college", 1)))
    assert way.start == Levels(1, 1, "declared")
    assert text[slice(*way.span)] == "two GCSEs at grade 4."


def test_a_declared_route_without_a_start_keeps_the_start_of_the_text() -> None:
    (way,) = ways_in(declaring("College: two GCSEs at grade 4.", DeclaredWay("college")))
    assert way.start == Levels(2, 2, "stated")


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("We no longer take apprentices. Weavers start as helpers.", {"apprenticeship"}),
        (
            "Apprenticeship: There is no apprenticeship at the moment.\nCollege: two GCSEs.",
            {"apprenticeship"},
        ),
        ("Apprenticeship: you need two GCSEs.", set()),
        ("No employer offers an apprenticeship in this town; the next town has an apprenticeship.", set()),
    ],
)
def test_a_route_is_closed_where_the_text_names_it_only_to_deny_it(text: str, closed: set[str]) -> None:
    assert {route.value for route in closed_routes(declaring(text))} == closed
