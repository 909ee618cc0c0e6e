"""Front matter against the text, dates against the calendar."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from indexer.check import Finding
from indexer.profile import DeclaredWay, Profile, Section, SectionKind
from tests.check.pages import TODAY, check


def profile(text: str, *declared: str, kind: SectionKind = SectionKind.REQUIREMENTS) -> Profile:
    section = Section(kind, "Entry requirements", text)
    return Profile(
        "bell-founder", "Bell founder", (section,), qualifications=declared, source="bell-founder.md"
    )


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_heading_above_nothing_is_reported(text: str) -> None:
    (finding,) = check(profile(text))
    assert (finding.path, finding.rule) == ("bell-founder.md", "empty-section")
    assert finding.message == (
        'the section "Entry requirements" has no text; add some, or remove the heading'
    )


def test_a_declared_hnd_that_the_text_never_names_is_reported() -> None:
    (finding,) = check(profile("Steady hands.", "hnd"))
    assert (finding.path, finding.line, finding.rule) == (
        "bell-founder.md",
        None,
        "qualification-not-in-text",
    )
    assert finding.message == (
        "`qualifications` lists hnd, but the text never mentions a Higher National Diploma "
        "(HND) as a way in; say in the text what it is for, or remove it from the list"
    )


def test_a_declared_degree_that_the_text_calls_needless_is_reported() -> None:
    assert [finding.rule for finding in check(profile("You do not need a degree.", "bachelors"))] == [
        "qualification-not-in-text"
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Once you're qualified, you could take an HND.", SectionKind.REQUIREMENTS),
        ("You could take an HND.", SectionKind.OPPORTUNITIES),
    ],
)
def test_a_declared_hnd_that_only_comes_after_entry_is_reported(text: str, kind: SectionKind) -> None:
    (finding,) = check(profile(text, "hnd", kind=kind))
    assert "only as a step after entry" in finding.message


@pytest.mark.parametrize("text", ["You need an HND.", "You need an HND for a degree."])
def test_a_declared_hnd_that_the_text_asks_for_is_fine(text: str) -> None:
    assert check(profile(text, "hnd")) == ()


def test_what_nobody_declared_is_not_reported() -> None:
    assert check(profile("You need an HND.")) == ()


def test_a_qualification_declared_twice_is_reported_once() -> None:
    findings = check(profile("Steady hands.", "hnd", "hnd", "nvq"))
    assert all(isinstance(finding, Finding) for finding in findings)
    assert len(findings) == 2


def declaring(text: str, *ways: DeclaredWay) -> Profile:
    return msgspec.structs.replace(profile(text), ways=ways)


def test_a_declared_start_that_the_text_contradicts_is_reported() -> None:
    (finding,) = check(declaring("University: you need two A levels.", DeclaredWay("university", 2)))
    assert (finding.path, finding.rule) == ("bell-founder.md", "way-not-as-in-text")
    assert finding.message == (
        "`ways` says that university starts at level 2, but the text says level 3; change one of them"
    )


def test_a_declared_way_that_the_text_closes_is_reported() -> None:
    (finding,) = check(declaring("We no longer take apprentices.", DeclaredWay("apprenticeship", 2)))
    assert finding.message == (
        "`ways` lists apprenticeship, but the text says that there is no such way in; change one of them"
    )


@pytest.mark.parametrize(
    "way",
    [
        DeclaredWay("work", 1),
        DeclaredWay("college"),
        DeclaredWay("college", 1),
        DeclaredWay("college", 2),
        DeclaredWay("volunteering", 0),
    ],
)
def test_a_declared_way_that_adds_to_the_text_or_repeats_it_is_fine(way: DeclaredWay) -> None:
    text = "College: some GCSEs.\nWork: you could start as a helper."
    assert check(declaring(text, way)) == ()


@pytest.mark.parametrize(
    ("published", "updated", "said"),
    [
        ("2024-05-02", "2024-05-01", "`updated` (2024-05-01) is before `published` (2024-05-02)"),
        ("2024-05-02", "2030-01-01", "`updated` is 2030-01-01, which is in the future"),
    ],
)
def test_dates_that_cannot_be_right_are_reported(published: str, updated: str, said: str) -> None:
    days = {"published": dt.date.fromisoformat(published), "updated": dt.date.fromisoformat(updated)}
    (finding,) = check(msgspec.structs.replace(profile("Steady hands."), **days))
    assert finding.rule == "dates-out-of-order"
    assert said in finding.message


def test_a_profile_published_and_updated_today_is_fine() -> None:
    assert check(msgspec.structs.replace(profile("Hands."), published=TODAY, updated=TODAY)) == ()


def test_a_review_is_due_on_its_day() -> None:
    due = msgspec.structs.replace(profile("Hands."), review_by=TODAY)
    assert [finding.rule for finding in check(due)] == ["review-due"]
    later = msgspec.structs.replace(due, review_by=TODAY + dt.timedelta(days=1))
    assert check(later) == ()


@pytest.mark.parametrize(
    ("updated", "months", "due"),
    [
        (dt.date(2026, 4, 30), 12, False),
        (dt.date(2025, 3, 31), 11, True),
        (dt.date(2025, 6, 2), 11, False),
        (dt.date(2025, 5, 1), 12, True),
        (dt.date(2025, 5, 2), 12, False),
        (dt.date(9999, 12, 1), 1, False),
    ],
)
def test_a_review_is_due_some_months_after_the_last_change(updated: dt.date, months: int, due: bool) -> None:
    old = msgspec.structs.replace(profile("Hands."), updated=updated)
    assert ("review-due" in [finding.rule for finding in check(old, review_after_months=months)]) is due


def test_without_a_setting_no_review_is_due_for_its_age() -> None:
    assert check(msgspec.structs.replace(profile("Hands."), updated=dt.date(1999, 1, 1))) == ()
