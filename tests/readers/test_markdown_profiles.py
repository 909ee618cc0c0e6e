import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.library.corpus import Corpus
from indexer.markdown import plain_text, render
from indexer.profile import Profile, SectionKind
from indexer.readers import read_remarks
from indexer.readers.conventions import shipped
from indexer.readers.document import Document
from indexer.readers.markdown.reader import read as read_markdown
from tests.readers.reading import headings, outline, read, refusal, written

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


def sections_of(tmp_path: Path, body: str) -> list[tuple[SectionKind, str, str]]:
    return outline(read(written(tmp_path, "thatcher.md", f"{FRONT}\n{body}")))


@pytest.mark.parametrize("mark", ["#", "###", "#####"])
def test_the_topmost_level_that_is_there_makes_sections(mark: str, tmp_path: Path) -> None:
    body = f"{mark} Typical duties\n\n- cut reed\n\n{mark} Our yard\n\nBy the river.\n"
    assert sections_of(tmp_path, body) == [
        (SectionKind.DUTIES, "Typical duties", "cut reed"),
        (SectionKind.OTHER, "Our yard", "By the river."),
    ]


def test_a_deeper_heading_of_another_kind_begins_a_section(tmp_path: Path) -> None:
    body = "## Typical duties\n\ncut reed\n\n### In spring\n\nburn\n\n### Key skills\n\nbalance\n"
    assert sections_of(tmp_path, body) == [
        (SectionKind.DUTIES, "Typical duties", "cut reed\n\nIn spring\n\nburn"),
        (SectionKind.SKILLS, "Key skills", "balance"),
    ]


def test_a_single_heading_of_level_one_leads_sections_of_level_two(tmp_path: Path) -> None:
    body = "# Life on the roof\n\nHigh.\n\n## Our reed\n\nLong.\n\n## Our ladders\n\nLonger.\n"
    assert [heading for _, heading, _ in sections_of(tmp_path, body)] == [
        "Life on the roof",
        "Our reed",
        "Our ladders",
    ]


def test_lines_in_bold_that_the_table_knows_are_headings(tmp_path: Path) -> None:
    body = "**Typical duties:**\n\n- cut reed\n\n__Minimum qualifications__\n\nGCSEs.\n\n**Always.**\n\nx\n"
    assert sections_of(tmp_path, body) == [
        (SectionKind.DUTIES, "Typical duties", "cut reed"),
        (SectionKind.REQUIREMENTS, "Minimum qualifications", "GCSEs.\n\nAlways.\n\nx"),
    ]


def test_headings_in_bold_may_run_into_their_text_where_there_are_no_others(tmp_path: Path) -> None:
    body = "Reed lasts.\n\n**Duties:** cut *reed*.\n\n**Note:** it is dusty.\n\n**Salary**: by the day.\n"
    assert sections_of(tmp_path, body) == [
        (SectionKind.SUMMARY, "Summary", "Reed lasts."),
        (SectionKind.DUTIES, "Duties", "cut reed.\n\nNote: it is dusty."),
        (SectionKind.OTHER, "Salary", "by the day."),
    ]
    kept = sections_of(tmp_path, "## Entry\n\n**Skills:** balance.\n")
    assert kept == [(SectionKind.REQUIREMENTS, "Entry", "Skills: balance.")]


def test_a_file_without_front_matter_has_its_first_heading_for_a_title(tmp_path: Path) -> None:
    profile = read(written(tmp_path, "a.md", "# Thatcher\n\nRoofs.\n\n## Duties\n\n- cut reed\n"))
    assert profile.title == "Thatcher"
    assert headings(profile) == ["Summary", "Duties"]


def test_an_index_file_is_named_after_its_folder(tmp_path: Path) -> None:
    (tmp_path / "thatcher").mkdir()
    written(tmp_path / "thatcher", "index.md", "# Thatcher\n")
    written(tmp_path, "tiler.Markdown", "# Tiler\n")
    corpus = Corpus([tmp_path])
    ids = {each.id for each in corpus.read(corpus.fingerprints()) if isinstance(each, Profile)}
    assert ids == {"thatcher", "tiler"}


SHORTCODES = """# Thatcher {.title}

{{< youtube zorkvideo >}}

## Typical duties {#duties}

:::note
Reed lasts{{ page.zorkname }}{% if zorkif %}.
:::

{: .zorkclass}
{/* zorkcomment */}

`{{ kept }}` and \\{{ escaped
"""


def test_what_other_programs_replace_is_left_out_and_named(tmp_path: Path) -> None:
    path = written(tmp_path, "thatcher.mdx", SHORTCODES)
    profile = read(path)
    assert headings(profile) == ["Typical duties"]
    assert profile.sections[0].text == "Reed lasts.\n\n{{ kept }} and {{ escaped"
    remarks = [(line, remark.rule) for line, remark in read_remarks(path, path.name)]
    assert remarks == [(line, "shortcode") for line in (1, 3, 5, 7, 8, 8, 9, 11, 12)]


def test_the_heading_of_a_section_is_no_title(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, "thatcher.md", "## Typical duties\n\n- cut reed\n"))
    assert "has no title" in error.message
