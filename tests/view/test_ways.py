"""Ways in as cards, and on the ladder."""

from __future__ import annotations

import pytest

from indexer.profile import DeclaredWay, Profile, Section, SectionKind
from indexer.ways import ways_in
from service.view.ladder import Rung, ladder, with_ways
from service.view.ways import ENOUGH, LONGEST_QUOTE, MOST_NAMED, Card, cards


def carded(text: str, *declared: DeclaredWay) -> list[Card]:
    section = Section(SectionKind.REQUIREMENTS, "How to begin", text)
    profile = Profile("cooper", "Cooper", (section,), ways=declared)
    return cards(profile, ways_in(profile))


def only(text: str) -> Card:
    (card,) = carded(text)
    return card


def test_a_card_says_what_you_need_in_the_words_of_the_text_and_at_which_level() -> None:
    card = only("College: you need three GCSEs at grades 9 to 4 for a Level 3 Diploma in Coopering.")
    assert [(need.text, need.slug) for need in card.needs] == [("GCSEs at grades 9 to 4", "gcse")]
    assert (card.start, card.level, card.enough) == (2, "level 2", "")
    assert [gain.text for gain in card.gains] == ["Level 3 Diploma"]


def test_a_range_of_levels_is_given_as_one() -> None:
    assert only("College: you need some GCSEs.").level == "level 1 or 2"


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("College: no qualifications are needed.", "No qualifications"),
        ("Direct application: graduates can join our trainee scheme.", "A degree"),
    ],
)
def test_where_the_text_names_a_level_alone_the_card_says_it_in_words(text: str, enough: str) -> None:
    card = only(text)
    assert (card.needs, card.level, card.enough) == ((), "", enough)


def test_every_level_is_said_in_words() -> None:
    assert len(ENOUGH) == 9


def test_where_the_text_says_nothing_nothing_is_pretended() -> None:
    card = only("Volunteering: a cooperage is glad of help on Saturdays.")
    assert (card.start, card.level, card.enough, card.needs, card.gains) == (None, "", "", (), ())
    assert carded("Steady hands and a good eye.") == []


def test_what_only_a_shorter_course_asks_for_is_not_what_you_need() -> None:
    card = only("University: you need two A levels, or a degree for the one-year course.")
    assert [need.slug for need in card.needs] == ["a-level"]


def test_what_stands_no_higher_than_the_start_is_not_what_you_get() -> None:
    card = only("University: you could do a degree. You need two A levels; some take a level 3 diploma.")
    assert [gain.slug for gain in card.gains] == ["bachelors"]


def test_a_qualification_is_named_once_however_often_the_text_does() -> None:
    card = only(
        "Apprenticeship: an intermediate or advanced cooper apprenticeship. The intermediate apprenticeship "
        "takes a year, the advanced apprenticeship two."
    )
    assert [gain.text for gain in card.gains] == ["intermediate or advanced cooper apprenticeship"]


def test_the_same_kind_without_a_level_is_named_once() -> None:
    card = only("Apprenticeship: an apprenticeship is the rule. Apprenticeships last three years.")
    assert [gain.text for gain in card.gains] == ["apprenticeship"]


def test_a_need_told_far_from_its_route_is_quoted_after_a_sentence_that_names_the_route() -> None:
    text = (
        "Some coopers go to college. The trade is old. It is also loud. Colleges want two GCSEs at grade 4."
    )
    assert only(text).quotes == ("Some coopers go to college.", "Colleges want two GCSEs at grade 4.")


def test_a_card_names_a_few_qualifications_and_no_more() -> None:
    many = ", ".join(f"a level {level} certificate, a level {level} diploma" for level in (2, 3, 4, 5))
    assert len(only(f"College: you could take {many}.").gains) == MOST_NAMED


def test_the_sentence_that_asks_is_quoted_whole_and_leads_to_where_it_stands() -> None:
    text = "College: Courses begin in autumn. You need two GCSEs at grade 4, and a strong back. Bring boots."
    card = only(text)
    assert card.quotes == ("You need two GCSEs at grade 4, and a strong back.",)
    assert card.source == "how-to-begin--college"


def test_a_quotation_never_begins_or_ends_within_a_sentence() -> None:
    text = "Some colleges and universities teach coopering as part of a degree in wood science."
    assert {quote for card in carded(text) for quote in card.quotes} == {text}


def test_a_way_in_prose_leads_to_its_section() -> None:
    assert {card.source for card in carded("You could start as a helper in a cooperage.")} == {"how-to-begin"}


def test_a_long_sentence_is_cut_at_a_word() -> None:
    (quote,) = only(f"College: you need a GCSE {'and patience ' * 40}.").quotes
    assert len(quote) <= LONGEST_QUOTE + 2
    assert quote.endswith((" and …", " patience …"))


def test_a_way_that_only_an_editor_declares_has_no_quotation() -> None:
    college, work = carded("College: some GCSEs.", DeclaredWay("work", 0))
    assert college.quotes
    assert (work.quotes, work.source, work.enough) == ((), "", "No qualifications")


def test_needed_experience_is_said() -> None:
    assert only("Direct application: you need three years' experience in a cooperage.").needs_experience


def test_the_cards_stand_in_the_order_of_the_routes() -> None:
    text = "Volunteering: Saturdays.\nCollege: some GCSEs.\nUniversity: two A levels."
    assert [card.label for card in carded(text)] == ["University", "College", "Volunteering"]


def test_the_ladder_has_each_way_at_the_least_level_that_begins_it() -> None:
    found = carded("University: two A levels.\nCollege: some GCSEs.\nWork: you could start as a helper.")
    steps = with_ways(ladder([]), found)
    assert [(step.level, [card.label for card in step.ways]) for step in steps] == [
        (3, ["University"]),
        (1, ["College"]),
    ]


def test_below_the_ladder_stands_what_needs_no_qualification() -> None:
    (step,) = with_ways(ladder([]), carded("College: no qualifications are needed."))
    assert (step.level, [card.label for card in step.ways]) == (0, ["College"])
    assert with_ways(ladder([]), []) == list[Rung]()
