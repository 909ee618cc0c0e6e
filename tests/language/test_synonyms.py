from pathlib import Path

import pytest

from indexer.errors import ContentError
from indexer.language.synonyms import Synonym, Thesaurus, read_synonyms, shipped


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "synonyms.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_has_synonyms_of_both_kinds(tmp_path: Path) -> None:
    path = written(
        tmp_path, '[one_way]\n"bin man" = ["refuse collector"]\n[both_ways]\nvet = "veterinary surgeon"\n'
    )
    assert read_synonyms(path) == (
        Synonym("bin man", ("refuse collector",)),
        Synonym("vet", ("veterinary surgeon",), both_ways=True),
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[one_way]\nvet = [\n", 2, "is not valid TOML: look for a quote, bracket or ="),
        ("[one_way]\n\nvet = []\n", 3, '"vet" needs a list of meanings'),
        ('[one_way]\nvet = ["nurse"]\n"bin man" = [1]\n', 3, '"bin man" needs a list of meanings'),
        ('[one_way]\nvet = ["..."]\n', 2, '"vet" needs a list of meanings'),
        ('[one_way]\n"!" = ["nurse"]\n', 2, '"!" needs a list of meanings'),
        ('[oneway]\nvet = ["nurse"]\n', 1, "oneway is not a table of synonyms"),
        ('one_way = "vet"\n', 1, "one_way is a single value"),
        ('[one_way]\nvet = ["a"]\nvet = ["b"]\n', 3, "is not valid TOML: a name is used twice; keep one"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ContentError, match=says) as told:
        read_synonyms(path)
    assert told.value.path == str(path)
    assert told.value.line == line


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        read_synonyms(tmp_path / "none.toml")
    path = tmp_path / "synonyms.toml"
    path.write_bytes(b"[one_way]\nvet = ['caf\xe9']\n")
    with pytest.raises(ContentError, match="not UTF-8"):
        read_synonyms(path)


def test_forms_of_what_is_typed_have_its_meanings() -> None:
    known = Thesaurus([Synonym("bin man", ("refuse collector", "recycling operative"))])
    assert known.meanings(("bin", "man")) == (("refus", "collector"), ("recycl", "oper"))
    assert known.meanings(("refus", "collector")) == ()
    assert known.longest == 2


def test_the_words_of_an_entry_may_be_divided_otherwise() -> None:
    known = Thesaurus(
        [Synonym("shop floor worker", ("sales assistant",)), Synonym("bin man", ("waste collector",))]
    )
    assert known.meanings(("shopfloor", "worker"), ("shopfloor", "workers")) == (("sale", "assistant"),)
    assert known.meanings(("binman",), ("binmen",)) == (("wast", "collector"),)
    assert known.meanings(("man", "bin"), ("man", "bin")) == ()


def test_a_meaning_is_looked_for_with_two_of_its_words_as_one() -> None:
    known = Thesaurus([Synonym("carer", ("health care assistant",))])
    (meaning,) = known.meanings(("carer",))
    assert known.spellings(meaning)[1:] == (("healthcar", "assistant"), ("health", "careassistant"))


def test_a_word_of_an_entry_is_known_and_so_is_its_plural() -> None:
    known = Thesaurus(
        [Synonym("sparky", ("electrician",)), Synonym("vet", ("veterinary surgeon",), both_ways=True)]
    )
    assert all(map(known.knows, ("sparky", "sparkys", "vets", "veterinary")))
    assert not known.knows("electrician")


def test_a_meaning_that_is_the_same_word_is_none() -> None:
    assert Thesaurus([Synonym("nurse", ("nurses",))]).meanings(("nurs",)) == ()


def test_what_ships_has_hundreds_of_entries_for_british_careers() -> None:
    known = Thesaurus(shipped())
    assert len(shipped()) > 250
    assert ("refus", "collector") in known.meanings(("bin", "man"))
    assert ("electrician",) in known.meanings(("sparki",))
