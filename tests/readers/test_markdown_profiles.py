import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from indexer.markdown import plain_text, render
from indexer.profile import SectionKind
from indexer.readers.document import Document
from indexer.readers.headings import shipped
from indexer.readers.markdown import read as read_markdown
from tests.readers.reading import headings, outline, read, written

FRONT = "---\ntitle: Baker\n---\n"
FULL = """\
---
title: Baker  # the usual name
alternative_titles:
  - Bread maker
  - "Baker: craft"
  - Bread maker
category: Food
summary: >
  Bakers make bread
  and cakes.
published: 2023-04-05
updated: '2024-05-21'
review_by: 2026-01-01
qualifications: [nvq, apprenticeship]
related:
  - chef
---

You may know us by our [smell][nose].

# Baker

A word before the first heading.

## Job description

Bakers make **bread**
before dawn.

## Typical duties

- mix dough
- shape loaves

### At Easter

1. plait

## Our ovens

See the [nose] again.

## Skills and interests

[nose]: https://example.org/nose "A title"
"""


def test_front_matter_becomes_the_profiles_fields(tmp_path: Path) -> None:
    profile = read(written(tmp_path, "baker.md", FULL))
    assert (profile.id, profile.title, profile.source) == ("baker", "Baker", "baker.md")
    assert profile.alternative_titles == ("Bread maker", "Baker: craft")
    assert (profile.category, profile.summary) == ("Food", "Bakers make bread and cakes.")
    assert profile.published == dt.date(2023, 4, 5)
    assert profile.updated == dt.date(2024, 5, 21)
    assert profile.review_by == dt.date(2026, 1, 1)
    assert profile.qualifications == ("nvq", "apprenticeship")
    assert profile.related == ("chef",)


def test_headings_of_level_two_are_sections(tmp_path: Path) -> None:
    assert outline(read(written(tmp_path, "baker.md", FULL))) == [
        (SectionKind.SUMMARY, "Summary", "You may know us by our smell."),
        (SectionKind.SUMMARY, "Summary", "A word before the first heading."),
        (SectionKind.DESCRIPTION, "Job description", "Bakers make bread before dawn."),
        (SectionKind.DUTIES, "Typical duties", "mix dough\nshape loaves\n\nAt Easter\n\nplait"),
        (SectionKind.OTHER, "Our ovens", "See the nose again."),
        (SectionKind.SKILLS, "Skills and interests", ""),
    ]


def test_a_link_works_in_its_section_wherever_it_is_defined(tmp_path: Path) -> None:
    sections = read(written(tmp_path, "baker.md", FULL)).sections
    assert sections[0].markdown.startswith("[NOSE]: <https://example.org/nose>\n\nYou")
    assert 'href="https://example.org/nose"' in render(sections[0])
    assert 'href="https://example.org/nose"' in render(sections[4])


def test_a_section_keeps_its_source(tmp_path: Path) -> None:
    profile = read(written(tmp_path, "baker.md", f"{FRONT}\n## Pay\n\n    indented\n\n* a\n* b  \n\n"))
    assert profile.sections[0].markdown == "    indented\n\n* a\n* b"


def test_a_heading_of_level_one_that_is_not_the_title_begins_a_section_too(tmp_path: Path) -> None:
    profile = read(written(tmp_path, "baker.md", f"{FRONT}\n# BAKER\n\n# Training\n\nTwo years.\n"))
    assert outline(profile) == [(SectionKind.REQUIREMENTS, "Training", "Two years.")]


def test_a_heading_may_be_underlined_or_have_markup(tmp_path: Path) -> None:
    text = f"{FRONT}\nTypical *duties*\n----------------\n\nBake.\n\n## `Pay` & [more](/x)\n"
    assert headings(read(written(tmp_path, "baker.md", text))) == ["Typical duties", "Pay & more"]


def test_a_hash_in_a_list_a_quotation_or_code_is_no_heading(tmp_path: Path) -> None:
    text = f"{FRONT}\n## Pay\n\n> ## Quoted\n\n- ## Listed\n\n```\n## Code\n```\n"
    assert headings(read(written(tmp_path, "baker.md", text))) == ["Pay"]


def test_windows_line_ends_a_bom_and_dots_after_the_front_matter_are_fine(tmp_path: Path) -> None:
    text = "\ufeff---\r\ntitle: Baker\r\n...\r\n\r\n## Pay\r\n\r\nLittle,\r\nat first.\r\n"
    assert outline(read(written(tmp_path, "baker.md", text))) == [
        (SectionKind.OTHER, "Pay", "Little, at first.")
    ]


def test_a_title_is_text_whatever_yaml_would_take_it_for(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a.md", "---\ntitle: 007\n---\n")).title == "007"
    assert read(written(tmp_path, "b.md", "---\ntitle: No\ncategory:\nrelated: []\n---\n")).title == "No"


PIECES = [
    "## Pay\n",
    "# Baker\n",
    "### Sub\n",
    "word",
    " ",
    "\n",
    "\n\n",
    "- ",
    "> ",
    "```\n",
    "    ",
    "|",
    "\n|-|\n",
]
PIECES += ["<div>\n", "</div>\n", "~~", "<pre>\n", "</pre>", "<td>", "<ul><li>", "<h2>", "<br>"]
COMMENTS = ["<!--", "-->", "<del>", "</del>", "<p hidden>", "</p>", "<script>", "<name>"]
PIECES += ["[a]", "[a]: /b\n", "**", "`", "Pay\n---\n", "&amp;", "<i>", "![x](y)", "é"]


@given(st.lists(st.sampled_from([*PIECES, *COMMENTS]), max_size=40).map("".join))
def test_a_sections_text_is_what_its_markdown_says_when_rendered(body: str) -> None:
    document = Document(Path("baker.md"), "baker.md", FRONT + body, "", shipped())
    for section in read_markdown(document).sections:
        assert section.text == plain_text(render(section))


@given(st.lists(st.sampled_from([piece for piece in PIECES if "[" not in piece]), max_size=40).map("".join))
def test_no_line_of_a_body_is_lost(body: str) -> None:
    document = Document(Path("baker.md"), "baker.md", FRONT + body, "", shipped())
    kept = "".join(section.heading + section.markdown for section in read_markdown(document).sections)
    assert kept.count("word") == body.count("word")
