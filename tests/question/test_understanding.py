"""What a question is understood to ask, and what is left of it to search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.question import Aspect, JobNames, Kind, Question, understand
from indexer.ways import Route
from tests.question.libraries import job

NAMES = JobNames(
    [
        job("cooper", "Cooper", "barrel maker"),
        job("saddler", "Saddler", "harness maker"),
        job("piano-tuner", "Piano tuner"),
        job("organ-tuner", "Organ tuner"),
        job("wherry-skipper", "Wherry skipper"),
        job("skills-tutor", "Skills for crafts tutor"),
        job("duty-smith", "Duty blacksmith", "forge hand"),
    ]
)


def asked(text: str) -> Question:
    return understand(text, NAMES)


def left(text: str) -> list[str]:
    return [word.meant for word in asked(text).words]


@pytest.mark.parametrize(
    ("text", "slugs", "words"),
    [
        ("hnd ceramics", ("hnd",), ["ceramics"]),
        ("a degree in glass", ("bachelors",), ["glass"]),
        ("B.Sc. geology", ("bachelors",), ["geology"]),
        ("a levels", ("a-level",), []),
        ("degree aprenticeship printing", ("degree-apprenticeship",), ["printing"]),
        ("foundation degree textiles", ("foundation-degree",), ["textiles"]),
        ("pgce drama", ("postgraduate",), ["drama"]),
    ],
)
def test_a_qualification_is_wanted_and_its_subject_searched(
    text: str, slugs: tuple[str, ...], words: list[str]
) -> None:
    assert (asked(text).qualifications, left(text)) == (slugs, words)


@pytest.mark.parametrize(
    "when",
    ["from the 90s", "in the late 1970s", "back in the eighties", "since the noughties", "in the 60's"],
)
def test_the_decade_of_a_qualification_is_not_searched(when: str) -> None:
    assert (asked(f"hnd ceramics {when}").qualifications, left(f"hnd ceramics {when}")) == (
        ("hnd",),
        ["ceramics"],
    )


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("level 2 glazing", (2,)),
        ("lvl 3 glazing", (3,)),
        ("levels 2 and 3 glazing", (2, 3)),
        ("level 6 or above glazing", (6, 7, 8)),
        ("nvq4 glazing", (4,)),
        ("higher apprenticeship glazing", (4, 5)),
        ("level 9 glazing", ()),
    ],
)
def test_a_level_is_wanted_by_its_number_or_its_name(text: str, levels: tuple[int, ...]) -> None:
    assert asked(text).levels == levels


@pytest.mark.parametrize(
    ("text", "have"),
    [
        ("i have 6 gcses", 2),
        ("my niece has got two a levels", 3),
        ("hnc already", 4),
        ("im 18 with a level 2 in glass", 2),
        ("dropped out of uni, only have an hnd", 5),
        ("left school with no qualifications", 0),
        ("failed every exam", None),
        ("failed all my gcses", 0),
        ("grade 2s in my gcses", 1),
        ("jobs with a degree", None),
        ("careers that need 5 gcses", None),
    ],
)
def test_what_the_person_has_is_a_level(text: str, have: int | None) -> None:
    assert asked(text).have == have


def test_what_the_person_has_is_not_wanted_again() -> None:
    question = asked("i have an hnd in ceramics")
    assert (question.qualifications, question.levels) == ((), ())
    assert left("i have an hnd in ceramics") == ["ceramics"]


@pytest.mark.parametrize(
    ("text", "slugs", "routes", "words"),
    [
        ("crafts without a degree", ("bachelors",), (), ()),
        ("no uni", ("bachelors",), (Route.UNIVERSITY,), ()),
        ("a degree isnt needed", ("bachelors",), (), ()),
        ("neither hnd nor apprenticeship", ("hnd", "apprenticeship"), (), ()),
        ("not wood", (), (), ("wood",)),
        ("hates glue and dust", (), (), ("glue", "dust")),
        ("not in a forge or with horses", (), (), ("forge", "horses")),
        ("crafts -leather", (), (), ("leather",)),
        ("crafts but not weaving for me", (), (), ("weaving",)),
    ],
)
def test_what_is_not_wanted_is_told_apart(
    text: str, slugs: tuple[str, ...], routes: tuple[Route, ...], words: tuple[str, ...]
) -> None:
    question = asked(text)
    assert question.without_qualifications == slugs
    assert question.without_routes == routes
    assert question.exclude_words == words
    assert question.qualifications == ()


@pytest.mark.parametrize(
    "text",
    [
        "360 degree crane",
        "third degree burns",
        "masters rowing",
        "level crossing barrier",
        "not for profit",
        "university porter",
        "master plumber",
        "foundation stage",
        '"no degree"',
    ],
)
def test_what_only_looks_like_a_qualification_or_a_negation_is_searched(text: str) -> None:
    question = asked(text)
    assert question.understood == ()
    assert question.words


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("college course in baking", (Route.COLLEGE,)),
        ("train on the job", (Route.WORK,)),
        ("straight from school", (Route.DIRECT,)),
        ("start by volunteering", (Route.VOLUNTEERING,)),
        ("go to university to study glass", (Route.UNIVERSITY,)),
        ("college caretaker", ()),
    ],
)
def test_a_route_is_wanted_where_it_is_a_way_in_and_no_workplace(
    text: str, routes: tuple[Route, ...]
) -> None:
    assert asked(text).routes == routes


@pytest.mark.parametrize(
    ("text", "jobs"),
    [
        ("cooper or saddler", [("cooper",), ("saddler",)]),
        ("coopers/saddlers", [("cooper",), ("saddler",)]),
        ("sadler vs cooper", [("saddler",), ("cooper",)]),
        ("organ or piano tuner", [("organ-tuner",), ("piano-tuner",)]),
        ("wherry skipper", [("wherry-skipper",)]),
        ("tuner", [("piano-tuner", "organ-tuner")]),
        ("barrel making", []),
    ],
)
def test_jobs_are_named_in_their_order(text: str, jobs: list[tuple[str, ...]]) -> None:
    assert list(asked(text).jobs) == jobs


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("how do i become a cooper", Aspect.REQUIREMENTS),
        ("do you need a degree to be a cooper", Aspect.REQUIREMENTS),
        ("what does a cooper do", Aspect.DUTIES),
        ("what does a cooper earn", Aspect.PAY),
        ("cooper shift patterns", Aspect.HOURS),
        ("do coopers work weekends", Aspect.HOURS),
        ("where do coopers work", Aspect.ENVIRONMENT),
        ("how long does it take to be a cooper", Aspect.DURATION),
        ("qualities of a cooper", Aspect.SKILLS),
        ("cooper promotion prospects", Aspect.PROGRESSION),
        ("saddlery salary", Aspect.PAY),
        ("cooper", None),
        ("salary", None),
        ("skills for crafts tutor", None),
        ("duty blacksmith", None),
        ("cooper, not a salary", None),
    ],
)
def test_an_aspect_is_asked_of_a_job(text: str, aspect: Aspect | None) -> None:
    assert asked(text).aspect == aspect


def test_a_qualification_that_is_asked_about_is_neither_wanted_nor_unwanted() -> None:
    question = asked("do i need a levels to be a cooper")
    assert question.qualifications == question.without_qualifications == ()
    assert question.words == ()


@pytest.mark.parametrize(
    ("text", "environments", "words"),
    [
        ("barrels, remote jobs", ("home",), ["barrels"]),
        ("i could do it from home", ("home",), []),
        ("clever with her hands", (), ["clever", "hands"]),
        ("working out of doors, barrels", ("outdoors",), ["barrels"]),
        ("far from home", (), ["far", "home"]),
        ("the outside world", (), ["outside", "world"]),
        ("home visits", (), ["home", "visits"]),
    ],
)
def test_what_work_is_like_is_wanted_where_its_words_would_find_something_else(
    text: str, environments: tuple[str, ...], words: list[str]
) -> None:
    assert (asked(text).environments, left(text)) == (environments, words)


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("do saddlers work from home", Aspect.ENVIRONMENT),
        ("do saddlers do outside work", Aspect.ENVIRONMENT),
    ],
)
def test_what_the_work_of_a_job_is_like_is_asked_in_a_question_about_it(text: str, aspect: Aspect) -> None:
    question = asked(text)
    assert (question.environments, question.aspect) == ((), aspect)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("glass where i dont have to speak to customers", ("customers",)),
        ("she hates chatting with strangers", ("strangers",)),
        ("not good at dealing with other dealers", ("dealers",)),
        ("i never want to see blood", ("blood",)),
    ],
)
def test_whom_one_would_have_to_deal_with_is_not_wanted(text: str, unwanted: tuple[str, ...]) -> None:
    question = asked(text)
    assert question.exclude_words == unwanted
    assert not set(unwanted) & set(left(text))


@pytest.mark.parametrize(
    "text",
    [
        "glazing no experience",
        "glazing, i dont have any experience",
        "glazing, no previous experience needed",
    ],
)
def test_who_lacks_experience_does_not_mind_profiles_that_mention_it(text: str) -> None:
    assert (asked(text).exclude_words, left(text)) == ((), ["glazing"])


@pytest.mark.parametrize("text", ["hnd for a 17 year old", "hnd, 16 year olds"])
def test_an_age_is_not_searched(text: str) -> None:
    assert left(text) == []


def test_words_for_pay_are_not_searched_beside_what_narrows_the_list() -> None:
    assert left("best paid work without uni") == []
    assert left("highest paid, from home") == []


def test_a_job_that_is_not_wanted_names_none() -> None:
    question = asked("crafts but not a cooper")
    assert (question.jobs, question.exclude_words) == ((), ("cooper",))


def test_what_is_excluded_of_a_job_leaves_its_own_name_alone() -> None:
    assert asked("piano tuner but not organ tuner").exclude_words == ("organ",)


def test_a_word_is_left_as_it_is_spelt_right_at_the_span_it_was_typed() -> None:
    text = "hnd barel work"
    (word,) = asked(text).words
    assert (word.meant, text[slice(*word.span)]) == ("barrel", "barel")


def test_a_piece_knows_its_span_and_its_label() -> None:
    text = "Level 3 for a  Piano   Tuner"
    level, tuner = asked(text).understood
    assert (level.kind, level.label, level.text) == (Kind.LEVEL, "Level 3", "Level 3")
    assert (tuner.label, tuner.text, tuner.ids) == ("Piano tuner", "Piano   Tuner", ("piano-tuner",))
    assert text[slice(*tuner.span)] == tuner.text


def test_a_question_of_nothing_asks_nothing() -> None:
    for text in "", "   ", "?!", "-", '""':
        assert asked(text) == Question(text)


@given(
    st.lists(
        st.sampled_from(
            [
                *[
                    "no",
                    "not",
                    "have",
                    "a",
                    "level",
                    "3",
                    "degree",
                    "gcses",
                    "cooper",
                    "saddler",
                    "what",
                    "does",
                    ",",
                    "/",
                    "-x",
                    "uni",
                    "need",
                    "jobs",
                ]
            ]
        )
        | st.text(max_size=8),
        max_size=45,
    )
)
def test_whatever_is_asked_every_span_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    question = asked(text)
    for each in question.understood:
        assert text[slice(*each.span)] == each.text != ""
    for word in question.words:
        assert text[slice(*word.span)] != ""
        assert word.meant
    negated = {each.span for each in question.understood if each.negated}
    assert not negated & {word.span for word in question.words}
