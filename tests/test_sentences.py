"""Where a sentence ends, for everything that cuts a text there."""

from __future__ import annotations

from itertools import pairwise

import pytest

from indexer.profile import Profile, Section, SectionKind, summary_of
from indexer.rules.snippets import Passage, fragment
from indexer.sentences import SENTENCE_END


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Tan hides. Cut them.", ["Tan hides.", "Cut them."]),
        ("Use tools, e.g. Knives and awls. Cut.", ["Use tools, e.g. Knives and awls.", "Cut."]),
        ("Work for Dr. Marsh. Rest.", ["Work for Dr. Marsh.", "Rest."]),
        ("They say “Cut.” Then they sew.", ["They say “Cut.”", "Then they sew."]),
        ("Do you need a degree? No.", ["Do you need a degree? No."]),
        ("Buy 2.5 tons of it. 3 are enough.", ["Buy 2.5 tons of it.", "3 are enough."]),
    ],
)
def test_a_sentence_ends_where_the_next_begins(text: str, parts: list[str]) -> None:
    ends = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    assert [text[a:b].strip() for a, b in pairwise(ends)] == parts


def test_an_abbreviation_does_not_end_a_summary() -> None:
    section = Section(SectionKind.DESCRIPTION, "About", "Tanners treat hides, e.g. Calf. They sell them.")
    profile = Profile("tanner", "Tanner", sections=(section,))
    assert summary_of(profile) == "Tanners treat hides, e.g. Calf."


def test_a_snippet_that_ends_with_a_bracketed_sentence_shows_no_cut() -> None:
    text = "Tanners soak hides. (They use lime for that.) " + "They also sell what is left over. " * 9
    start = text.index("lime")
    shown, _ = fragment(text, Passage(0, start, start + 4, [(start, start + 4)]))
    assert shown.endswith(".")
    assert "…" not in shown
