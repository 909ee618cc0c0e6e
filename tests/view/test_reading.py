import msgspec
import pytest

from indexer.language.interpretation import How
from indexer.query import Query
from indexer.results import Hit, Match, Reading, Results
from service.view.reading import heading, notes, quoted


def results(total: int, reading: Reading) -> Results:
    return Results(total, 1, 1, 10, "g1", 0.1, reading, (), ())


@pytest.mark.parametrize(
    ("total", "reading", "said"),
    [
        (3, Reading("stock"), "3 results for “stock”"),
        (1, Reading("stock"), "1 result for “stock”"),
        (0, Reading("stock"), "No results for “stock”"),
        (2, Reading('"stock control"'), '2 results for "stock control"'),
        (1200, Reading(""), "1,200 jobs"),
        (2, Reading("accountent", corrected="accountant"), "2 results for “accountant”"),
    ],
)
def test_the_heading_says_how_many_for_what(total: int, reading: Reading, said: str) -> None:
    assert heading(results(total, reading)) == said


@pytest.mark.parametrize(
    ("total", "similar", "said"),
    [
        (7, 4, "3 results for “stock”, and 4 related jobs"),
        (5, 4, "1 result for “stock”, and 4 related jobs"),
        (4, 4, "No results for “stock”, but 4 related jobs"),
        (1, 1, "No results for “stock”, but 1 related job"),
    ],
)
def test_the_heading_counts_related_jobs_separately(total: int, similar: int, said: str) -> None:
    assert heading(results(total, Reading("stock", similar=similar))) == said


def test_a_heading_and_a_note_repeat_no_more_than_fits() -> None:
    text = "a" * 300
    answer = results(0, Reading(text, unmatched=(text,)))
    assert heading(answer) == f"No results for “{'a' * 80}…”"
    assert notes(answer, Query(text=text)) == (f"No profile mentions “{'a' * 80}…”.",)


def test_a_question_whose_words_were_all_found_needs_no_note() -> None:
    assert notes(results(3, Reading("stock control", with_all_words=3)), Query()) == ()


def test_words_that_were_left_out_or_are_in_no_profile_are_named() -> None:
    said = notes(
        results(3, Reading("x", ignored=("careers", "near me", "jobs"), unmatched=("zzz", "qqq"))), Query()
    )
    assert said == (
        "We left out “careers” and “jobs”, because every profile is about a career.",
        "We left out “near me”.",
        "No profile mentions “zzz” or “qqq”.",
    )


def test_a_query_that_is_too_long_says_how_much_of_it_was_searched() -> None:
    text = f"jobs {'nurse ' * 39}in a hospital"
    answer = results(3, Reading(text, ignored=("jobs", "in a hospital")))
    assert notes(answer, Query(text=text)) == (
        "That was too long, so we searched for the first 40 words.",
        "We left out “jobs”, because every profile is about a career.",
    )


def test_a_question_without_a_word_lists_everything_and_says_so() -> None:
    answer = results(12, Reading("?? 🙂", ignored=("??", "🙂")))
    assert heading(answer) == "12 jobs"
    assert notes(answer, Query(text="?? 🙂")) == (
        "We can't search for “??” or “🙂”. Here are all the profiles.",
    )


@pytest.mark.parametrize(
    ("complete", "said"),
    [
        (0, "No profile matches all your words. These match some of them."),
        (1, "1 profile matches all your words. The rest match some of them."),
        (2, "2 profiles match all your words. The rest match some of them."),
    ],
)
def test_a_list_says_how_many_of_it_match_all_the_words(complete: int, said: str) -> None:
    reading = Reading("inventory control", relaxed=("control",), with_all_words=complete)
    assert notes(results(5, reading), Query()) == (said,)
    assert notes(results(0, reading), Query()) == ()


def test_a_filtered_list_does_not_say_how_many_match_all_the_words() -> None:
    reading = Reading("inventory control", relaxed=("control",), with_all_words=2)
    said = notes(results(2, reading), Query(level=(5,)))
    assert said == ("Some of these match only some of your words.",)


def test_a_list_that_matches_all_the_words_needs_no_note() -> None:
    reading = Reading("inventory control", relaxed=("control",), with_all_words=5)
    assert notes(results(5, reading), Query()) == ()


def test_related_jobs_are_not_counted_as_matching_some_of_the_words() -> None:
    reading = Reading("inventory control", relaxed=("control",), with_all_words=5, similar=2)
    assert notes(results(7, reading), Query()) == ()


def test_one_long_word_is_said_to_be_cut_by_its_characters() -> None:
    text = "x" * 400
    answer = results(3, Reading(text))
    assert notes(answer, Query(text=text)) == (
        "That was too long, so we searched for the first 300 characters.",
    )


def test_a_filtered_list_of_signs_is_not_all_the_profiles() -> None:
    answer = results(4, Reading("??", ignored=("??",)))
    said = notes(answer, Query(text="??", level=(3,)))
    assert said == ("We can't search for “??”. Here are all the profiles that match your filters.",)


def test_synonyms_are_named_once_above_the_list() -> None:
    copper = Match("copper", "police officer", How.SYNONYM, ("title",))
    hidden = Match("copper", "copper", How.SYNONYM, ("hidden_titles",))
    hits = tuple(
        Hit(name, name, "", "", 1.0, matched=(match,))
        for name, match in zip("abc", (copper, copper, hidden), strict=True)
    )
    answer = msgspec.structs.replace(results(3, Reading("copper")), hits=hits)
    assert notes(answer, Query(text="copper")) == ("Also searched for “police officer”.",)


def test_a_synonym_in_several_forms_is_named_in_the_shortest() -> None:
    forms = ("sea fishers", "sea fisher", "skipper")
    hits = tuple(
        Hit(form, form, "", "", 1.0, matched=(Match("trawlerman", form, How.SYNONYM, ("duties",)),))
        for form in forms
    )
    answer = msgspec.structs.replace(results(3, Reading("trawlerman")), hits=hits)
    assert notes(answer, Query(text="trawlerman")) == ("Also searched for “sea fisher” and “skipper”.",)


def test_quoted_words_read_as_a_list() -> None:
    assert quoted(["a", "b", "c"]) == "“a”, “b” and “c”"
