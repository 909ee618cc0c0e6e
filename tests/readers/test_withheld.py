"""What an author keeps to themselves in a file leaves no trace in the profile, and `check` can name it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers import read_remarks
from indexer.readers.conventions import shipped
from indexer.readers.document import Document
from indexer.readers.markdown.reader import read as read_markdown
from indexer.readers.withheld import withheld, without
from tests.readers.reading import headings, outline, read, whole_text, written

FRONT = "---\ntitle: Thatcher\n---\n"

SECRETS = {
    "in a paragraph": "## Pay\n\nFair<!-- hush --> pay.\n",
    "over several lines": "## Pay\n\nFair <!-- hush\nhush --> pay.\n",
    "over several blocks": "## Pay\n\n- Fair <!-- hush\n\n  > hush\n\nhush --> pay.\n",
    "a whole section": "## Pay\n\nFair pay.\n\n<!--\n## Hush\n\nhush\n-->\n",
    "never closed": "## Pay\n\nFair pay.\n\n<!-- hush\n\n## Hush\n\nhush\n",
    "with a fence in it": "## Pay\n\nFair <!-- hush\n\n```\n\nhush --> pay.\n\nx <!-- hush\n\nhush --> y\n",
    "conditional": "## Pay\n\n<!--[if mso]><p>hush</p><![endif]-->Fair pay.\n",
    "beside a heading": "## Pay <!-- hush -->\n\nFair pay.\n",
    "in a table": "## Pay\n\n| Fair | <!-- hush --> pay. |\n|-|-|\n| a | b <!-- hush --> |\n",
    "between backticks that are no code": "## Pay\n\n- Fair ` pay. <!-- hush\n\nhush -->\n- a ` b\n",
    "in a hidden block": "## Pay\n\nFair pay.\n\n<div hidden>\n\n## Hush\n\n<div>hush</div> hush\n\n</div>\n",
    "hidden by its style": "## Pay\n\nFair <span style='display: none'>hush</span> pay.\n",
    "hidden by its class": "## Pay\n\nFair <p class='x d-none'>hush</p> pay.\n",
    "hidden and never closed": "## Pay\n\nFair pay.\n\n<p hidden>hush\n\nhush\n",
    "in a template": "## Pay\n\nFair pay.\n\n<template>\n\n## Hush\n\nhush\n\n</template>\n",
    "struck out with its heading": "## Pay\n\nFair pay.\n\n<del>\n\n## Hush\n\nhush\n\n</del>\n",
    "struck out by its style": "## Pay\n\nFair <span style='text-decoration:line-through'>hush</span> pay.\n",
}


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_withheld_leaves_no_trace(secret: str, tmp_path: Path) -> None:
    profile = read(written(tmp_path, "thatcher.md", FRONT + SECRETS[secret]))
    assert headings(profile) == ["Pay"]
    assert {"Fair", "pay."} <= set(profile.sections[0].text.split())
    assert "hush" not in repr(profile).lower()
    assert "<!--" not in repr(profile)
    assert "--&gt;" not in repr(profile)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Write `<!-- a note -->` in it.", "Write <!-- a note --> in it."),
        ("Write ``<!-- ` -->`` in it.", "Write <!-- ` --> in it."),
        ("```html\n<!-- a note -->\n<del>x</del>\n```", "<!-- a note -->\n<del>x</del>"),
        ("- so:\n\n  ~~~\n  <p hidden>\n  ~~~", "so:\n<p hidden>"),
        ("So:\n\n    <!-- a note -->", "So:\n\n<!-- a note -->"),
        (r"Write \<!-- a note --> in it.", "Write <!-- a note --> in it."),
        ("Write &lt;!-- a note --> in it.", "Write <!-- a note --> in it."),
        (r"Dear \<name>,", "Dear <name>,"),
        ("See <https://example.org/> or <a@example.org>.", "See https://example.org/ or a@example.org."),
    ],
)
def test_code_and_what_is_escaped_is_text(markdown: str, text: str, tmp_path: Path) -> None:
    path = written(tmp_path, "thatcher.md", f"{FRONT}\n## Tools\n\n{markdown}\n")
    assert [section[2] for section in outline(read(path))] == [text]
    assert list(read_remarks(path, "thatcher.md")) == []


def remarks(path: Path) -> list[tuple[int, str]]:
    return [(line, remark.rule) for line, remark in read_remarks(path, path.name)]


def test_everything_that_is_withheld_has_its_line(tmp_path: Path) -> None:
    text = f"""{FRONT.replace("Thatcher", "Thatcher <!-- or roofer? -->")}
## Tools <!-- five -->

- a mallet
- a <del>comb</del> rake
  <!-- eight
  -->
- `<!-- none -->` <!-- ten --> <!-- ten again -->

<script>
eleven()
</script>
<p hidden>fifteen</p> <tool name>

<!-- seventeen
"""
    assert remarks(written(tmp_path, "thatcher.md", text)) == [
        *(
            (2, "comment"),
            (5, "comment"),
            (8, "struck-out"),
            (9, "comment"),
            (11, "comment"),
            (11, "comment"),
        ),
        *((13, "html-left-out"), (16, "hidden-html"), (16, "unknown-html"), (18, "comment")),
    ]


def test_what_is_never_closed_is_said_to_be_so(tmp_path: Path) -> None:
    for opening, closing in (("<!-- x", "-->"), ("<del>x", "</del>"), ("<svg>", "</svg>")):
        path = written(tmp_path, "thatcher.md", f"{FRONT}\n## Pay\n\nFair. {opening}\n\nMore.\n")
        ((line, remark),) = read_remarks(path, "thatcher.md")
        assert line == 7
        assert remark.message.endswith(f"so everything after it is left out; close it with {closing}")
        assert read(path).sections[0].text == "Fair."


def test_a_word_in_angle_brackets_is_named_since_it_is_not_shown(tmp_path: Path) -> None:
    path = written(tmp_path, "thatcher.md", f"{FRONT}\n## Pay\n\nAsk <your trainer> first.\n")
    ((line, remark),) = read_remarks(path, "thatcher.md")
    assert line == 7
    assert (
        remark.message
        == "<your trainer> is read as HTML and left out; if it is text, put a backslash before it"
    )
    assert read(path).sections[0].text.split() == ["Ask", "first."]


def test_a_page_has_no_trace_of_its_comments(tmp_path: Path) -> None:
    page = """<!DOCTYPE html>
<title>Thatcher <!-- hush --></title>
<meta name="description" content="Thatchers lay reed. <!-- hush -->">
<script>var a = "<!-- a script -->"</script>
<h1>That<!-- hush -->cher</h1>
<!-- <h2>Hush</h2> <p>hush
 hush</p> --><h2 title="<!-- no comment -->">Tools</h2><p>A mallet<!-- hush -->.</p>
<!--[if IE]><p>hush</p><![endif]-->
<!-- hush <p>hush</p>
"""
    path = written(tmp_path, "thatcher.html", page)
    profile = read(path)
    assert (profile.title, profile.summary) == ("Thatcher", "Thatchers lay reed.")
    assert [section[1:] for section in outline(profile)] == [("Tools", "A mallet.")]
    assert "hush" not in whole_text(profile)
    assert remarks(path) == [(line, "comment") for line in (5, 6, 7, 8, 9)]


@pytest.mark.parametrize(
    "struck",
    [
        *(
            "<del>an HND</del>",
            "<s>an HND</s>",
            "<strike>an HND</strike>",
            "<span role=deletion>an HND</span>",
        ),
        *(
            "<span style='text-decoration: line-through red'>an HND</span>",
            "<i class=line-through>an HND</i>",
        ),
    ],
)
def test_a_page_has_no_trace_of_what_is_struck_out(struck: str, tmp_path: Path) -> None:
    page = f"<h1>Thatcher</h1><h2>Entry requirements</h2><p>You need {struck} <ins>an NVQ</ins>.</p>"
    assert read(written(tmp_path, "thatcher.html", page)).sections[0].text == "You need an NVQ."


def test_comments_in_text_and_records_and_front_matter_are_left_out_too(tmp_path: Path) -> None:
    text = written(tmp_path, "thatcher.txt", "Thatcher\n\nTools\n\nA mallet. <!-- hush\n\nhush -->\n")
    record = '{"id": "thatcher", "title": "Thatcher<!-- hush -->", "sections": [{"heading": "Tools", "text": '
    records = written(tmp_path, "a.jsonl", "\n" + record + '"A mallet.<!-- hush\\nhush -->"}]}\n')
    front = written(tmp_path, "b.md", "---\ntitle: Thatcher\nsummary: Lays reed. <!-- hush -->\n---\n")
    for path, lines in ((text, [5]), (records, [2, 2]), (front, [3])):
        assert "hush" not in whole_text(read(path))
        assert remarks(path) == [(line, "comment") for line in lines]


PIECES = [
    "word ",
    "\n",
    "\n\n",
    "- ",
    "    ",
    "```\n",
    "`",
    "``",
    "> ",
    "## Pay\n\n",
    "|",
    "\\",
    "<",
    ">",
    "<!--",
    "-->",
]
PIECES += ["<!-- hush -->", "<p hidden>hush</p>", "<del>", "</del>", "<!-- hush\n\nhush -->", "<name>"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_what_is_withheld_ascends_and_goes_no_further_than_the_text(markdown: str) -> None:
    found = withheld(markdown)
    places = [place for remark in found for place in (remark.start, remark.end)]
    assert places == sorted(places)
    assert all(remark.start < remark.end <= len(markdown) for remark in found)
    assert len(without(markdown, found)) == len(markdown) - sum(one.end - one.start for one in found)


@given(
    st.lists(st.sampled_from([each for each in PIECES if each[0] not in "` \\"]), max_size=30).map("".join)
)
def test_without_code_no_comment_reaches_a_page(markdown: str) -> None:
    document = Document(Path("thatcher.md"), "thatcher.md", f"{FRONT}\n{markdown}", "", shipped())
    profile = read_markdown(document)
    assert "hush" not in whole_text(profile)
