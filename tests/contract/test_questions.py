"""What every engine promises of questions: understood once a search, filtered, put in order, answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from indexer.engine import Engine, Searcher
from indexer.engines import open_engine
from indexer.profile import Profile
from indexer.query import Query
from indexer.question import Aspect, Kind
from indexer.results import Results
from indexer.ways import Route
from tests.contract.conftest import KINDS, address_of
from tests.contract.library import profile

COAST = (
    profile(
        "Cooper",
        also=("Barrel maker",),
        summary="Make barrels of oak.",
        duties="bend staves over steam\ncut the heads\nhoop the cask",
        skills="a good eye for oak",
        requirements="University: three A levels, for a degree in wood science.\n"
        "Apprenticeship: two GCSEs at grade 4. It takes 3 years.",
        opportunities="With experience you could become a cellar master.",
    ),
    profile(
        "Saddler",
        duties="cut and stitch leather for riders",
        requirements="College: an HND in saddlery, after A levels.\nYou must be over 18 years old.",
        other="You work evenings and weekends in the season.",
    ),
    profile(
        "Glazier",
        duties="cut glass and fit it",
        requirements="Direct entry: no qualifications are needed.",
        description="Glaziers are paid a salary of £27,000 a year.",
    ),
    profile(
        "Harbour scientist",
        duties="test the water, and hoop no barrels",
        requirements="Direct entry: you need a degree.",
    ),
    profile(
        "Rope walker",
        duties="walk the rope, some of it of glass fibre",
        requirements="Apprenticeship: three A levels.\nUniversity: three A levels, for a degree.",
    ),
    profile("Sail mender", duties="mend sails beside a cooper and a saddler", requirements="An HND helps."),
    profile("Net hand", duties="mend nets", opportunities="Some move on to cut glass."),
)
"""Seven who work by the sea; a degree is in the way of one, and one says nothing of how to begin."""


@pytest.fixture(scope="module", params=KINDS)
def coast(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher of every kind of engine over the coast."""
    engine = open_engine(address_of(request, tmp_path_factory.mktemp("coast") / "index"))
    engine.update(COAST, ())
    yield engine.searcher()
    engine.close()


def ask(searcher: Searcher, text: str = "", **options: Any) -> Results:
    """The whole list for a question."""
    return searcher.search(msgspec.convert({"text": text, "page_size": 50, **options}, Query))


def found(searcher: Searcher, text: str = "", **options: Any) -> list[str]:
    """The titles of a list, in their order."""
    return [hit.title for hit in ask(searcher, text, **options).hits]


def shown(results: Results) -> object:
    """An answer without what differs between two ways to ask the same."""
    return msgspec.structs.replace(results, took_ms=0, query=None)


# Filters


@pytest.mark.parametrize(
    ("typed", "words", "filters"),
    [
        ("hnd", "", {"qualification": ["hnd"]}),
        ("jobs with a degree", "", {"qualification": ["bachelors"]}),
        ("level 3 and above", "", {"level": [3, 4, 5, 6, 7, 8]}),
        ("cut jobs that need an hnd", "cut", {"qualification": ["hnd"]}),
        ("i have a levels and want to cut", "cut", {"have": 3}),
        ("jobs without gcses", "", {"have": 0}),
        ("level 6 degree", "", {"qualification": ["bachelors"], "level": [6]}),
    ],
)
def test_what_is_typed_filters_as_the_filters_do(
    coast: Searcher, typed: str, words: str, filters: dict[str, Any]
) -> None:
    by_question, by_filter = ask(coast, typed), ask(coast, words, **filters)
    assert by_question.total == by_filter.total > 0
    unscored = [
        {msgspec.json.encode(msgspec.structs.replace(hit, score=0)) for hit in results.hits}
        for results in (by_question, by_filter)
    ]
    assert unscored[0] == unscored[1]
    if not words:
        assert [hit.id for hit in by_question.hits] == [hit.id for hit in by_filter.hits]
    assert not any(one.selected for facet in by_question.facets for one in facet.values)


def test_what_is_typed_and_what_is_ticked_must_both_be_so(coast: Searcher) -> None:
    answer = ask(coast, "degree", qualification=["hnd"])
    both = set(found(coast, qualification=["hnd"])) & set(found(coast, "degree"))
    assert {hit.title for hit in answer.hits} == both
    assert ask(coast, "degree").total > answer.total


def test_what_is_typed_and_what_is_ticked_are_met_by_one_way_in(coast: Searcher) -> None:
    assert {"Cooper", "Saddler"} <= set(found(coast, "i have a levels"))
    by_apprenticeship = found(coast, "i have gcses at grade 4", route=["apprenticeship"])
    assert by_apprenticeship == found(coast, have=2, route=["apprenticeship"]) == ["Cooper"]


@pytest.mark.parametrize("typed", ["hnd", "degree", "i have a levels", "no degree", "degree cut", "no glass"])
@pytest.mark.parametrize("facet", ["route", "have", "qualification", "level"])
def test_a_count_is_the_total_that_its_value_would_give(coast: Searcher, typed: str, facet: str) -> None:
    counted = next(each.values for each in ask(coast, typed).facets if each.name == facet)
    assert counted
    for one in counted:
        value: Any = int(one.value) if facet in {"have", "level"} else one.value
        chosen = value if facet == "have" else [value]
        assert ask(coast, typed, **{facet: chosen}).total == one.count, one


def test_the_level_that_was_typed_says_which_ways_are_open(coast: Searcher) -> None:
    (cooper,) = (hit for hit in ask(coast, "i have a levels").hits if hit.title == "Cooper")
    assert {way.route: way.open for way in cooper.ways} == {
        Route.UNIVERSITY: True,
        Route.APPRENTICESHIP: True,
    }


def test_a_subject_counts_more_where_it_stands_by_the_qualification(engine: Engine) -> None:
    near = profile("Weaver", requirements="University: a degree in dyes, after A levels.")
    far = profile(
        "Tanner", duties="mix dyes, dyes and more dyes", requirements="University: a degree in law."
    )
    engine.update([near, far, profile("Fuller", duties="full cloth")], ())
    assert found(engine.searcher(), "dyes", qualification=["bachelors"]) == ["Tanner", "Weaver"]
    assert found(engine.searcher(), "dyes degree jobs") == ["Weaver", "Tanner"]


# What is not wanted


@pytest.mark.parametrize("text", ["no degree", "jobs that don't need a degree", "without going to uni"])
def test_without_a_degree_there_is_a_way_in_that_needs_none(coast: Searcher, text: str) -> None:
    assert found(coast, text) == ["Cooper", "Glazier", "Rope walker", "Saddler"]


def test_of_what_is_had_and_not_wanted_one_way_in_meets_both(coast: Searcher) -> None:
    assert found(coast, "no degree, i have gcses at grade 4") == ["Cooper", "Glazier"]


def test_another_qualification_is_avoided_by_a_way_that_does_not_ask_for_it(coast: Searcher) -> None:
    assert "Saddler" not in found(coast, "without an hnd")
    assert {"Cooper", "Glazier"} <= set(found(coast, "without an hnd"))


def test_a_route_that_is_not_wanted_leaves_the_others(coast: Searcher) -> None:
    kept = found(coast, "no apprenticeship")
    assert {"Cooper", "Saddler", "Glazier"} <= set(kept)
    assert {way.value for way in routes(coast, "no apprenticeship")} == {"university", "college", "direct"}


def routes(searcher: Searcher, text: str) -> list[Route]:
    """The routes that a list offers."""
    values = next(each.values for each in ask(searcher, text).facets if each.name == "route")
    return [Route(one.value) for one in values if one.count]


def test_a_word_that_is_not_wanted_leaves_out_who_does_it_and_not_who_may_move_on_to_it(
    coast: Searcher,
) -> None:
    answer = ask(coast, "not glass")
    assert answer.query.excluded == ("glass",)
    titles = {hit.title for hit in answer.hits}
    assert titles == {one.title for one in COAST} - {"Rope walker", "Glazier"}
    assert "Net hand" in titles


def test_a_minus_sign_leaves_out_every_profile_that_has_the_word(coast: Searcher) -> None:
    assert "Net hand" not in found(coast, "mend -glass")
    assert found(coast, "mend -glass") == found(coast, "mend -glass", literal=True)


# Jobs


def test_jobs_that_are_named_come_first_and_in_their_order(coast: Searcher) -> None:
    assert found(coast, "mend", exact=True)
    assert found(coast, "saddler or cooper")[:3] == ["Saddler", "Cooper", "Sail mender"]
    assert found(coast, "cooper or saddler")[:3] == ["Cooper", "Saddler", "Sail mender"]


def test_a_job_that_does_not_meet_the_rest_is_not_listed(coast: Searcher) -> None:
    assert "Harbour scientist" not in found(coast, "harbour scientist without a degree")
    assert found(coast, "saddler or cooper with gcses")


def test_a_title_is_asked_for_as_it_is(coast: Searcher) -> None:
    plain, literal = ask(coast, "Cooper"), ask(coast, "Cooper", literal=True)
    assert shown(plain) == shown(literal)
    assert plain.query == literal.query


# What was understood


def test_every_part_says_where_it_stands_and_what_is_left_without_it(coast: Searcher) -> None:
    text = "hnd glass without a degree"
    reading = ask(coast, text).query
    assert [(one.kind, one.value, one.negated) for one in reading.understood] == [
        (Kind.QUALIFICATION, "hnd", False),
        (Kind.QUALIFICATION, "bachelors", True),
    ]
    assert [text[slice(*one.span)] == one.text for one in reading.understood] == [True, True]
    assert [one.without_it for one in reading.understood] == ["glass without a degree", "hnd glass"]
    assert reading.text == text


@pytest.mark.parametrize("options", [{"literal": True}, {"exact": True}])
def test_words_can_be_taken_at_their_word(coast: Searcher, options: dict[str, bool]) -> None:
    answer = ask(coast, "without a degree", **options)
    assert answer.query.understood == ()
    assert answer.query.excluded == ()
    assert "Harbour scientist" in {hit.title for hit in answer.hits}


@pytest.mark.parametrize("text", ["stitch leather", "barrels", "mend sails", '"no degree"', ""])
def test_where_nothing_is_understood_the_words_are_searched(coast: Searcher, text: str) -> None:
    plain, literal = ask(coast, text), ask(coast, text, literal=True)
    assert shown(plain) == shown(literal)
    assert plain.query == literal.query


def test_reasons_speak_of_the_words_that_were_searched_alone(coast: Searcher) -> None:
    answer = ask(coast, "cut without a degree")
    assert answer.hits
    assert {match.word for hit in answer.hits for match in hit.matched} == {"cut"}
    assert answer.query.ignored == ()


def test_a_corrected_word_is_corrected_in_the_whole_question(coast: Searcher) -> None:
    answer = ask(coast, "leathre without a degree")
    assert answer.query.corrected == "leather without a degree"
    assert [hit.title for hit in answer.hits][:1] == ["Saddler"]


# Plain answers


def test_a_question_about_one_job_is_answered_in_the_words_of_its_profile(coast: Searcher) -> None:
    answer = ask(coast, "how long does it take to become a cooper").answer
    assert answer is not None
    assert (answer.aspect, answer.profile.id, answer.profile.title) == (Aspect.DURATION, "cooper", "Cooper")
    (quote,) = answer.quotes
    assert "It takes 3 years." in quote.text
    assert [quote.text[start:end] for start, end in quote.highlights] == ["3 years"]
    assert (quote.section.value, quote.heading, quote.anchor) == (
        "requirements",
        "How to get in",
        "how-to-get-in",
    )


def test_what_a_job_requires_is_its_ways_in_and_the_sentences_that_name_what_is_asked_about(
    coast: Searcher,
) -> None:
    answer = ask(coast, "do i need a degree to be a cooper").answer
    assert answer is not None
    assert [(way.route, way.start) for way in answer.ways] == [
        (Route.UNIVERSITY, (3, 3)),
        (Route.APPRENTICESHIP, (2, 2)),
    ]
    assert answer.ways[0].leads_to == ("bachelors",)
    assert ["degree" in quote.text for quote in answer.quotes] == [True]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("what does a cooper do", "duties"),
        ("what skills does a cooper need", "skills"),
        ("what can a cooper progress to", "opportunities"),
        ("how much does a glazier earn", "description"),
        ("what hours does a saddler work", "other"),
    ],
)
def test_each_aspect_is_answered_from_the_section_that_speaks_of_it(
    coast: Searcher, text: str, section: str
) -> None:
    answer = ask(coast, text).answer
    assert answer is not None
    assert [quote.section.value for quote in answer.quotes] == [section]
    assert ask(coast, text).query.unsupported == ()


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("cooper salary", ("pay",)),
        ("what hours does a cooper work", ("hours",)),
        ("how long does it take to become a saddler", ()),
    ],
)
def test_what_a_profile_does_not_say_is_not_answered(
    coast: Searcher, text: str, topics: tuple[str, ...]
) -> None:
    answer = ask(coast, text)
    assert answer.answer is not None
    assert (answer.answer.quotes, answer.answer.ways) == ((), ())
    assert answer.query.unsupported == topics


def test_two_jobs_or_no_question_have_no_plain_answer(coast: Searcher) -> None:
    for text in ("cooper or saddler salary", "cooper", "salary", ""):
        assert ask(coast, text).answer is None


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("well paid jobs", ("pay",)),
        ("night shift", ("hours",)),
        ("mend nets in Leeds", ("places",)),
        ("£30,000", ("pay",)),
        ("LS1 4AP", ("places",)),
        ("interested in reading", ()),
        ("mend nets", ()),
    ],
)
def test_what_the_library_cannot_know_is_named(coast: Searcher, text: str, topics: tuple[str, ...]) -> None:
    assert ask(coast, text).query.unsupported == topics


def test_a_library_whose_profiles_give_pay_is_not_searched_by_its_amount(engine: Engine) -> None:
    def paid(title: str) -> Profile:
        return profile(title, description=f"A {title} earns £20,000 a year.")

    engine.update([paid("Cooper"), paid("Saddler"), profile("Glazier", duties="cut glass")], ())
    assert ask(engine.searcher(), "jobs and their pay").query.unsupported == ()
    for text in ("well paid jobs", "work over 28k", "jobs that pay at least 31000"):
        assert ask(engine.searcher(), text).query.unsupported == ("amount",), text
    assert ask(engine.searcher(), "does a cooper earn over 28k").query.unsupported == ()
    assert ask(engine.searcher(), "glass, over 28k").query.unmatched == (), "the amount is not searched"
    assert ask(engine.searcher(), "night shift").query.unsupported == ("hours",)
