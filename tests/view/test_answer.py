import pytest

from indexer.profile import SectionKind
from indexer.question.values import Aspect
from indexer.results import Answer, AnswerProfile, AnswerWay, Reading, Results, Snippet
from indexer.ways import Route
from service.view.overview.answer import AnswerCard, AnswerLine, answer_card, with_article

BARBER = AnswerProfile("barber", "Barber")


def results(answer: Answer | None, *unsupported: str) -> Results:
    reading = Reading("x", unsupported=unsupported)
    return Results(1, 1, 1, 10, "g1", 0.1, reading, (), (), answer)


def card(answer: Answer) -> AnswerCard:
    made = answer_card(results(answer))
    assert made
    return made


def way(start: tuple[int, int] | None, *needs: str, experience: bool = False) -> AnswerWay:
    return AnswerWay(Route.COLLEGE, start, experience, needs, ())


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Barber", "a barber"),
        ("Anaesthetist", "an anaesthetist"),
        ("HGV driver", "an HGV driver"),
        ("GP", "a GP"),
        ("X-ray technician", "an X-ray technician"),
        ("University lecturer", "a university lecturer"),
        ("Unindustrious clerk", "an unindustrious clerk"),
        ("Eurobond trader", "a eurobond trader"),
        ("Royal Navy rating", "a Royal Navy rating"),
    ],
)
def test_a_title_within_a_sentence_has_its_article(title: str, said: str) -> None:
    assert with_article(title) == said


def test_every_aspect_has_a_heading_about_the_job_and_a_sentence_for_silence() -> None:
    for aspect in Aspect:
        made = card(Answer(aspect, BARBER))
        assert "a barber" in made.heading
        assert made.silent.startswith("This profile doesn't say ")
    assert card(Answer(Aspect.REQUIREMENTS, BARBER)).heading == "What you need to be a barber"
    assert card(Answer(Aspect.DURATION, BARBER)).silent == "This profile doesn't say how long it takes."


@pytest.mark.parametrize(
    ("told", "needs"),
    [
        (way((3, 3), "a-level", "t-level"), "A level, T level"),
        (way((2, 3), "gcse", "a-level", "bachelors"), "GCSE, A level"),
        (way((2, 2)), "GCSEs at grades 9 to 4, or another level 2"),
        (way((2, 2), "gcse", experience=True), "GCSE, and experience"),
        (way(None, experience=True), "Experience"),
        (way(None), "This profile doesn't say"),
    ],
)
def test_a_way_in_says_what_one_needs_for_it(told: AnswerWay, needs: str) -> None:
    made = card(Answer(Aspect.REQUIREMENTS, BARBER, ways=(told,)))
    assert made.lines == (AnswerLine("College", "way_college", needs, "say" not in needs),)
    assert made.silent == ""


def test_sentences_of_one_section_stand_together_in_the_order_of_the_answer() -> None:
    cut = Snippet(SectionKind.DUTIES, "Duties", "duties", "You cut hair.", ((4, 7),))
    shave = Snippet(SectionKind.DUTIES, "Duties", "duties", "You shave.", ())
    stand = Snippet(SectionKind.DESCRIPTION, "The job", "about", "You stand all day.", ())
    made = card(Answer(Aspect.DUTIES, BARBER, quotes=(cut, shave, stand)))
    assert made.quotes == ((cut, shave), (stand,))


def test_what_no_profile_gives_needs_no_card_that_says_so_of_one() -> None:
    silent = Answer(Aspect.PAY, BARBER)
    assert answer_card(results(silent, "pay")) is None
    assert answer_card(results(silent, "hours")) is not None
    assert answer_card(results(None)) is None
