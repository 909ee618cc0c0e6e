"""Elements around ranges of a section's text, which may cross, nest and overlap."""

from __future__ import annotations

import time

import nh3
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from indexer.markdown import plain_text, render
from service.view.markup import Mark, mark
from tests.test_markdown_sections import MARKDOWN, section


@given(
    MARKDOWN, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12), st.sampled_from(["mark", "a", "b"])))
)
def test_marks_leave_the_text_as_it_was(markdown: str, spans: list[tuple[int, int, str]]) -> None:
    html = nh3.clean(render(section(markdown=markdown)))
    marks = [Mark(start, start + length, tag) for start, length, tag in spans]
    marked = mark(html, marks)
    assert plain_text(marked) == plain_text(html)


@given(MARKDOWN, st.integers(0, 60), st.integers(1, 12))
@example("**    <ul>- ", 0, 5)  # the space is not in the text, the item after it is marked as well
def test_what_is_marked_is_the_range_of_the_text(markdown: str, start: int, length: int) -> None:
    html = nh3.clean(render(section(markdown=markdown)))
    text = plain_text(html)
    marked = mark(html, [Mark(start, start + length, "ins")])
    inside = "".join(piece.split("</ins>")[0] for piece in marked.split("<ins>")[1:])
    wanted = text[start : start + length]
    assume("|" not in text)  # a cell's bar is in the text and not in the page
    assert "".join(plain_text(f"<p>{inside}</p>").split()) == "".join(wanted.split())


@given(
    MARKDOWN, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from(["mark", "a", "b"])))
)
def test_marked_html_is_as_well_formed_as_before(markdown: str, spans: list[tuple[int, int, str]]) -> None:
    html = nh3.clean(render(section(markdown=markdown)), link_rel=None)
    marked = mark(html, [Mark(start, start + length, tag) for start, length, tag in spans])
    tags = nh3.ALLOWED_TAGS | {"mark"}
    assert nh3.clean(marked, tags=tags, link_rel=None) == marked.replace("\xa0", "&nbsp;")


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Mark(0, 3)], "<p><mark>one</mark> <em>two</em> three</p>"),
        ([Mark(2, 9)], "<p>on<mark>e </mark><em><mark>two</mark></em><mark> t</mark>hree</p>"),
        ([Mark(0, 7, "a"), Mark(0, 3)], "<p><a><mark>one</mark> </a><em><a>two</a></em> three</p>"),
        ([Mark(0, 3), Mark(0, 3, "b")], "<p><mark><b>one</b></mark> <em>two</em> three</p>"),
        ([Mark(8, 11), Mark(10, 13, "b")], "<p>one <em>two</em> <mark>th<b>r</b></mark><b>ee</b></p>"),
        ([Mark(3, 3), Mark(5, 4), Mark(50, 60)], "<p>one <em>two</em> three</p>"),
    ],
)
def test_ranges_cross_nest_and_overlap(marks: list[Mark], expected: str) -> None:
    assert mark("<p>one <em>two</em> three</p>", marks) == expected


def test_attributes_of_a_mark_are_escaped() -> None:
    marked = mark("<p>HND</p>", [Mark(0, 3, "a", (("href", '/?q="x"&y'), ("class", "q")))])
    assert marked == '<p><a href="/?q=&quot;x&quot;&amp;y" class="q">HND</a></p>'


def test_a_link_is_never_put_into_a_link() -> None:
    marked = mark(
        '<p><a href="/">an HND</a> or HNC</p>', [Mark(3, 6, "a"), Mark(10, 13, "a"), Mark(11, 12, "a")]
    )
    assert marked == '<p><a href="/">an HND</a> or <a>HNC</a></p>'


def test_a_mark_goes_on_after_space_that_the_text_has_not() -> None:
    html = "<p>saw   <br>\n cut</p>"
    assert plain_text(html) == "saw\ncut"
    assert mark(html, [Mark(0, 6)]) == "<p><mark>saw   </mark><br><mark>\n cu</mark>t</p>"


def test_marks_come_and_go_from_paragraph_to_paragraph() -> None:
    html = "<p>one two</p>\n<p>two three</p>\n<p>four</p>"
    assert plain_text(html) == "one two\n\ntwo three\n\nfour"
    marked = mark(html, [Mark(9, 24, "b"), Mark(4, 12), Mark(20, 24)])
    assert marked == (
        "<p>one <mark>two</mark></p>\n<p><mark><b>two</b></mark><b> three</b></p>\n"
        "<p><b><mark>four</mark></b></p>"
    )


@pytest.mark.parametrize("between", [" ", "</p>\n<p>"], ids=["in one paragraph", "in many"])
def test_eight_times_the_marks_take_about_eight_times_the_time(between: str) -> None:
    def seconds(words: int) -> float:
        html = f"<p>{between.join(['loom'] * words)}</p>"
        step = len(plain_text(f"<p>loom{between}loom</p>")) - len("loom")
        marks = [Mark(step * word, step * word + 4) for word in range(words)]
        started = time.perf_counter()
        assert mark(html, marks).count("<mark>loom</mark>") == words
        return time.perf_counter() - started

    assert min(seconds(16_000) for _ in range(3)) < 24 * min(seconds(2_000) for _ in range(9))


def test_words_that_look_like_markup_are_escaped_again() -> None:
    assert mark("<p>a &lt;b&gt; &amp;amp;</p>", [Mark(2, 5)]) == "<p>a <mark>&lt;b&gt;</mark> &amp;amp;</p>"
