"""The openings: wordings by their first word and the letters that follow it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.paths.rules import rules
from indexer.patterns.openings import openings_of
from indexer.patterns.prefilter import literal_prefixes
from indexer.patterns.wording import Placeholders, compiled
from indexer.profile import SectionKind

WORDINGS = ("go on", "go[es] on to", "go", "go <words> up", "go a way", "go-between", "go # times", "go's")
NONE = Placeholders((), (), ())


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        ("go on", {"go on", "go[es] on to", "go", "go <words> up"}),
        ("go  over", {"go", "go <words> up"}),
        ("go-between", {"go", "go <words> up", "go-between"}),
        ("go a way", {"go", "go <words> up", "go a way"}),
        ("go", {"go", "go <words> up"}),
    ],
)
def test_few_of_the_wordings_with_a_word_are_tried_at_a_place(text: str, tried: set[str]) -> None:
    known = openings_of((wording, literal_prefixes(wording)) for wording in WORDINGS)["go"]
    place = re.compile("go").match(text)
    assert place is not None
    assert tried <= set(known.at(place)) < set(WORDINGS)


@given(
    st.lists(st.sampled_from(["go", "goes", "on", "to", "a", "way", "up", "3", "-", "'s", "\n"]), max_size=6)
)
def test_every_wording_that_matches_is_tried(words: list[str]) -> None:
    text = "go " + " ".join(words)
    known = openings_of((wording, literal_prefixes(wording)) for wording in WORDINGS)
    for place in re.finditer(r"go(?:es)?", text):
        openings = known.get(place[0])
        for wording in WORDINGS:
            if compiled(wording, NONE).match(text, place.start()) and openings:
                assert wording in openings.at(place)


def test_the_cues_of_paths_that_share_a_word_are_told_apart_by_what_follows() -> None:
    known = rules().cues[SectionKind.OPPORTUNITIES]
    most = max(known.wordings.values(), key=lambda one: len(one.every))
    assert max(map(len, most.by_letters.values())) < len(most.every)
