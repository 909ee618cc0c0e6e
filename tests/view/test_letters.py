import pytest

from indexer.results import Entry
from service.view.letters import PAGE_SIZE, by_letter, letter_of, letters


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Écologist", "E"),
        ("zoo keeper", "Z"),
        ("3D printing technician", "#"),
        ("", "#"),
        ("“Second” violinist", "S"),
        ("[Junior] glazier", "J"),
        ("🔧 Fitter", "F"),
        ("Øresund pilot", "O"),
        ("Łucznik teacher", "L"),
        ("***", "#"),
    ],
)
def test_a_title_is_filed_under_its_plain_first_letter(title: str, letter: str) -> None:
    assert letter_of(title) == letter


def test_a_letter_knows_the_page_it_begins_on() -> None:
    entries = [Entry(f"a{n}", f"A{n}") for n in range(PAGE_SIZE)] + [Entry("b", "Baker")]
    assert [(letter.name, letter.page) for letter in letters(entries)] == [("A", 1), ("B", 2)]


def test_entries_stand_under_their_letters_in_order() -> None:
    entries = [Entry("x", "3D artist"), Entry("a", "Actor"), Entry("b", "Baker"), Entry("c", "Butcher")]
    assert [(letter, len(under)) for letter, _, under in by_letter(entries)] == [("#", 1), ("A", 1), ("B", 2)]
