"""Which jobs a text leads to and comes from, and which it only mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.paths import Direction, Names, paths_of, steps
from indexer.profile import Profile, Section, SectionKind
from tests.paths.libraries import found, job, read

NAMES = Names.of(
    [
        job("cooper", "Cooper", "barrel maker"),
        job("carpenter", "Carpenter", "woodworker"),
        job("cellar-master", "Cellar master"),
        job("distiller", "Distiller", "still operator"),
        job("sawyer", "Sawyer", "mill hand"),
        job("wheelwright", "Wheelwright"),
        job("joiner", "Ship joiner"),
        job("beekeeper", "Beekeeper"),
        job("driver", "Dray driver"),
    ]
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("In time you can become a cellar master.", {"cellar-master"}),
        (
            "With training, you could move on to be a distiller or a wheelwright.",
            {"distiller", "wheelwright"},
        ),
        ("Coopers have retrained as carpenters.", {"carpenter"}),
        ("Two of our coopers went on to work as mill hands.", {"sawyer"}),
        ("You might be promoted to cellar master.", {"cellar-master"}),
        ("Next steps:\n- distiller\n- cellar master", {"distiller", "cellar-master"}),
        ("Where it leads: wheelwright, ship joiner.", {"wheelwright", "joiner"}),
        ("You could become a house or ship joiner.", {"joiner"}),
    ],
)
def test_a_next_step_is_found(text: str, ids: set[str]) -> None:
    assert found(text, NAMES) == (ids, set())


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("You could start as a sawyer.", {"sawyer"}),
        ("You must be a qualified carpenter.", {"carpenter"}),
        ("Former dray drivers and beekeepers are welcome.", {"driver", "beekeeper"}),
        ("Most of us were wheelwrights before.", {"wheelwright"}),
        ("Sawyers make good coopers.", {"sawyer"}),
        ("Carpenters can become coopers in a year.", {"carpenter"}),
        (
            "Where do coopers come from?\nDray drivers, mill hands, beekeepers.",
            {"driver", "sawyer", "beekeeper"},
        ),
        ("After working as a ship joiner you may apply.", {"joiner"}),
    ],
)
def test_a_job_that_people_come_from_is_found(text: str, ids: set[str]) -> None:
    assert found(text, NAMES) == (set(), ids)


@pytest.mark.parametrize(
    "text",
    [
        "You work beside carpenters and report to the cellar master.",
        "You will need the patience of a beekeeper.",
        "You cannot become a distiller this way.",
        "It is no longer possible to become a cellar master.",
        "You could lead a team of sawyers.",
        "You could become a carpenter's mate.",
        "You could become a consultant for distillers or wheelwrights.",
        "Carpenters can become distillers.",
        "You could become an assistant distiller.",
        "With experience you could become a head distiller.",
        "Some go on to be a lead distiller.",
        "You could take an apprenticeship as a carpenter.",
        "You could move on to Sawyer and Sons.",
        "You could become a barrel maker.",
        "Carpenter, Sawyer and Wheelwright have made barrels since 1840.",
    ],
)
def test_a_job_that_is_only_mentioned_is_no_path(text: str) -> None:
    assert found(text, NAMES) == (set(), set())


def test_a_list_goes_on_in_sentences_without_a_verb() -> None:
    text = "We would rather hire a sawyer than a dreamer. A wheelwright. Beekeepers, anyone who can wait."
    assert found(text, NAMES) == (set(), {"sawyer", "wheelwright", "beekeeper"})


def test_the_subject_of_a_sentence_is_no_item_of_the_list_before_it() -> None:
    text = "The ladder: cellar master, distiller. A sawyer with good eyes will split the staves."
    assert found(text, NAMES) == ({"cellar-master", "distiller"}, set())


def test_without_a_cue_the_telling_words_of_a_sentence_decide() -> None:
    assert found("Beyond the hoops, later, lies a further rung: distiller.", NAMES)[0] == {"distiller"}
    assert found("Old hands had been in trade: one sawyer, two beekeepers.", NAMES)[1] == {
        "sawyer",
        "beekeeper",
    }
    assert found("You will meet a sawyer later in the week.", NAMES) == (set(), set())
    assert found("Later the cask goes to the distiller.", NAMES) == (set(), set())


def test_a_dash_with_spaces_ends_a_name() -> None:
    assert found("Next steps:\n- Distiller - NVQ 3", NAMES)[0] == {"distiller"}


def test_an_example_after_such_as_has_the_direction_of_its_sentence() -> None:
    text = "Late entrants, such as sawyers and beekeepers, may come in here."
    assert found(text, NAMES) == (set(), {"sawyer", "beekeeper"})


def test_a_drawn_path_has_the_own_job_in_the_middle() -> None:
    text = "Career path: mill hand > cooper > cellar master > distiller"
    assert found(text, NAMES) == ({"cellar-master", "distiller"}, {"sawyer"})


def test_the_last_word_of_the_own_title_is_the_own_job() -> None:
    names = Names.of([job("forester", "Forester", "ranger"), job("guide", "Mountain guide")])
    text = "Former rangers and mountain guides are welcome."
    assert found(text, names, "Beach ranger") == (set(), {"guide"})


def test_a_section_of_duties_has_no_paths() -> None:
    text = "You could become a distiller."
    assert read(text, NAMES, kind=SectionKind.OPPORTUNITIES)
    assert not read(text, NAMES, kind=SectionKind.DUTIES)


def test_requirements_say_only_where_people_come_from() -> None:
    text = "You could start as a sawyer. You could later become a carpenter."
    found = read(text, NAMES, kind=SectionKind.REQUIREMENTS)
    assert [(step.direction, step.profile_id) for step in found] == [(Direction.COMES_FROM, "sawyer")]


def test_a_heading_speaks_for_the_list_below_it() -> None:
    section = Section(SectionKind.OTHER, "Where this job can lead", "Distiller\nCellar master")
    assert paths_of(Profile("cooper", "Cooper", (section,)), NAMES).leads_to == ("distiller", "cellar-master")


def test_an_item_of_a_list_has_cues_of_its_own_after_the_introduction() -> None:
    text = "Coopers came here in one of two ways:\n\n- promoted from sawyer\n- after working as a carpenter"
    assert found(text, NAMES) == (set(), {"sawyer", "carpenter"})


def test_a_step_says_where_its_words_are() -> None:
    texts = ("We’re coopers. 🛢", "As one of ours you might become a still operator, or a distiller.")
    profile = Profile("cooper", "Cooper", tuple(Section(SectionKind.OTHER, "", text) for text in texts))
    (step,) = steps(profile, NAMES)
    assert (step.profile_id, step.text, step.section) == ("distiller", "still operator", 1)
    assert texts[1][slice(*step.span)] == step.text


@given(st.text(alphabet=st.sampled_from("aİ ’\n.,:;-🛢SawyersbecomeaDistiller"), max_size=60))
def test_spans_are_those_of_the_text_whatever_stands_in_it(noise: str) -> None:
    text = f"{noise}\nYou could become a distiller.\n{noise}"
    for step in read(text, NAMES):
        assert text[slice(*step.span)] == step.text


def test_the_last_word_of_the_own_title_means_the_own_job_even_where_another_job_is_called_so() -> None:
    text = "Some sawyers go on to a course in timber and become carpenters."
    assert found(text, NAMES, "Water mill sawyer") == ({"carpenter"}, set())
