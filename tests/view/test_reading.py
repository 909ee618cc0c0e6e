import pytest

from indexer.query import Query
from indexer.results import Reading, Results
from service.view.reading import heading, notes, quoted


def results(total: int, reading: Reading) -> Results:
    return Results(total, 1, 1, 10, "g1", 0.1, reading, (), ())


@pytest.mark.parametrize(
    ("total", "query", "reading", "said"),
    [
        (3, "stock", Reading("stock"), "3 profiles for “stock”"),
        (1, "stock", Reading("stock"), "1 profile for “stock”"),
        (0, "stock", Reading("stock"), "No profiles for “stock”"),
        (2, '"stock control"', Reading('"stock control"'), '2 profiles for "stock control"'),
        (1200, "", Reading(""), "1,200 profiles"),
        (2, "accountent", Reading("accountent", corrected="accountant"), "2 profiles for “accountant”"),
    ],
)
def test_the_heading_says_how_many_for_what(total: int, query: str, reading: Reading, said: str) -> None:
    assert heading(results(total, reading), Query(text=query)) == said


@pytest.mark.parametrize(
    ("total", "similar", "said"),
    [
        (7, 4, "3 profiles for “stock” and 4 like them"),
        (5, 4, "1 profile for “stock” and 4 like it"),
        (4, 4, "4 profiles like those for “stock”"),
        (1, 1, "1 profile like those for “stock”"),
    ],
)
def test_the_heading_counts_what_is_only_alike_by_itself(total: int, similar: int, said: str) -> None:
    assert heading(results(total, Reading("stock", similar=similar)), Query(text="stock")) == said


def test_a_heading_and_a_note_repeat_no_more_than_fits() -> None:
    text = "a" * 300
    answer = results(0, Reading(text, unmatched=(text,)))
    assert heading(answer, Query(text=text)) == f"No profiles for “{'a' * 80}…”"
    assert notes(answer, Query(text=text)) == (f"Found nowhere in the library: “{'a' * 80}…”.",)


def test_a_question_whose_words_were_all_found_needs_no_note() -> None:
    assert notes(results(3, Reading("stock control", with_all_words=3)), Query()) == ()


def test_words_that_were_set_aside_or_found_nowhere_are_named() -> None:
    said = notes(results(3, Reading("x", ignored=("careers", "jobs"), unmatched=("zzz",))), Query())
    assert said == (
        "Set aside: “careers” and “jobs”, since they fit every profile.",
        "Found nowhere in the library: “zzz”.",
    )


def test_of_a_question_that_is_too_long_it_is_said_how_far_it_was_read() -> None:
    text = f"jobs {'nurse ' * 39}in a hospital"
    answer = results(3, Reading(text, ignored=("jobs", "in a hospital")))
    assert notes(answer, Query(text=text)) == (
        "Only the beginning was read: 40 words or 300 characters at most.",
        "Set aside: “jobs”, since it fits every profile.",
    )


def test_a_question_without_a_word_lists_everything_and_says_so() -> None:
    answer = results(12, Reading("?? 🙂", ignored=("??", "🙂")))
    assert heading(answer, Query(text="?? 🙂")) == "12 profiles"
    assert notes(answer, Query(text="?? 🙂")) == (
        "There is no word to look for in “??” and “🙂”, so this is the whole list.",
    )


@pytest.mark.parametrize(
    ("complete", "said"),
    [
        (0, "No profile has all your words; in these, “control” may be missing."),
        (1, "1 profile has all your words; in the others, “control” may be missing."),
        (2, "2 profiles have all your words; in the others, “control” may be missing."),
    ],
)
def test_words_that_were_let_go_are_named_with_how_many_have_them_all(complete: int, said: str) -> None:
    reading = Reading("inventory control", relaxed=("control",), with_all_words=complete)
    assert notes(results(5, reading), Query()) == (said,)
    assert notes(results(0, reading), Query()) == ()


def test_of_a_filtered_list_it_is_not_said_how_many_have_all_the_words() -> None:
    reading = Reading("inventory control", relaxed=("control",), with_all_words=2)
    said = notes(results(2, reading), Query(level=(5,)))
    assert said == ("In some of these, “control” may be missing.",)


def test_a_list_in_which_all_have_all_the_words_needs_no_note() -> None:
    reading = Reading("inventory control", relaxed=("control",), with_all_words=5)
    assert notes(results(5, reading), Query()) == ()


def test_quoted_words_read_as_a_list() -> None:
    assert quoted(["a", "b", "c"]) == "“a”, “b” and “c”"
