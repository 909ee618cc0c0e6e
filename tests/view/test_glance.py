"""The summary card of a profile."""

from __future__ import annotations

from indexer.profile import Profile, Section, SectionKind
from indexer.ways import ways_in
from service.view.job.facts import FactLine
from service.view.profile.glance import Glance, glance
from service.view.ways import cards

WHAT = "Coopers make barrels."
REQUIREMENTS = "College: You need three GCSEs at grades 9 to 4.\nUniversity: You need two A levels."


def card(*facts: FactLine, summary: str = "", told: bool = False, text: str = REQUIREMENTS) -> Glance:
    sections = (
        Section(SectionKind.DESCRIPTION, "The job", WHAT),
        Section(SectionKind.REQUIREMENTS, "How to begin", text),
    )
    profile = Profile("cooper", "Cooper", sections, summary=summary)
    return glance(profile, cards(profile, ways_in(profile)), facts, told=told)


def test_the_card_says_what_the_job_is_unless_the_page_says_it_beside() -> None:
    assert card().what == WHAT
    assert card(told=True).what == card(summary="Barrels.").what == ""


def test_the_card_gives_the_least_that_is_enough_for_any_way_in() -> None:
    assert card().least == "GCSEs at grades 9 to 4, or another level 2"
    assert card(text="A steady hand.").least == ""


def test_the_card_gives_the_facts_that_are_known() -> None:
    pay = FactLine("Pay", "£26,000 a year")
    assert card(pay).facts == (pay,)
    assert card().facts == ()
