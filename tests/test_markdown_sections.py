import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from indexer.markdown import plain_text, render
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
