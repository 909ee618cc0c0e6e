"""Twice the text takes every reader about twice the time, whatever is in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from indexer.errors import ContentError
from indexer.importing.values import SourcePage
from indexer.importing.writing import markdown_of
from indexer.profile import Profile, Section, SectionKind
from indexer.readers import READERS, REMARKS, jsonlines
from indexer.readers.conventions import shipped
from indexer.readers.document import Document
from tests.linear_time import assert_linear, seconds

Read = Callable[[str], object]

SIGNS = (
    *("[", "]", "[a](", "[a][", "![", "*", "**", "* ", "*a* ", "_", "`", "`a ", "``a` ", "~~", "==a", "%%a"),
    *(
        "{",
        "{{",
        "{{<",
        "{%",
        "{/*",
        "{#a",
        "{.a",
        " ",
        "\t",
        "\n",
        "    ",
        "[[a",
        "[^1",
        "\\",
        "&",
        "&amp",
        "|",
    ),
    *(
        "<",
        "<a ",
        "<a b='",
        "<!--",
        "<b>",
        "</b>",
        "<del>a",
        "<script>",
        "(",
        '"',
        "é",
        "a ",
        "#",
        "# a\n",
        "a\n",
    ),
    *(
        "- ",
        "- a\n",
        "> ",
        "> a\n",
        "1. ",
        "***\n",
        "===\n",
        "a|b\n-|-\n",
        "```\n",
        "[a]: b\n",
        "**Duties:** a\n\n",
    ),
    *(
        "!!! a\n",
        ":::\n",
        "> [!a]\n",
        "import a from 'b'\n",
        "http://a.b ",
        "<<",
        "[]",
        "1 May 2024\n\n",
        "• a\n",
    ),
)
"""Signs of markup and of text, which begin something that may never end."""

TAGS = (
    *(
        "<div>",
        "<div>a",
        "</div>",
        "<p>",
        "<ul><li>",
        "<ol><li><p>",
        "<blockquote>",
        "<table><tr><td>",
        "<b><p>",
    ),
    *("<b><div>", "<p><b>a", "<b></div>", "<b><i></b>", "<a href=x><div>", "<dl><dt>a<dd>", "<span hidden>"),
    *(
        "<h2>a</h2>",
        "<h3>Skills</h3>a",
        "<details><summary>a",
        "<button>a</button><div>b</div>",
        "<div class=tab>",
    ),
    *(
        "<p><b>Duties</b></p>",
        "<p>1 May 2024</p>",
        "<!-- a -->",
        "<svg>",
        "<template>",
        "<nav>",
        "<form><button>",
    ),
)
"""Elements of HTML that are never closed, closed in the wrong order, or many."""

KEYS = (
    "a: b\n",
    "- a\n",
    "a: [",
    "[",
    "{",
    "a: {",
    "'",
    '"',
    "# a\n",
    "a:\n  b:\n",
    "a: <!--",
    "aliases: /a\n",
)


def document(suffix: str, text: str) -> Document:
    return Document(Path(f"weaver{suffix}"), "weaver", text, "", shipped())


def markdown(text: str) -> object:
    return READERS[".md"](document(".md", f"# Weaver\n\n{text}"))


def markdown_remarks(text: str) -> object:
    return list(REMARKS[".md"](document(".md", f"# Weaver\n\n{text}")))


def front_matter(text: str) -> object:
    return READERS[".md"](document(".md", f"---\ntitle: Weaver\n{text}\n---\n\nWeave.\n"))


def page(text: str) -> object:
    return READERS[".html"](document(".html", f"<title>Weaver</title><h1>Weaver</h1><h2>Duties</h2>{text}"))


def page_remarks(text: str) -> object:
    return list(REMARKS[".html"](document(".html", text)))


def plain_text(text: str) -> object:
    return READERS[".txt"](document(".txt", f"Weaver\n\n{text}"))


def record(text: str) -> object:
    sections = [{"heading": "Duties", "text": text}]
    line = json.dumps({"id": "weaver", "title": "Weaver", "sections": sections}).encode()
    return jsonlines.read(document(".jsonl", ""), line, 1)


def written(text: str) -> object:
    """A text written as Markdown by an import."""
    sections = (Section(SectionKind.DUTIES, "Duties", " ".join(text.split())),)
    return markdown_of(SourcePage("a place", Profile("weaver", "Weaver", sections)), shipped().headings)


def heading(text: str) -> object:
    return shipped().headings.kind(text), shipped().headings.known(text)


SIZES: dict[Read, int] = {
    markdown: 2_000,
    markdown_remarks: 2_000,
    page: 4_000,
    page_remarks: 5_000,
    plain_text: 5_000,
    record: 20_000,
    written: 1_500,
    front_matter: 2_000,
    heading: 10_000,
}
"""How many characters each reader gets, so that what is quadratic takes long enough to be told apart."""

UNENDED = (
    "[",
    "*a",
    "`a ",
    "``a` ",
    "{{",
    "{%",
    "{.a",
    " ",
    "<a b='",
    "<!--",
    "<del>a",
    "<script>",
    "- ",
    "> ",
    "\n",
)
"""Signs that hide text or begin a block."""

NESTED = ("<table><tr><td>", "<dl><dt>a<dd>")
"""Tables in tables, which a page reads in quadratic time; it refuses a thousand of them."""

HOSTILE: dict[Read, tuple[str, ...]] = {
    markdown: (*SIGNS, *TAGS[:9]),
    markdown_remarks: (*UNENDED, *TAGS[:9]),
    page: (*UNENDED, *(tag for tag in TAGS if tag not in NESTED)),
    page_remarks: (*UNENDED, "<div>", "<!-- a -->"),
    plain_text: (*UNENDED, "Duties\n", "a\n---\n", "=== a ===\n", "also known as a, ", "updated ", "2024-"),
    record: (*UNENDED, *TAGS[:15]),
    written: UNENDED,
    front_matter: KEYS,
    heading: ("a ", "(", "(a", "[", "1. ", "duties ", "of ", "to be ", "what a ", "{#", "becoming a "),
}
CASES = [(read, unit) for read, units in HOSTILE.items() for unit in units]


@pytest.mark.parametrize(("read", "unit"), CASES, ids=[f"{read.__name__}-{unit!r}" for read, unit in CASES])
def test_twice_the_text_takes_twice_the_time(read: Read, unit: str) -> None:
    def tried(text: str) -> None:
        with suppress(ContentError):
            read(text)

    assert_linear(tried, unit, SIZES[read])


@pytest.mark.parametrize("form", ["[{0}]: b\n\n## Part {0}\n\n[{0}]\n\n", "[{0}]: b\n\n[{0}]\n\n## Part\n\n"])
def test_many_links_that_are_defined_apart_take_twice_the_time(form: str) -> None:
    once, twice = ("".join(form.format(f"a{n}") for n in range(count)) for count in (600, 1_200))
    assert seconds(markdown, twice) < 2.7 * seconds(markdown, once)


def test_elements_that_nest_too_deeply_keep_their_text() -> None:
    deep = "<div>" * 400 + "Weave cloth." + "</div>" * 400 + "<p>Then sell it.</p>"
    profile = record(deep)
    assert isinstance(profile, Profile)
    assert profile.sections[0].text == "Weave cloth.\n\nThen sell it."


@pytest.mark.parametrize("unit", NESTED)
def test_tables_as_deep_as_a_page_may_nest_take_seconds_at_most(unit: str) -> None:
    assert seconds(page, unit * 450) < 5
