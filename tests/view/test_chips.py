import pytest

from indexer.question.values import Kind
from indexer.results import Reading, UnderstoodPart
from service.view.overview.chips import Chip, chips, limits


def part(
    kind: Kind, value: str, label: str, span: tuple[int, int] = (0, 5), *, negated: bool = False
) -> UnderstoodPart:
    return UnderstoodPart(kind, value, label, "x" * (span[1] - span[0]), span, negated, without_it="the rest")


def labels(*parts: UnderstoodPart) -> list[str]:
    return [chip.label for chip in chips(parts)]


def test_a_chip_is_named_by_what_was_understood_and_leads_to_the_rest() -> None:
    assert chips([part(Kind.QUALIFICATION, "hnd", "HND")]) == [Chip("HND", "the rest")]


def test_what_work_is_like_is_a_chip() -> None:
    assert labels(part(Kind.ENVIRONMENT, "home", "From home")) == ["From home"]


def test_chips_stand_in_the_order_of_the_question() -> None:
    route, have = part(Kind.ROUTE, "college", "College", (12, 20)), part(Kind.HAVE, "2", "You have GCSEs")
    assert labels(route, have) == ["You have GCSEs", "College"]


def test_what_one_span_says_is_one_chip() -> None:
    assert labels(*(part(Kind.LEVEL, str(level), f"Level {level}") for level in (3, 4, 5))) == [
        "Levels 3 to 5"
    ]
    assert labels(*(part(Kind.LEVEL, str(level), f"Level {level}") for level in (2, 5))) == [
        "Level 2 or Level 5"
    ]
    assert labels(part(Kind.QUALIFICATION, "hnc", "HNC"), part(Kind.QUALIFICATION, "hnd", "HND")) == [
        "HNC or HND"
    ]


@pytest.mark.parametrize(("levels", "label"), [((3,), "BTEC at level 3"), ((4, 5), "BTEC at levels 4 to 5")])
def test_a_qualification_is_wanted_at_the_levels_of_its_span(levels: tuple[int, ...], label: str) -> None:
    span_levels = [part(Kind.LEVEL, str(level), f"Level {level}") for level in levels]
    assert labels(part(Kind.QUALIFICATION, "btec", "BTEC"), *span_levels) == [label]


@pytest.mark.parametrize(
    ("parts", "label"),
    [
        ([(Kind.QUALIFICATION, "masters", "Master's")], "Without a master's degree"),
        ([(Kind.QUALIFICATION, "gcse", "GCSE")], "Without GCSEs"),
        (
            [(Kind.QUALIFICATION, "bachelors", "Bachelor's"), (Kind.ROUTE, "university", "University")],
            "Without university",
        ),
        ([(Kind.WORD, "selling", "selling")], "Not selling"),
    ],
)
def test_what_is_not_wanted_is_said_so(parts: list[tuple[Kind, str, str]], label: str) -> None:
    assert labels(*(part(*each, negated=True) for each in parts)) == [label]


def test_what_leaves_no_profile_out_has_no_chip() -> None:
    assert labels(part(Kind.JOB, "chef", "Chef"), part(Kind.ASPECT, "duties", "What you would do")) == []


def test_it_is_said_what_was_left_out_and_what_no_profile_gives() -> None:
    reading = Reading("x", excluded=("selling", "night"), unsupported=("pay", "places"))
    assert [*limits(reading)] == [
        "We left out profiles that mention “selling” or “night” where they describe the job.",
        "These profiles don't say what the job pays.",
        "These profiles don't say where the jobs are.",
    ]
    assert [*limits(Reading("x"))] == []
