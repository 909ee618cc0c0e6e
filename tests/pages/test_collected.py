"""The comparison and the shortlist, as pages that work without a script."""

import pytest

from tests.pages.conftest import Read
from tests.pages.nodes import Node, attribute, one, texts


def section(page: Node, name: str) -> Node:
    return one(page, f"section[aria-labelledby={name}]")


def test_jobs_stand_side_by_side_in_the_order_asked_for(read: Read) -> None:
    page = read("/compare?id=zoo-keeper&id=nurse")
    assert texts(page, "h1") == ["Zoo keeper, Nurse"]
    for name in ("what", "ways", "levels", "skills", "where", "pay"):
        assert texts(section(page, name), ".sides h3") == ["Zoo keeper", "Nurse"]
    assert "University" in texts(section(page, "ways"), "dt")
    assert "Level 3" in texts(section(page, "levels"), "dt")
    assert attribute(page, ".sides h3 a", "href") == "/jobs/profiles/zoo-keeper"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "Tick two to four jobs in a list of results, then press Compare."),
        ("?id=", "Tick two to four jobs in a list of results, then press Compare."),
        ("?id=nurse", "Tick another job in a list of results to compare it with Nurse."),
        ("?id=nurse&id=nurse", "Tick another job in a list of results to compare it with Nurse."),
        (
            "?id=nurse&id=baker&id=buyer&id=chef&id=carpenter",
            "You can compare up to four jobs. Choose which.",
        ),
    ],
)
def test_a_number_of_jobs_that_does_not_fit_gets_one_clear_sentence(
    read: Read, asked: str, said: str
) -> None:
    page = read(f"/compare{asked}")
    assert texts(page, ".lead") == [said]
    assert page.css(".sides") == []


def test_too_many_jobs_are_offered_to_choose_from(read: Read) -> None:
    page = read("/compare?id=nurse&id=baker&id=buyer&id=chef&id=carpenter")
    form = one(page, ".chooser")
    assert attribute(page, ".chooser", "action") == "/jobs/compare"
    ticked = [box.attributes["value"] for box in form.css("input") if "checked" in box.attributes]
    assert ticked == ["nurse", "baker", "buyer", "chef"]
    assert len(form.css("input")) == 5


@pytest.mark.parametrize("path", ["/compare", "/shortlist"])
def test_an_unknown_job_is_named_and_the_others_are_shown(read: Read, path: str) -> None:
    page = read(f"{path}?id=nurse&id=wizard&id=baker")
    assert texts(page, ".note") == ["We couldn't find “wizard”."]
    assert {"Nurse", "Baker"} <= {*texts(page, "h2"), *texts(page, "h3")}


def test_a_shortlist_shows_how_each_of_its_jobs_starts(read: Read) -> None:
    page = read("/shortlist?id=nurse&id=baker")
    assert texts(page, ".hit h2") == ["Nurse", "Baker"]
    assert texts(page, ".outline") == [
        "From A levels or level 3 · university, apprenticeship",
        "No qualifications needed · college",
    ]
    assert texts(page, ".printed") == ["https://careers.example.org/jobs/shortlist?id=nurse&id=baker"]
    assert texts(read("/shortlist"), ".lead") == [
        "Tick jobs in a list of results, then press Open shortlist."
    ]


def test_a_shortlist_that_is_too_long_says_so(read: Read) -> None:
    asked = "&".join(f"id=job-{number}" for number in range(40))
    assert "A shortlist has up to 30 jobs" in texts(read(f"/shortlist?{asked}"), ".note")[0]


def test_an_id_is_never_run(read: Read) -> None:
    page = read("/compare?id=%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.css("main script") == []
    assert "<script>" in one(page, ".note").text()


def test_every_result_has_a_tick_for_a_plain_form(read: Read) -> None:
    page = read("/?q=control")
    assert len(page.css(".hit")) == len(page.css(".tick input[name=id][form=collect]"))
    assert attribute(page, "#collect", "action") == "/jobs/shortlist"
    assert attribute(page, "#collect button", "formaction") == "/jobs/compare"
