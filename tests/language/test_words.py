import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.words import plain_stems, stem, tokens

TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("aA lLeEvVsSnNqQ3C+#.-'’‑&\u0301\u00ad\u0130ßﬁ½²_ \n")),
    max_size=60,
)


def spans(text: str) -> list[tuple[str, str]]:
    found = tokens(text)
    return [(word, text[start:end]) for word, start, end in zip(*found, strict=True)]


def test_words_come_in_order_with_what_was_written() -> None:
    assert spans("Checks the stock, twice.") == [
        ("checks", "Checks"),
        ("the", "the"),
        ("stock", "stock"),
        ("twice", "twice"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IT support", ["it", "support"]),
        ("it breaks; It bends", ["it~", "breaks", "it~", "bends"]),
        ("C++, C# and F#", ["c++", "c#", "and", "f#"]),
        (".NET or ASP.NET", [".net", "or", "asp", ".net"]),
        ("3D at 5G", ["3d", "at", "5g"]),
        ("GPs and TAs", ["gp", "and", "ta"]),
        ("B.Sc. (Hons), Ph.D., N.V.Q., e.g.", ["bsc", "hons", "phd", "nvq", "eg"]),
        ("R&D", ["r&d"]),
        ("the A & E ward", ["the", "a&e", "ward"]),
        ("fish & chips, salt&vinegar", ["fish", "and", "chips", "salt", "and", "vinegar"]),
        ("& so on &", ["so", "on"]),
        ("20,000 in 7.5 tonnes", ["20000", "in", "7.5", "tonnes"]),
        ("Café, naïve, Łódź, Æon", ["cafe", "naive", "lodz", "aeon"]),
        ("cafe\u0301s re\u0301sume\u0301", ["cafes", "resume"]),
        ("half\u00adway", ["halfway"]),
        ("½ or m²", ["12", "or", "m2"]),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_a_word_keeps_its_meaning(text: str, words: list[str]) -> None:
    assert tokens(text).words == words


@pytest.mark.parametrize(
    "alike",
    [
        ("driver's", "driver’s", "drivers", "Drivers"),
        ("co-ordinator", "co‑ordinator", "coordinator", "Co-Ordinator"),
        ("organise", "organize"),
        ("colour", "color"),
        ("centre", "center"),
        ("licence", "license"),
        ("counsellor", "counselor"),
        ("jewellery", "jewelry"),
        ("programme", "program"),
        ("paediatrician", "pediatrician"),
        ("labourer", "laborer"),
    ],
)
def test_what_is_written_in_several_ways_is_one_word(alike: tuple[str, ...]) -> None:
    assert len({tuple(tokens(text).words) for text in alike}) == 1


@pytest.mark.parametrize(
    "word", ["size", "prize", "seize", "capsize", "doctor", "motor", "laboratory", "meter", "older"]
)
def test_what_only_looks_american_stays(word: str) -> None:
    assert tokens(word).words == [word]


def test_what_several_words_make_together_stands_behind_them_with_its_span() -> None:
    assert spans("The decision-maker waits") == [
        ("the", "The"),
        ("decision", "decision"),
        ("maker", "maker"),
        ("waits", "waits"),
        ("decisionmaker", "decision-maker"),
    ]
    assert tokens("The decision-maker waits").plain() == 4


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Two A levels", ["alevels"]),
        ("an A-level", ["alevel"]),
        ("a T Level", ["tlevel"]),
        ("at level 3", ["level3"]),
        ("an NVQ 3", ["nvq3"]),
        ("3-D", ["3d"]),
        ("on-the-job training", ["onthejob"]),
        ("a level of skill", []),
        ("A level of skill", []),
        ("state-of-the-art", []),
    ],
)
def test_names_of_several_words_are_one_word_as_well(text: str, together: list[str]) -> None:
    found = tokens(text)
    assert found.words[found.plain() :] == together


def test_the_same_text_gives_the_same_words_however_often_it_is_asked() -> None:
    assert tokens("a T-level, twice") == tokens("a T-level, twice")


@given(TEXTS)
def test_any_text_has_words_whose_spans_lie_in_it(text: str) -> None:
    found = tokens(text)
    assert all(0 <= start < end <= len(text) for _, start, end in zip(*found, strict=True))
    assert all(word and not word.isspace() for word in found.words)


@given(TEXTS)
def test_ordinary_words_do_not_overlap_and_the_others_lie_over_several_of_them(text: str) -> None:
    found = tokens(text)
    plain = found.plain()
    assert all(
        end <= start for end, start in zip(found.ends[: plain - 1], found.starts[1:plain], strict=True)
    )
    for start, end in zip(found.starts[plain:], found.ends[plain:], strict=True):
        assert (
            sum(
                start <= a and b <= end for a, b in zip(found.starts[:plain], found.ends[:plain], strict=True)
            )
            > 1
        )


@given(st.lists(TEXTS, max_size=3))
def test_texts_that_stand_on_lines_of_their_own_are_analysed_alone(texts: list[str]) -> None:
    lines = [line for text in texts for line in text.split("\n")]
    apart = sorted(word for line in lines for word in tokens(line).words)
    assert sorted(tokens("\n".join(lines)).words) == apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hospital", "hospitality"),
        ("reporter", "report"),
        ("accountant", "account"),
        ("assistant", "assist"),
        ("author", "authority"),
        ("animal", "animation"),
        ("physics", "physical"),
        ("import", "important"),
        ("programme", "programmer"),
        ("custom", "customs"),
        ("office", "officer"),
        ("audit", "auditioning"),
        ("vet", "vetted"),
        ("design", "designated"),
        ("edit", "editions"),
        ("personal", "person"),
        ("fabric", "fabricating"),
        ("represent", "representatives"),
        ("security", "securities"),
        ("compass", "compassionate"),
    ],
)
def test_words_of_different_trades_have_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nurse", "nursing"),
        ("accountants", "accountant"),
        ("policing", "police"),
        ("salesmen", "salesman"),
        ("midwives", "midwife"),
        ("children", "childs"),
        ("bachelors", "bachelor"),
        ("managers", "manager"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["c++", "3d", "it~", ".net", "r&d", "level3", "specimen", "omen"])
def test_a_word_with_signs_and_one_that_is_no_plural_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


def test_a_name_has_the_stems_of_its_words_alone() -> None:
    assert plain_stems("IT co-ordinators (A level)") == ("it", "coordinator", "a", "level")
