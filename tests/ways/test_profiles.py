"""The ways into the job of a whole profile: its requirements alone, one way a route."""

from __future__ import annotations

from indexer.profile import Profile, Section, SectionKind
from indexer.ways import ways_in

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
