"""What every snippet keeps to, whatever the profile and the question."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh.indexing.analysis import position_gaps
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.language.interpretation import Interpretation
from indexer.language.words import stem, tokens
from indexer.profile import Profile, anchors
from indexer.query import Query
from indexer.results import Hit, Snippet
from tests.contract.library import LIBRARY, profile
from tests.engines.made_up import essays, index, libraries, questions

QUESTIONS = ("boats gates", "stock control", '"stock control"', "draw old bridges", "water -vole", "welding")
MOST = 2


@given(libraries(most=4, texts=essays), st.lists(questions, min_size=3, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_snippet_is_a_marked_cut_of_its_section(
    library: tuple[Profile, ...], asked: list[Query]
) -> None:
    with index((library, ())) as searcher:
        for query in asked:
            assert_sound(searcher, query)


@pytest.mark.parametrize(
    "text", ["quality control", "how do I become a nurse", '"customer service"', "IT skills"]
)
def test_snippets_of_real_profiles_are_marked_cuts_of_their_sections(
    text: str, ncs: Sequence[Profile]
) -> None:
    with index((ncs[::12], ())) as searcher:
        assert_sound(searcher, Query(text, page_size=50))


def assert_sound(searcher: WhooshSearcher, query: Query) -> None:
    """Look at every snippet of an answer."""
    question = searcher.retrieval.interpret(query.text, exact=query.exact)
    for hit in searcher.search(query).hits:
        assert len(hit.snippets) <= MOST
        page = searcher.get(hit.id)
        assert page is not None
        for snippet in hit.snippets:
            assert_marked(snippet, question)
            assert_cut(snippet, page, question)
        assert_no_better_left_out(hit, page, question)


def assert_marked(snippet: Snippet, question: Interpretation) -> None:
    """The ranges stand in the text in their order, and each holds something that was asked for."""
    assert snippet.highlights
    assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.highlights)
    assert all(one[1] <= other[0] for one, other in pairwise(snippet.highlights))
    asked = in_sequence(question) | alone(question)
    for start, end in snippet.highlights:
        assert asked & set(map(stem, tokens(snippet.text[start:end]).words)), snippet.text[start:end]


def assert_cut(snippet: Snippet, page: Profile, question: Interpretation) -> None:
    """The text stands so in the section, and no word in it that was asked for is left unmarked."""
    place = anchors(page.sections).index(snippet.anchor)
    section = page.sections[place]
    assert (section.kind, section.heading) == (snippet.section, snippet.heading)
    whole = re.sub(r"\s*\n\s*", " · ", section.text)
    body = snippet.text.removeprefix("… ").removesuffix(" …")
    assert body in whole
    opening = len(snippet.text) - len(snippet.text.removeprefix("… "))
    shift = whole.index(body) - opening
    marked = [(start + shift, end + shift) for start, end in snippet.highlights]
    found = tokens(whole)
    first, last = whole.index(body), whole.index(body) + len(body)
    for word, start, end in zip(found.words, found.starts, found.ends, strict=True):
        if stem(word) in alone(question) and first <= start and end <= last:
            assert any(a <= start and end <= b for a, b in marked), whole[start:end]


def assert_no_better_left_out(hit: Hit, page: Profile, question: Interpretation) -> None:
    """A profile whose sections have a word that was asked for shows a passage."""
    has = any(alone(question) & set(map(stem, tokens(one.text).words)) for one in page.sections)
    assert hit.snippets or not has


def alone(question: Interpretation) -> set[str]:
    """The stems that were asked for by themselves."""
    terms = [one.terms for group in question.groups for one in group.alternatives]
    return {stems[0] for stems in terms if len(stems) == 1}


def in_sequence(question: Interpretation) -> set[str]:
    """The stems that were asked for side by side with others, or in quotes."""
    terms = [one.terms for group in question.groups for one in group.alternatives]
    quoted = {stem(word) for phrase in question.phrases for words in phrase for word in words}
    return quoted | {one for stems in terms for one in stems if len(stems) > 1}


def answers() -> bytes:
    """The answers to some questions over the written library, as bytes."""
    with index((LIBRARY, ())) as searcher:
        found = [searcher.search(Query(text)) for text in QUESTIONS]
        return msgspec.json.encode([msgspec.structs.replace(one, took_ms=0) for one in found])


def test_another_process_gives_the_same_bytes() -> None:
    script = "import sys; from tests.engines.test_snippets import answers; sys.stdout.buffer.write(answers())"
    other = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": "4711", "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert other.stdout == answers() == answers()


def snippets(text: str, asked: str) -> list[str]:
    """The passages of a profile with one section, with the marked words in brackets."""
    page = profile("Lamp trimmer", duties=text)
    with index(([page], ())) as searcher:
        (hit,) = searcher.search(Query(asked, exact=True)).hits
    return [bracketed(snippet) for snippet in hit.snippets]


def bracketed(snippet: Snippet) -> str:
    text = snippet.text
    for start, end in reversed(snippet.highlights):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


FILLER = (
    "Every morning somebody walks along the quay and writes down what has changed since the evening before. "
)


def test_a_short_section_is_shown_whole() -> None:
    assert snippets("trim the wicks", "wicks") == ["trim the [wicks]"]


def test_a_passage_is_cut_between_sentences() -> None:
    text = FILLER * 3 + "Then the wicks are trimmed. " + FILLER * 3
    (found,) = snippets(text, "wicks")
    assert found.startswith("Then the [wicks] are trimmed. Every morning")
    assert found.endswith("before.")


def test_a_passage_of_a_long_sentence_is_cut_between_words_and_says_so() -> None:
    text = "and so on " * 40 + "until the wicks are trimmed " + "and so on " * 40
    (found,) = snippets(text, "wicks")
    assert re.fullmatch(r"… (and|so|on) .* until the \[wicks\] are trimmed .* (and|so|on) …", found)


def test_a_word_behind_a_long_stretch_without_a_space_is_shown_and_marked() -> None:
    (found,) = snippets("x" * 90 + "/wicks and lamps", "wicks")
    assert "[wicks] and lamps" in found


def test_lines_of_a_list_are_set_behind_each_other() -> None:
    assert snippets("trim the wicks\nfill the lamps", "wicks lamps") == [
        "trim the [wicks] · fill the [lamps]"
    ]


def test_the_passage_with_most_of_the_words_comes_first() -> None:
    text = f"Lamps are old.\n{FILLER * 3}\nFill the lamps and trim the wicks."
    first, second = snippets(text, "wicks lamps")
    assert first == "Fill the [lamps] and trim the [wicks]."
    assert second == "[Lamps] are old."


def test_a_page_that_is_all_matches_takes_no_longer_than_its_length() -> None:
    """Processor time at one length and at eight times that; what grew with the square would take 64 times."""
    short, long = (seconds_for("wick lamp\n" * lines) for lines in (2_000, 16_000))
    assert long < 24 * short


def seconds_for(text: str) -> float:
    """The processor time it takes to index a text and to answer a question that is all of it."""
    page = profile("Lamp trimmer", duties=text)
    with index(([page], ())) as searcher:
        searcher.search(Query("trimmer"))
        started = time.process_time()
        position_gaps(text, tokens(text))
        assert searcher.search(Query("wick lamp", exact=True)).total == 1
        return time.process_time() - started


def test_code_points_are_counted_and_not_bytes() -> None:
    assert snippets("Ångström’s naïve café 🛶 keeps the wicks", "wicks cafe") == [
        "Ångström’s naïve [café] 🛶 keeps the [wicks]"
    ]
