"""How wordings begin, and the places of a text that are looked at because of it."""

from __future__ import annotations

import re

import pytest

from indexer.patterns.prefilter import WORD, literal_prefixes, opening, place_of
from indexer.qualification.recognition import lower_of, plain_of
from indexer.qualification.taxonomy import phrases


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("degree of", {"degree of"}),
        ("degree", {"degree$", "degrees$"}),
        ("a level ! of", {"a level"}),
        ("a ~ level", {"a~", "as~"}),
        ("diploma + in", {"diploma$", "diplomas$"}),
        ("[level # ]nvq", {"level$", "levels$", "nvq$", "nvqs$"}),
        ("bachelor[']s degree", {"bachelor's ", "bachelors degree"}),
        ("(one|[two ]three) four", {"one four", "two three ", "three four"}),
        ("to (some|such a) degree", {"to some ", "to such "}),
        ("doctor of<words>", {"doctor of"}),
        ("s/nvq", {"s/nvq"}),
        ("## degree (angle|turn)", {"# degree "}),
        ("# degree", {"#"}),
        ("2:(1|2) degree", {"2:"}),
        ("b<subject>[ degree]", {"b@"}),
    ],
)
def test_the_words_a_wording_can_begin_with_are_known(wording: str, expected: set[str]) -> None:
    assert literal_prefixes(wording) == expected


@pytest.mark.parametrize("wording", ["[level", "~", "'s"])
def test_a_wording_that_cannot_be_used_is_named(wording: str) -> None:
    with pytest.raises(ValueError, match="the wording"):
        literal_prefixes(wording)


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        ("a level ", "a level, a-level 3, a\nlevel up", ["a", "a"]),
        ("degree$", "degree, degreed, adegree, (degree) degree's degree_", ["degree"] * 4),
        ("foundation~", "foundation or, foundation's, foundation of, foundation/", ["foundation"] * 3),
        ("# degree", "360-degree, 12 degrees, \N{FULLWIDTH DIGIT THREE}6 degree, a1 degree", ["3", "1"]),
    ],
)
def test_a_place_is_where_a_wording_may_stand(known: str, text: str, expected: list[str]) -> None:
    assert [match[0] for match in place_of([known]).finditer(text)] == expected


def test_a_number_opens_with_any_digit_and_a_word_with_itself() -> None:
    assert list(opening("# degree")) == list("0123456789")
    assert list(opening("s/nvq")) == ["s"]


def test_a_short_name_of_a_degree_is_looked_at_where_a_subject_follows() -> None:
    place = place_of(["b@"], ["Com", "Ed", "VetMed"])
    assert [match[0] for match in place.finditer("bcom, b.ed., bvetmed, bank, bmw, bb")] == [
        "bcom",
        "b",
        "bvetmed",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A-levels; a\u00a0level; A.S. level; A/AS levels; a, as or o levels",
        "to some degree, a 45 degree turn, the master's licence, by-degree",
        "S/NVQ, N.V.Q. 3, NVQ3, level-3 diploma, Diplomas in care",
        "register as a nurse with the Nursing Council, need to be a qualified and registered nurse",
        "GCSEs (A* to C), grades 9-4, HNC/D, Ph.D., B.Sc. (Hons), M.A., O ~ A/ O, A level",
        "associate's, bachelor's or master's degree; foundation's, degree; İ degree",
    ],
)
def test_no_place_where_a_wording_matches_is_passed_over(text: str) -> None:
    plain = plain_of(text)
    lower = lower_of(plain)
    known = phrases()
    looked_at = {match.start() for match in known.place.finditer(lower)}
    for word in re.finditer(rf"(?<!\w){WORD}", lower):
        openings = known.wordings.get(word[0])
        for one in openings.every if openings else ():
            if one.pattern.match(plain if one.exact else lower, word.start()):
                assert word.start() in looked_at
                assert one in known.at(word)


@pytest.mark.parametrize(
    "text",
    [
        "a level 2 or 3 diploma, bsc or b.sc. and 5 gcses",
        "working towards an hnd; no a-levels",
        "bed and breakfast owner with a ba",
        "3d artist 12 a_level x2 b",
        "",
    ],
)
def test_a_short_text_begins_wordings_where_the_whole_pattern_says(text: str) -> None:
    known = phrases()
    tried = {match.start(): match for match in known.place.finditer(text)}
    alone = {match.start() for match in known.begun(text)}
    assert alone <= tried.keys()
    for start in tried.keys() - alone:  # it may begin one with another word alone
        assert not any(wording.pattern.match(text, start) for wording in known.at(tried[start]))
