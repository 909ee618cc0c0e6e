from indexer.qualification import Levels, Mention, Role
from service.pages.site import QUALIFICATIONS
from service.view.ladder import Place, everywhere, ladder, placed, without_step


def mention(slug: str, levels: Levels | None) -> Mention:
    return Mention(slug, slug.upper(), 0, len(slug), Role.ENTRY, levels)


def test_the_stair_has_eight_steps_from_the_top_down_that_end_at_one_wall() -> None:
    steps = ladder([])
    assert [step.level for step in steps] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert {step.x + step.width for step in steps} == {96}
    assert sorted({step.width for step in steps}) == [step.width for step in steps]


def test_a_qualification_stands_on_every_step_of_its_range() -> None:
    steps = ladder([Place(QUALIFICATIONS["apprenticeship"], 4, 5)])
    assert [step.level for step in steps if step.qualifications] == [5, 4]


def test_a_mention_stands_where_its_text_puts_it() -> None:
    stated = [mention("nvq", Levels(3, 3, "stated")), mention("hnd", Levels(5, 5, "usual"))]
    assert [(place.qualification.slug, place.low) for place in placed(stated)] == [("nvq", 3), ("hnd", 5)]


def test_one_that_is_named_without_a_level_stands_beside_the_stair() -> None:
    named = [mention("btec", None), mention("nvq", None), mention("nvq", Levels(2, 2, "stated"))]
    assert [kind.slug for kind in without_step(named)] == ["btec"]
    assert placed([mention("btec", None)]) == []


def test_what_exists_at_many_levels_is_left_off_the_stair_of_all() -> None:
    standing = {place.qualification.slug for place in everywhere(QUALIFICATIONS.values())}
    assert "hnd" in standing
    assert not standing & {"btec", "professional-registration"}
