import pytest

from indexer.language.interpretation import How
from indexer.results import Hit, Match, Reading
from service.view.hits.reasons import is_another_word, lacking, other_name, reasons


def hit(*matched: Match) -> Hit:
    return Hit("police-officer", "Police officer", "", "", 1.0, matched=matched)


def test_a_misspelling_that_no_note_has_explained_is_named_at_the_hit() -> None:
    match = Match("enginer", "engineer", How.SPELLING, ("title",))
    assert reasons(hit(match), Reading("x")) == ("Matched “engineer”",)


@pytest.mark.parametrize(
    ("match", "is_another"),
    [
        (Match("law", "legal", How.FAMILY, ("title",)), True),
        (Match("cook", "chef", How.SYNONYM, ("title",)), True),
        (Match("teaching", "teacher", How.FAMILY, ("title",)), False),
        (Match("teach", "teach", How.EXACT, ("title",)), False),
        (Match("rozzer", "police", How.SYNONYM, ("hidden_titles",)), False),
    ],
)
def test_another_word_is_explained_by_the_list_and_not_by_each_hit(match: Match, is_another: bool) -> None:
    assert is_another_word(match) is is_another
    assert "Matched" not in " ".join(reasons(hit(match), Reading("x")))


@pytest.mark.parametrize("how", [How.EXACT, How.STEM, How.PREFIX, How.FAMILY, How.SYNONYM])
def test_what_the_reader_sees_or_the_list_has_said_needs_no_reason(how: How) -> None:
    assert reasons(hit(Match("officers", "officer", how, ("title",))), Reading("officers")) == ()


@pytest.mark.parametrize("how", [How.EXACT, How.FAMILY, How.SYNONYM])
def test_a_name_that_is_not_shown_is_not_claimed(how: How) -> None:
    match = Match("rozzer", "rozzer", how, ("hidden_titles",))
    assert reasons(hit(match), Reading("rozzer")) == ("“rozzer” also leads to this job",)
    assert other_name(hit(match), ("Constable",)) is None


def test_a_correction_above_the_list_is_not_repeated_at_every_hit() -> None:
    match = Match("enginer", "engineer", How.SPELLING, ("title",))
    assert reasons(hit(match), Reading("enginer", corrected="engineer")) == ()


def test_a_hit_without_an_optional_word_says_so() -> None:
    reading = Reading("inventory control", relaxed=("control",))
    found = Match("inventory", "inventory", How.EXACT, ("duties",))
    assert lacking(hit(found), reading) == ("control",)
    assert lacking(hit(found, Match("control", "control", How.EXACT, ("duties",))), reading) == ()


def test_a_hit_without_any_of_the_words_is_a_related_job() -> None:
    reading = Reading("inventory control", relaxed=("control",), similar=1)
    assert reasons(hit(), reading) == ("Related job",)
    assert lacking(hit(), reading) == ()
    assert reasons(hit(), Reading('"inventory control"')) == ()


def test_a_hit_that_only_its_other_name_explains_shows_that_name() -> None:
    matched = Match("constable", "constable", How.EXACT, ("alternative_titles",))
    assert other_name(hit(matched), ("Detective", "Police constable")) == "Police constable"


def test_a_hit_whose_title_has_a_word_shows_no_other_name() -> None:
    matched = (
        Match("police", "police", How.EXACT, ("title",)),
        Match("constable", "constable", How.EXACT, ("alternative_titles",)),
    )
    assert other_name(hit(*matched), ("Police constable",)) is None
