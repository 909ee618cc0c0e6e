import time

import nh3
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from indexer.markdown import Mark, mark, plain_text, render
from indexer.profile import Section, SectionKind

SOURCE = """\
A *production* manager
plans & checks.

- one **two** three
- [words of a link](https://example.org/) more
  - nested

| Level | Time |
|-------|------|
| Starter | *two* years |

> Said by
> a manager

    code  here

    more

first\\
second ![alt](picture.png) end <b>raw</b>
"""
TEXT = """\
A production manager plans & checks.

one two three
words of a link more
nested

Level | Time
Starter | two years

Said by a manager

code  here

more

first
second  end raw"""

BLOCKS = ["\n", "\n\n", "- ", "1. ", "> ", "* ", "```\n", "### sub\n", "    ", "---\n", "|", "\n|-|-|\n"]
INLINE = ["**", "_", "`", "[", "](https://example.org)", "![", "](x.png)", "\\\n", "  \n", "<b>", "[a]: /b\n"]
RAW = ["~~", "<del>", "</del>", "<div>", "</div>", "<!--", "-->", "<td>", "<ul>", "<pre>", "</pre>", "<h2>"]
WRITTEN = ["word", "two words", " ", "é", "🐝", "<", ">", '"', "&", "#", "\t"]
ODD = ["&amp;", "&#10;", "&#8232;", "&nbsp;", "&#0;", "\u2028"]
MARKDOWN = st.lists(st.sampled_from([*BLOCKS, *INLINE, *RAW, *WRITTEN, *ODD]), max_size=40).map("".join)

WORDS = st.text(alphabet="ab cé🐝<>&\"'|-*_#`", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
LINES = st.lists(WORDS.filter(bool), min_size=1, max_size=4).map("\n".join)
PLAIN = st.lists(LINES, max_size=5).map("\n\n".join)


def section(text: str = "", markdown: str = "") -> Section:
    return Section(SectionKind.OTHER, "Heading", text, markdown)


def test_markdown_becomes_lines_that_stand_together_or_apart() -> None:
    assert plain_text(render(section(markdown=SOURCE))) == TEXT


def test_plain_lines_become_paragraphs_and_lists() -> None:
    html = render(section("You < would:\n\nmend & clean\nlift"))
    assert html == "<p>You &lt; would:</p>\n<ul>\n<li>mend &amp; clean</li>\n<li>lift</li>\n</ul>"


def test_raw_html_that_could_run_is_left_out_with_its_text() -> None:
    html = render(section(markdown="a <script>alert(1)</script><b onclick='x()'>b</b>"))
    assert html == "<p>a <strong>b</strong></p>\n"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Two coats of <abbr title='x'>PVA</abbr>.<br>Then H<sub>2</sub>O", "Two coats of PVA.\nThen H2O"),
        ("<section><h2>Tools</h2><ul><li>float</li><li>hawk</li></ul></section>", "Tools\n\nfloat\nhawk"),
        ("<article>first</article><article>second</article>", "first\n\nsecond"),
        ("<details><summary>Hours</summary>\n\nEarly *starts*\n\n</details>", "Hours\n\nEarly starts"),
        ("<p>One\nparagraph&#10;of one line</p>", "One paragraph of one line"),
        ("<pre>\nline\n  line\n</pre>", "line\n  line"),
        ("<table><tr><th>Pay</th><td>Fair</td></tr></table>", "Pay | Fair"),
        ("<!DOCTYPE html><?php echo 1 ?> plaster", "plaster"),
        ("Ages 5 < 6 and a <b at the end", "Ages 5 < 6 and a <b at the end"),
    ],
)
def test_raw_html_is_rendered_and_its_text_is_read(markdown: str, text: str) -> None:
    html = render(section(markdown=markdown))
    assert plain_text(html) == text
    assert "&lt;" not in html.replace("5 &lt; 6", "").replace("&lt;b at", "")


def test_a_page_keeps_its_own_landmarks_and_headings() -> None:
    html = render(section(markdown="<main><h1>Roofer</h1><nav><a href='/x'>x</a></nav></main>"))
    tags = {node.tag for node in LexborHTMLParser(html).css("body *")}
    assert tags == {"div", "h3", "a"}


@pytest.mark.parametrize(
    "struck", ["~~a ladder~~", "<del>a ladder</del>", "<s>a ladder</s>", "<strike>a ladder</strike>"]
)
def test_struck_out_text_is_neither_on_the_page_nor_in_the_text(struck: str) -> None:
    html = render(section(markdown=f"Bring {struck} a scaffold."))
    assert "ladder" not in html
    assert plain_text(html).split() == ["Bring", "a", "scaffold."]


def test_a_link_to_a_script_is_no_link() -> None:
    assert "href" not in render(section(markdown="[x](javascript:alert(1))"))


@given(PLAIN)
def test_the_text_of_a_rendered_plain_section_is_its_text(text: str) -> None:
    assert plain_text(render(section(text))) == text


@given(MARKDOWN)
@example("a&#10;b")
@example("| a |\n|-|\n| &nbsp; |\n\nend ![x](y)")
def test_the_text_of_rendered_markdown_survives_a_sanitiser(markdown: str) -> None:
    html = render(section(markdown=markdown))
    assert plain_text(nh3.clean(html)) == plain_text(html)


@given(MARKDOWN)
@example("<td>- &#8232;- <pre>")
def test_a_paragraph_of_markdown_is_one_line_without_odd_line_ends(markdown: str) -> None:
    text = plain_text(render(section(markdown=markdown.replace("\u2028", " "))))
    assert text.splitlines() == text.split("\n") if text else True


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
