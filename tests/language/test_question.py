import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.question import MAX_LENGTH, MAX_WORDS, parse


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»"])
def test_what_stands_in_quotes_is_a_phrase(quotes: str) -> None:
    asked = parse(f"school {quotes[0]}social worker{quotes[1]} town")
    assert asked.phrases == ("social worker",)
    assert asked.free.split() == ["school", "town"]


@pytest.mark.parametrize("minus", ["-", "−"])
def test_a_minus_before_a_word_or_a_phrase_leaves_it_out(minus: str) -> None:
    asked = parse(f'nurse {minus}school {minus}"night shift"')
    assert set(asked.excluded) == {"school", "night shift"}
    assert asked.phrases == ()
    assert asked.free.split() == ["nurse"]


@pytest.mark.parametrize("text", ["decision-maker", "full - time", "9-5", "-", "--", "nurse -", "–nurse"])
def test_a_hyphen_elsewhere_leaves_nothing_out(text: str) -> None:
    assert parse(text).excluded == ()
    assert parse(text).free == text


def test_a_quote_that_is_not_closed_is_no_phrase() -> None:
    assert parse('"social worker').phrases == ()
    assert parse('"social worker').free == '"social worker'


def test_places_in_the_free_words_are_places_in_the_question() -> None:
    asked = parse('a "b c" -d e')
    assert asked.free.index("e") == asked.text.index("e", 8)
    assert len(asked.free) == len(asked.text)


def test_a_long_question_is_cut_between_words() -> None:
    asked = parse("plumber " * 60)
    assert asked.text.split() == ["plumber"] * (MAX_LENGTH // len("plumber "))
    assert len(parse("a " * 100).text.split()) == MAX_WORDS
    assert len(parse("x" * 1000).text) == MAX_LENGTH


@given(st.text(st.one_of(st.characters(), st.sampled_from('"“”-− a')), max_size=400))
def test_any_text_is_a_question(text: str) -> None:
    asked = parse(text)
    assert len(asked.text) <= MAX_LENGTH
    assert len(asked.free) == len(asked.text)
    assert all(free in (" ", typed) for free, typed in zip(asked.free, asked.text, strict=True))
