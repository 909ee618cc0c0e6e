import pytest

from indexer.language.families import root

FAMILIES = [
    ("apprentice", "apprentices", "apprenticeship"),
    ("police", "policing"),
    ("technology", "technologist", "technologies"),
    ("counsel", "counselling", "counsellor"),
    ("diplomacy", "diplomat", "diplomatic"),
    ("farm", "farmer", "farming"),
    ("advertiser", "advertising"),
    ("optometry", "optometrist"),
    ("biology", "biologist", "biological"),
    ("hypnotherapy", "hypnotherapist"),
    ("investor", "investment", "invest"),
    ("laundrette", "laundry"),
    ("performer", "performance"),
    ("promoter", "promotion"),
    ("driver", "driving", "drive"),
    ("bakery", "baker", "bake"),
    ("planner", "planning", "plan"),
    ("electrician", "electrical", "electric"),
    ("librarian", "library", "librarianship"),
    ("surgeon", "surgery", "surgical"),
    ("dentist", "dental", "dentistry"),
    ("accountancy", "accountant", "accounting"),
    ("salesman", "saleswoman", "salesperson"),
    ("scientist", "science", "scientific"),
    ("reporter", "report"),
    ("actress", "acting"),
    ("joinery", "joiners"),
    ("programmer", "programming"),
    ("journalist", "journalism"),
    ("projectionist", "projector"),
    ("valuer", "valuation"),
    ("dentist", "dental"),
    ("fabricator", "fabrication"),
]
STRANGERS = [
    ("university", "universe"),
    ("minister", "mini"),
    ("community", "communication"),
    ("career", "care"),
    ("nursery", "nurse"),
    ("police", "policy"),
    ("corner", "corn"),
    ("master", "mast"),
    ("department", "depart"),
    ("animal", "animation"),
    ("plaster", "plastic"),
    ("soldier", "sold"),
    ("statistics", "state"),
    ("hospital", "hospitality"),
    ("engine", "engineer"),
    ("inventory", "inventor"),
    ("secretary", "secret"),
    ("party", "part"),
    ("officer", "office"),
    ("official", "office"),
    ("director", "directly"),
    ("liquidator", "liquid"),
    ("programmer", "programme"),
    ("projectionist", "project"),
    ("undertaker", "undertake"),
    ("customer", "custom"),
    ("custodian", "custody"),
    ("ranger", "range"),
    ("journalist", "journal"),
    ("boxer", "boxes"),
    ("fabricator", "fabric"),
    ("detective", "detect"),
    ("corporal", "corporate"),
    ("critical", "critic"),
    ("experiment", "experience"),
    ("chartered", "charts"),
    ("quantitative", "quantity"),
]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_a_family_has_one_root(family: tuple[str, ...]) -> None:
    assert len({root(word) for word in family}) == 1


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_strangers_have_roots_of_their_own(one: str, other: str) -> None:
    assert root(one) != root(other)


@pytest.mark.parametrize("word", ["offer", "offering", "inner", "canner", "former"])
def test_a_small_word_is_nobodys_root(word: str) -> None:
    assert root(word) not in ("of", "in", "can", "for")


@pytest.mark.parametrize("word", ["c++", "3d", "it~", "a", "er", "ship"])
def test_short_words_and_signs_have_no_family(word: str) -> None:
    assert root(word) == word
