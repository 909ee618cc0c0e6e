"""Pages as different sites build them: each with what must be read from it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from indexer.profile import SectionKind
from tests.readers.reading import outline, read, whole_text, written

D, T, R, S, O = (  # noqa: E741  one letter a kind keeps the table narrow
    *(SectionKind.DESCRIPTION, SectionKind.DUTIES, SectionKind.REQUIREMENTS),
    *(SectionKind.SKILLS, SectionKind.OTHER),
)
DUTIES = (T, "Typical duties", "cut reed")
ENTRY = (R, "Entry requirements", "GCSEs help.")


class Page(NamedTuple):
    """A body, and what must be read from it."""

    body: str
    sections: list[tuple[SectionKind, str, str]]
    title: str = "Thatcher"
    summary: str = ""
    head: str = "<title>Thatcher | Trades</title>"


PAGES = {
    "a button above each panel": Page(
        "<h1>Thatcher</h1><button class='collapsible'>Typical duties</button>"
        "<div class='inner'><p>cut reed</p></div>"
        "<button class='collapsible'>Our yard</button><div class='inner'><p>By the river.</p></div>",
        [DUTIES, (O, "Our yard", "By the river.")],
    ),
    "a button that controls a hidden panel": Page(
        "<h1>Thatcher</h1><h2>Typical duties</h2><p>cut reed</p>"
        "<div><button aria-controls='e' aria-expanded='false'>Entry requirements</button></div>"
        "<div id='e' hidden><p>GCSEs help.</p></div>",
        [DUTIES, ENTRY],
    ),
    "a script's tabs": Page(
        "<h1>Thatcher</h1><div class='bar'><button onclick=\"show('d')\">Typical duties</button>"
        "<button onclick=\"show('e')\">Entry requirements</button></div>"
        "<div id='d'><p>cut reed</p></div><div id='e' style='display:none'><p>GCSEs help.</p></div>",
        [DUTIES, ENTRY],
    ),
    "tabs by their order": Page(
        "<h1>Thatcher</h1><ul class='tabs'><li><a>Typical duties</a></li>"
        "<li><a>Entry requirements</a></li></ul>"
        "<div><p>cut reed</p></div><div><p>GCSEs help.</p></div>",
        [DUTIES, ENTRY],
    ),
    "a table whose rows are sections": Page(
        "<h1>Thatcher</h1><table><tr><th>Typical duties</th><td>cut reed</td></tr>"
        "<tr><th>Entry requirements</th><td>GCSEs help.</td></tr></table>",
        [DUTIES, ENTRY],
    ),
    "headings in plain boxes": Page(
        "<h1>Thatcher</h1><div class='ttl'>Typical duties</div><div>cut reed</div>"
        "<p><u>Entry requirements</u></p><p>GCSEs help.</p>",
        [DUTIES, ENTRY],
    ),
    "a box called tools": Page(
        "<h1>Thatcher</h1><h2>Typical duties</h2><p>cut reed</p>"
        "<div class='print tools'><h2>What we carry</h2><p>A leggett and a knife.</p></div>",
        [DUTIES, (O, "What we carry", "A leggett and a knife.")],
    ),
    "a lead beside a title above the main part": Page(
        "<div class='hero'><p>Trades</p><h1>Thatcher</h1><p>Thatchers roof houses with reed.</p></div>"
        "<main><h2>Typical duties</h2><p>cut reed</p></main>",
        [DUTIES],
        summary="Thatchers roof houses with reed.",
    ),
    "the site's name in the first heading": Page(
        "<h1><a href='/'>Trades</a></h1><article class='post'><h2>Thatcher</h2><h3>Typical duties</h3>"
        "<p>cut reed</p></article>",
        [DUTIES],
    ),
    "a description of the site": Page(
        "<h1>Thatcher</h1><p>Thatchers roof houses with reed.</p><h2>Typical duties</h2><p>cut reed</p>",
        [DUTIES],
        summary="Thatchers roof houses with reed.",
        head="<title>Thatcher</title><meta name=description content='Find work in your county today.'>",
    ),
    "a list of contents with a label": Page(
        "<main><h1>Thatcher</h1><p>Contents</p><ul><li><a href='#d'>Typical duties</a></li></ul>"
        "<h2 id='d'>Typical duties</h2><p>cut reed</p></main>",
        [DUTIES],
    ),
    "bullets that were typed": Page(
        "<h1>Thatcher</h1><h2>Typical duties</h2><p>• cut reed<br>• mend ridges</p>",
        [(T, "Typical duties", "cut reed\nmend ridges")],
    ),
    "a link dressed as a button": Page(
        "<h1>Thatcher</h1><h2>Typical duties</h2><p>cut reed</p>"
        "<p><a class='btn' href='/apply'>Apply today</a></p>",
        [DUTIES],
    ),
}

BESIDE = [
    "<div class='side-bar'><h3>Zork</h3><p>Buy zork.</p></div>",
    "<div id='footer'><h4>Zork</h4><p>Degrees at zork college.</p></div>",
    "<div class='blurb'>Zork sells services.</div>",
    "<aside><h2>Zork offer</h2><p>A zork course with a degree.</p></aside>",
    "<section class='team'><h3>About the author</h3><p>Zork writes.</p></section>",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_as_it_is_built(name: str, tmp_path: Path) -> None:
    page = PAGES[name]
    text = f"<!DOCTYPE html><html><head>{page.head}</head><body>{page.body}</body></html>"
    profile = read(written(tmp_path, "thatcher.html", text))
    assert (profile.title, profile.summary) == (page.title, page.summary)
    assert outline(profile) == page.sections


@pytest.mark.parametrize("beside", BESIDE)
def test_what_is_beside_the_title_and_the_known_headings_is_no_content(beside: str, tmp_path: Path) -> None:
    body = (
        "<h1>Thatcher</h1><h2>Typical duties</h2><p>cut reed</p><h2>Entry requirements</h2><p>GCSEs help.</p>"
    )
    profile = read(written(tmp_path, "a.html", f"<div class='wrap'>{body}</div>{beside}"))
    assert outline(profile) == [DUTIES, ENTRY]
    assert "zork" not in whole_text(profile).lower()


@pytest.mark.parametrize(
    "dated",
    [
        '<script type="application/ld+json">{"dateModified": "2024-05-21T10:00:00Z"}</script>',
        "<meta itemprop='dateModified' content='2024-05-21'>",
        "<time itemprop='dateModified' datetime='2024-05-21'>last spring</time>",
    ],
)
def test_a_page_says_for_programs_when_it_changed(dated: str, tmp_path: Path) -> None:
    profile = read(written(tmp_path, "a.html", f"{dated}<h1>Thatcher</h1><p>Reed.</p>"))
    assert str(profile.updated) == "2024-05-21"
