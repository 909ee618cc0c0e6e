import msgspec

from indexer.facts import Facts, Pay
from indexer.profile import Profile, Section, SectionKind
from indexer.qualification import Levels
from indexer.ways import Route, WayIn
from service.view.collected.comparison import Comparison, JobFacts, comparison


def job(title: str, skills: str, environment: str = "") -> JobFacts:
    sections = (
        Section(SectionKind.SKILLS, "Skills", skills),
        Section(SectionKind.OTHER, "Working environment", environment),
    )
    return JobFacts(Profile(title.lower(), title, sections, summary=f"{title}s work."), (), ())


def compared(*jobs: JobFacts) -> Comparison:
    return comparison(jobs)


def test_skills_that_all_jobs_name_are_said_once() -> None:
    found = compared(
        job("Glazier", "steady hands\na head for heights"), job("Roofer", "a head for heights\nbalance")
    )
    assert found.shared_skills == ["a head for heights"]
    assert [side.skills for side in found.sides] == [["steady hands"], ["balance"]]


def test_a_skill_in_other_words_is_the_same_skill() -> None:
    found = compared(
        job("Glazier", "You need steady hands."), job("Roofer", "the ability to have steady hands")
    )
    assert found.shared_skills == ["You need steady hands."]
    assert [side.skills for side in found.sides] == [[], []]


def test_what_only_two_of_three_share_is_listed_at_each() -> None:
    found = compared(job("Glazier", "balance"), job("Roofer", "balance"), job("Baker", "early hours"))
    assert found.shared_skills == []
    assert [side.skills for side in found.sides] == [["balance"], ["balance"], ["early hours"]]


def test_lines_that_share_only_common_words_are_different_skills() -> None:
    found = compared(job("Glazier", "the ability to cut glass"), job("Roofer", "the ability to lay slates"))
    assert found.shared_skills == []


def test_pay_and_hours_are_side_by_side_where_a_job_gives_them() -> None:
    glazier, roofer = job("Glazier", "balance"), job("Roofer", "balance")
    paid = msgspec.structs.replace(glazier.profile, facts=Facts(Pay(24000, 36000), "40 a week"))
    found = compared(glazier._replace(profile=paid), roofer)
    assert [[fact.text for fact in side.facts] for side in found.sides] == [
        ["£24,000 to £36,000 a year", "40 a week"],
        [],
    ]


def test_prose_is_compared_by_its_sentences() -> None:
    found = compared(
        job("Glazier", "You need patience. You measure exactly."), job("Roofer", "You need patience.")
    )
    assert found.shared_skills == ["You need patience."]
    assert found.sides[0].skills == ["You measure exactly."]


def test_where_one_works_is_read_from_the_section_about_it() -> None:
    found = compared(job("Glazier", "", "on ladders\noutdoors"), job("Roofer", ""))
    assert [side.environment for side in found.sides] == [["on ladders", "outdoors"], []]


def test_ways_in_that_say_nothing_about_needs_are_named_together() -> None:
    starts = {Route.UNIVERSITY: Levels(3, 3, "stated"), Route.COLLEGE: None, Route.VOLUNTEERING: None}
    ways = [WayIn(route, start, (), (), False, None, (0, 0)) for route, start in starts.items()]
    side = compared(job("Glazier", "balance")._replace(ways=ways), job("Roofer", "balance")).sides[0]
    assert [card.label for card in side.ways] == ["University"]
    assert side.silent_ways == "College, Volunteering"
