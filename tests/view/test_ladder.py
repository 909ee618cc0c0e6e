import pytest

from indexer.qualification import Levels, Mention, Role, qualifications_in
from service.pages.templates import QUALIFICATIONS
from service.view.ladder import Place, Rung, everywhere, ladder, placed, with_profiles, without_step


def mention(slug: str, levels: Levels | None) -> Mention:
    return Mention(slug, slug.upper(), 0, len(slug), Role.ENTRY, levels)


def at_every_level() -> dict[int, set[str]]:
    steps = ladder(everywhere(QUALIFICATIONS.values()))
    return {step.level: {kind.slug for kind in step.qualifications} for step in steps}


def test_the_ladder_has_eight_steps_from_the_top_down() -> None:
    assert [step.level for step in ladder([])] == [8, 7, 6, 5, 4, 3, 2, 1]


def test_a_qualification_stands_on_every_step_of_its_range() -> None:
    steps = ladder([Place(QUALIFICATIONS["apprenticeship"], 4, 5)])
    assert [step.level for step in steps if step.qualifications] == [5, 4]


def test_a_mention_stands_where_its_text_puts_it() -> None:
    stated = [mention("nvq", Levels(3, 3, "stated")), mention("hnd", Levels(5, 5, "usual"))]
    assert [(place.qualification.slug, place.low) for place in placed(stated)] == [("nvq", 3), ("hnd", 5)]


@pytest.mark.parametrize(
    ("text", "without", "steps"),
    [
        ("You could do a degree apprenticeship.", ["degree-apprenticeship"], []),
        ("Apprenticeship: You could do a degree apprenticeship.", ["degree-apprenticeship"], []),
        ("You could do a level 6 degree apprenticeship.", [], [("degree-apprenticeship", 6, 6)]),
        ("You need a BTEC.", ["btec"], []),
        ("You need a BTEC National and an NVQ.", ["nvq"], [("btec", 3, 3)]),
        ("A higher apprenticeship, or a level 2 certificate in joinery.", [], [
            ("vocational-certificate", 2, 2), ("apprenticeship", 4, 5)
        ]),
        ("You need an NVQ, at best an NVQ at level 3.", [], [("nvq", 3, 3)]),
    ],
)  # fmt: skip
def test_only_what_is_named_at_a_level_stands_on_a_step(
    text: str, without: list[str], steps: list[tuple[str, int, int]]
) -> None:
    mentions = qualifications_in(text)
    assert [kind.slug for kind in without_step(mentions)] == without
    assert [(kind.slug, low, high) for kind, low, high in placed(mentions)] == steps


def test_the_ladder_of_all_has_each_kind_at_every_level_at_which_it_exists() -> None:
    levels = at_every_level()
    assert all(levels.values())
    assert levels[1] == {"gcse", "btec", "nvq", "vocational-certificate"}
    assert {"btec", "nvq", "vocational-certificate", "apprenticeship"} <= levels[2] & levels[3]
    assert "professional-registration" not in set().union(*levels.values())


def test_what_is_a_narrower_kind_is_not_named_by_the_broader_one_as_well() -> None:
    levels = at_every_level()
    assert "degree-apprenticeship" in levels[6] & levels[7]
    assert "apprenticeship" not in levels[6] | levels[7]


def test_a_bar_is_as_long_as_the_profiles_of_its_level_are_many() -> None:
    steps = with_profiles(ladder([]), {3: 40, 2: 10})
    assert {step.level: (step.profiles, step.share) for step in steps if step.profiles} == {
        3: (40, 100),
        2: (10, 25),
    }
    assert with_profiles([Rung(1, ())], {}) == [Rung(1, (), 0, 0)]
