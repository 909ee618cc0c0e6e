import pytest
from msgspec.structs import replace

from indexer.language.interpretation import How
from indexer.profile import SectionKind
from indexer.question import Kind
from indexer.results import Hit, Match, Reading, Snippet, UnderstoodPart
from service.view.hits.passages import is_named, marks_in_summary, passages

SUMMARY = "Farriers make and fit shoes for horses."


def snippet(text: str, *marked: str) -> Snippet:
    places = tuple((text.index(word), text.index(word) + len(word)) for word in marked)
    return Snippet(SectionKind.DESCRIPTION, "What you do", "what-you-do", text, places)


def hit(*snippets: Snippet, summary: str = SUMMARY) -> Hit:
    return Hit("farrier", "Farrier", summary, "", 1.0, snippets=snippets)


@pytest.mark.parametrize(
    "text",
    [
        SUMMARY,
        "… fit shoes for horses.",
        f"{SUMMARY} They travel between stables.",
        "Farriers make and fit shoes …",
    ],
)
def test_a_passage_that_repeats_the_summary_is_marked_there_and_not_shown(text: str) -> None:
    found = hit(snippet(text, "shoes"))
    assert passages(found, Reading("shoes")) == ()
    assert [SUMMARY[start:end] for start, end in marks_in_summary(found)] == ["shoes"]


def test_a_passage_that_marks_more_than_the_summary_has_is_shown() -> None:
    longer = snippet(f"{SUMMARY} They travel between stables.", "shoes", "stables")
    assert passages(hit(longer), Reading("shoes stables")) == (longer,)


def test_a_hit_shows_its_best_other_passage_and_no_more() -> None:
    forge, anvil = snippet("heat iron in a forge", "forge"), snippet("carry an anvil", "anvil")
    assert passages(hit(snippet(SUMMARY, "shoes"), forge, anvil), Reading("shoes")) == (forge,)


def test_without_a_summary_every_passage_adds_something() -> None:
    one = snippet("heat iron in a forge", "forge")
    assert passages(hit(one, summary=""), Reading("forge")) == (one,)
    assert marks_in_summary(hit(one, summary="")) == ()


@pytest.mark.parametrize("reading", [Reading("farrier"), Reading("farier", corrected="Farrier")])
def test_the_title_that_was_typed_needs_no_passage(reading: Reading) -> None:
    assert passages(hit(snippet("train with a farrier", "farrier")), reading) == ()


def test_a_job_that_a_question_names_is_that_job_unless_it_is_not_wanted() -> None:
    def named(*, negated: bool) -> Reading:
        part = UnderstoodPart(Kind.JOB, "farrier", "Farrier", "blacksmith", (4, 14), negated, "be a")
        return Reading("be a blacksmith", understood=(part,))

    assert is_named(hit(), named(negated=False))
    assert not is_named(hit(), named(negated=True))
    assert not is_named(hit(), Reading("horses"))


def test_a_job_whose_title_has_all_the_words_shows_no_incidental_passage() -> None:
    told = snippet("Ask the farrier about apprenticeships.", "farrier")
    by_title = Match("farriers", "farrier", How.FAMILY, ("title", "description"))
    in_text = Match("apprenticeships", "apprenticeships", How.EXACT, ("description",))
    assert passages(replace(hit(told), matched=(by_title,)), Reading("farriers")) == ()
    assert passages(replace(hit(told), matched=(by_title, in_text)), Reading("farriers")) == (told,)
