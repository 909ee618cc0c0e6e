import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.markdown import plain_text, render
from indexer.profile import SectionKind
from indexer.readers.conventions import shipped
from indexer.readers.document import Document
from indexer.readers.html.reader import read as read_html
from tests.readers.reading import FIXTURES, headings, outline, read, refusal, whole_text, written

PAGES = FIXTURES / "html"


def page(tmp_path: Path, body: str, head: str = "") -> list[tuple[SectionKind, str, str]]:
    """The sections of a page about bakers with this body."""
    return outline(read(written(tmp_path, "baker.html", f"<title>Baker</title>{head}<h1>Baker</h1>{body}")))


def text_below(tmp_path: Path, body: str) -> str:
    """The text of a page's one section, Duties."""
    ((kind, heading, text),) = page(tmp_path, f"<h2>Duties</h2>{body}")
    assert (kind, heading) == (SectionKind.DUTIES, "Duties")
    return text


def test_an_article_of_a_blog() -> None:
    profile = read(PAGES / "beekeeper.html")
    assert (profile.title, profile.category) == ("Beekeeper", "Farming")
    assert profile.summary == "Beekeepers look after hives for honey and for orchards."
    assert (profile.published, profile.updated) == (dt.date(2022, 4, 9), dt.date(2024, 2, 17))
    assert outline(profile)[1:4] == [
        (
            SectionKind.DESCRIPTION,
            "Job description",
            "You keep colonies of bees healthy through the year, "
            "and bring in the honey when there is some to spare.",
        ),
        (
            SectionKind.DUTIES,
            "Typical duties",
            "In the season you would:\n\nopen hives and look for the queen\ntreat colonies for mites\n"
            "move hives to orchards at dusk",
        ),
        (SectionKind.SKILLS, "Skills needed", "a steady hand\npatience with visitors"),
    ]
    assert headings(profile)[4:] == ["Getting in", "Promotion"]
    assert profile.sections[4].text.endswith(
        "has a unit on bees.\n\nStage | Time\nBasic assessment | One season\nMaster | Ten years"
    )


def test_a_page_of_a_government_site() -> None:
    profile = read(PAGES / "stonemason.html")
    assert (profile.title, profile.alternative_titles) == ("Stonemason", ("Banker mason", "stone carver"))
    assert (profile.summary, profile.updated) == (
        "Stonemasons cut, carve and set stone.",
        dt.date(2024, 5, 14),
    )
    assert [(kind, heading) for kind, heading, _ in outline(profile)] == [
        (SectionKind.SUMMARY, "Summary"),
        (SectionKind.REQUIREMENTS, "How to become a stonemason"),
        (SectionKind.SKILLS, "What it takes"),
        (SectionKind.REQUIREMENTS, "Restrictions and requirements"),
        (SectionKind.DUTIES, "What you’ll do"),
        (SectionKind.OTHER, "Working environment"),
        (SectionKind.OPPORTUNITIES, "Career path and progression"),
        (SectionKind.OTHER, "Further information"),
    ]
    assert profile.sections[0].text == "Starting pay: £21,000\nHours: 38 a week"
    assert "Entry requirements\n\nYou may need 2 GCSEs for a level 2 course." in profile.sections[1].text
    assert profile.sections[-1].text == "Ask these bodies:\n\nThe Guild of Stone\nLime Forum"


def test_a_page_with_tabs() -> None:
    assert outline(read(PAGES / "ferry-pilot.html")) == [
        (SectionKind.DESCRIPTION, "Overview", "A ferry pilot knows every sandbank by name."),
        (SectionKind.DUTIES, "Duties", "check tides and weather\nsteer by day and by night"),
        (
            SectionKind.REQUIREMENTS,
            "Entry requirements",
            "Licence\n\nYou need a boatmaster's licence.\n\nSchool\n\nGCSEs in maths and geography help.",
        ),
        (SectionKind.OTHER, "On the quay", "There is tea, and there are gulls."),
        (SectionKind.OPPORTUNITIES, "Prospects", "Some become harbour masters."),
    ]


def test_a_page_of_a_handbook_with_hidden_panes() -> None:
    profile = read(PAGES / "upholsterers.html")
    assert (profile.title, profile.updated) == ("Upholsterers", dt.date(2024, 9, 30))
    assert headings(profile) == [
        *("Summary", "What Upholsterers Do", "Duties", "How to Become an Upholsterer"),
        *("Important Qualities", "Training", "Pay"),
    ]
    summary, pay = profile.sections[0].text, profile.sections[-1].text
    assert summary.startswith(
        "Quick Facts: Upholsterers\nTypical Pay | $19.40 per hour\n\nWhat Upholsterers Do\n\n"
    )
    assert pay.startswith("Upholsterers\n\nMedian hourly wages\n\nAll trades: $22.10")
    assert "Education\n\nA high school diploma" in profile.sections[3].text


FURNITURE = {
    "beekeeper": "Skip to|All careers|Posted on|wren|Twitter|Facebook|You may also like|Shepherd|Filed under"
    "|sweet job|Leave your words|Most read|Farrier|blog engine|bakes cookies|Fine|Never a section|Hedgerow",
    "stonemason": "essential cookies|Accept|Skip to|trial service|Home|Contents|On this page|useful|Yes"
    "|Back to top|Last updated|Support links|Crown|Help|Alternative titles|Find a trade",
    "ferry-pilot": "Log in|Harbour Jobs|Print|Email this|Turn scripts on|transcript|explains what|Sign up",
    "upholsterers": "Skip to|Look for|Wages|Subjects|HANDBOOK|A-Z|PRINT|turn on scripts|What They Do|About"
    "|empty heading|citation|Last Modified|typical tasks|Privacy|Example Street|Office of Examples",
}


@pytest.mark.parametrize("name", FURNITURE)
def test_what_stands_around_the_content_of_a_page_is_left_out(name: str) -> None:
    text = whole_text(read(PAGES / f"{name}.html"))
    raw = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    for phrase in FURNITURE[name].split("|"):
        assert phrase in raw
        assert phrase not in text


@pytest.mark.parametrize(
    "boilerplate",
    [
        "<nav>Menu</nav>",
        '<div role="navigation">Menu</div>',
        "<footer>Menu</footer>",
        "<header>Menu</header>",
        '<div class="main-menu">Menu</div>',
        '<ul id="breadcrumbs"><li>Menu</ul>',
        '<div class="siteFooter">Menu</div>',
        "<form>Menu</form>",
        "<button>Menu</button>",
        "<p hidden>Menu",
        '<p style="color: red; display:none">Menu',
        '<p style="VISIBILITY: hidden">Menu',
        '<p style="position:absolute; left:-9999px">Menu',
        '<p aria-hidden="true">Menu',
        '<p class="sr-only">Menu',
        '<noscript>Menu</noscript><template>Menu</template><script>"Menu"</script><style>Menu {}</style>',
        '<ul><li><a href="#a">Menu</a><li><a href="#b">Menu</a></ul>',
        '<p>Jump to: <a href="#a">Menu</a> | <a href="#b">Menu</a>',
        '<p><a href="javascript:print()">Menu</a>',
        '<p><a href="https://www.linkedin.com/shareArticle?url=x">Menu</a>',
        '<aside><a href="/x">Menu</a></aside>',
        "<h3>Share this page</h3><p>Menu</p><h3>More</h3>",
        '<div role="dialog"><h2>Duties</h2>Menu</div>',
        "<svg><title>Menu</title></svg><iframe>Menu</iframe>",
        "<select><option>Menu</select>",
    ],
)
def test_boilerplate_is_known_by_its_structure(boilerplate: str, tmp_path: Path) -> None:
    text = text_below(tmp_path, f"<p>Bake.</p><div>{boilerplate}</div><p>Sell.</p>")
    assert text.replace("More\n\n", "") == "Bake.\n\nSell."


@pytest.mark.parametrize(
    "content",
    [
        '<section id="social-care"><h3>Social care</h3><p>Bread</p></section>',
        '<div class="no-footer has-sidebar">Bread</div>',
        '<div class="md:hidden hidden-sm">Bread</div>',
        '<div class="hidden lg:block">Bread</div>',
        '<div class="d-none d-md-block">Bread</div>',
        "<aside>A note on Bread, with <a href='/x'>a link</a></aside>",
        "<details><summary>More</summary>Bread</details>",
        '<p>See <a href="#x">above</a> for Bread.</p>',
        '<ul><li><a href="/a">Bread</a></li><li><a href="/b">Rolls</a></li></ul><p>End.</p>',
        "<p><span>Br</span>ead</p>",
        "<dialogue-box>Bread</dialogue-box>",
        '<div style="max-height:0px">Bread</div>',
    ],
)
def test_content_that_only_looks_like_boilerplate_stays(content: str, tmp_path: Path) -> None:
    assert "Bread" in text_below(tmp_path, content)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a  b\n c&nbsp;d</p>", "a b c d"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ul><li>a<li><p>b<p>c<ul><li>d</ul></ul>e", "a\nb\nc\nd\n\ne"),
        ("<table><tr><th>a<td> <td>b<tr><td>c<br>d<td>e</table>", "a | b\nc d | e"),
        ("<dl><dt>a<dd>b<dt>c:<dd>d<dd>e</dl>", "a: b\nc: d\ne"),
        ("<dl><dt>a<dd><p>b<p>c<dt>d<dd>e</dl>", "a\n\nb\n\nc\n\nd\n\ne"),
        ("<pre>a\n b\n\nc</pre>", "a\nb\n\nc"),
        (
            "<h4>a</h4><blockquote>b</blockquote><figure>c<figcaption>d</figcaption></figure>",
            "a\n\nb\n\nc\n\nd",
        ),
        ("<table><caption>a</caption><tr><td>b</table>", "a\nb"),
        ("<p>&lt;b&gt; &#x1F41D; &amp;amp;</p>", "<b> 🐝 &amp;"),
        ("<p>in\u00advent&shy;ory &#31;x&#133;y</p>", "inventory x…y"),
        ("<p>*</p><p>|</p><p>a</p>", "a"),
    ],
)
def test_blocks_become_lines(html: str, text: str, tmp_path: Path) -> None:
    assert text_below(tmp_path, html) == text


def test_headings_of_any_level_make_the_sections(tmp_path: Path) -> None:
    sections = page(tmp_path, "<h4>Duties</h4><p>Bake.</p><h4>Our ovens</h4><h5>Pay</h5><p>Low.</p>")
    assert sections == [
        (SectionKind.DUTIES, "Duties", "Bake."),
        (SectionKind.OTHER, "Our ovens", "Pay\n\nLow."),
    ]


def test_a_deeper_heading_of_another_kind_begins_a_section(tmp_path: Path) -> None:
    body = (
        "<h2>Entry requirements</h2><p>a<h3>College</h3><p>b"
        "<h3>Skills</h3><p>c<h4>Ears</h4><p>d<h3>Ours</h3><p>e"
    )
    assert page(tmp_path, body) == [
        (SectionKind.REQUIREMENTS, "Entry requirements", "a\n\nCollege\n\nb"),
        (SectionKind.SKILLS, "Skills", "c\n\nEars\n\nd"),
        (SectionKind.REQUIREMENTS, "Ours", "e"),
    ]


def test_bold_paragraphs_are_headings_where_the_table_knows_some_of_them(tmp_path: Path) -> None:
    body = (
        "<p><b>Duties</b></p><p>Bake.</p><p><strong>Our ovens</strong></p><p>Warm.</p>"
        "<p><b>Pay:</b></p><p>Low.</p>"
    )
    assert page(tmp_path, body) == [
        (SectionKind.DUTIES, "Duties", "Bake."),
        (SectionKind.OTHER, "Our ovens", "Warm."),
        (SectionKind.OTHER, "Pay", "Low."),
    ]


def test_bold_words_in_other_places_are_words(tmp_path: Path) -> None:
    body = "<p><b>Please note.</b></p><ul><li><b>Skills</b></li></ul><p><b>Pay</b> is low.</p>"
    assert text_below(tmp_path, body) == "Please note.\n\nSkills\n\nPay is low."


def test_folds_with_known_headings_are_sections(tmp_path: Path) -> None:
    body = (
        "<details><summary>Pay</summary><p>Low.</p></details><details><summary>Ovens</summary>Hot.</details>"
    )
    assert page(tmp_path, body) == [(SectionKind.OTHER, "Pay", "Low."), (SectionKind.OTHER, "Ovens", "Hot.")]


def test_buttons_in_headings_are_headings(tmp_path: Path) -> None:
    body = '<h2><button data-target="#a">Duties</button></h2><div id="a" style="display:none">Bake.</div>'
    assert page(tmp_path, body) == [(SectionKind.DUTIES, "Duties", "Bake.")]


def test_a_heading_that_only_leads_to_a_part_of_the_page_is_a_line(tmp_path: Path) -> None:
    body = (
        '<h2>Summary</h2><h3><b><a href="#pay">Pay</a></b></h3><p>It is low.</p>'
        '<div id="pay"><h2><a href="#pay">Pay</a> <a href="#note">About this</a></h2><p>Low.</p></div>'
    )
    assert page(tmp_path, body) == [
        (SectionKind.SUMMARY, "Summary", "Pay\n\nIt is low."),
        (SectionKind.OTHER, "Pay", "Low."),
    ]


def test_a_page_laid_out_by_a_table(tmp_path: Path) -> None:
    body = (
        "<html><title>Careers: Thatcher</title><table><tr><td>Careers</td></tr><tr><td><a href=a>Home</a><br>"
        "<a href=b>Jobs</a></td><td><h1>Thatcher</h1><p>Thatches.<h3>Pay</h3><table><tr><th>Stage<th>A year"
        "<tr><td>New<td>£17,000</table><p>More later.</td></tr><tr><td>© 2003 Careers</td></tr></table>"
    )
    profile = read(written(tmp_path, "thatcher.htm", body))
    assert (profile.title, profile.summary) == ("Thatcher", "Thatches.")
    assert outline(profile) == [(SectionKind.OTHER, "Pay", "Stage | A year\nNew | £17,000\n\nMore later.")]


def test_a_page_that_is_one_form_is_read_all_the_same(tmp_path: Path) -> None:
    body = "<form><input><h1>Baker</h1><h2>Duties</h2><p>Bake.</p><input type=submit></form>"
    assert outline(read(written(tmp_path, "baker.html", body))) == [(SectionKind.DUTIES, "Duties", "Bake.")]


def test_a_page_saved_behind_an_open_dialog_is_read_all_the_same(tmp_path: Path) -> None:
    body = '<main aria-hidden="true" style="display: none"><h1>Baker</h1><h2>Duties</h2><p>Bake.</p></main>'
    assert outline(read(written(tmp_path, "baker.html", body))) == [(SectionKind.DUTIES, "Duties", "Bake.")]


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Baker | Careers</title><h1> Baker\n</h1>", "Baker"),
        ("<title>Baker | Careers</title><h2>Duties</h2>", "Baker"),
        ("<title>Baker - Careers - Council</title>", "Baker"),
        ("<title>Baker: bread and cakes</title>", "Baker: bread and cakes"),
        ("<title>Careers | Baker</title><meta property=og:site_name content=Careers>", "Baker"),
        ("<title>x</title><meta property=og:title content='Baker · Careers'>", "Baker"),
        ("<title>Baker job profile | Careers</title>", "Baker"),
        ("<title>Job profile: Baker</title>", "Baker"),
        ("<h1>Job Profile</h1>", "Job Profile"),
        (
            "<title>Baker | Careers</title><header><h1>Careers</h1></header><main><h1>Baker</h1></main>",
            "Baker",
        ),
        ("<title>Baker | Careers</title><div><h1>Careers</h1></div><div><h1>Baker</h1></div>", "Baker"),
        ("<title>Baker | Careers</title><header><h1>Careers</h1></header><div><h1>Baker</h1></div>", "Baker"),
        ("<header><h1>Baker</h1></header><main><h2>Duties</h2></main>", "Baker"),
        ("<title>Head - of - bakery</title>", "Head"),
        ("<title>Self-employed baker</title>", "Self-employed baker"),
    ],
)
def test_the_title_is_the_pages_own(html: str, title: str, tmp_path: Path) -> None:
    assert read(written(tmp_path, "baker.html", html)).title == title


MALFORMED = [
    "<h1>Tanner<h2>Job description</h1><p>Tanners make <b>leather<p>from hides</b><ul><li>one<ul><li>two",
    "<h1>Tanner</h1><div><div><table><p>stray</p><tr><td>a</table></div></section></main><h2>Pay<p>On it",
    "<h1>Tanner</h1><!-- never closed <p>a",
    "<h1 class=\"x>Tanner</h1><p title='y>a</p>",
    "<h1>Tanner</h1></body></html><p>after</p><title>late</title><frameset><frame>",
    "<h1>Tanner</h1>" + "<div><span>" * 400 + "deep",
    "<h1>Tanner</h1>" + "</div></p></table>" * 400 + "<h2>Duties</h2>deep",
    "<h1>Tanner</h1>&nosuch; &#x110000; &#xD800; &#0; < a > <3",
    "<svg><h1>Tanner</h1></svg><math><p>a</math>",
    "<h1>Tanner</h1><dl><dd>a<dt>b</dl><td>c</td><li>d<caption>e",
]


@pytest.mark.parametrize("html", MALFORMED)
def test_malformed_pages_are_read_as_a_browser_would(html: str, tmp_path: Path) -> None:
    path = written(tmp_path, "tanner.html", f"<title>Tanner</title>{html}")
    assert read(path).title.startswith("Tanner")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", "has no title"),
        ("<p>Text without a heading</p>", "has no title"),
        ("<title>x</title>" + "<div>" * 20_000, "nested more than 1,000 deep"),
        ("<title>x</title>" + "<p>" * 200_000, "more than 100,000 tags"),
        ("<title>x</title><p " + "a=1 " * 200_000, "more than a thousand attributes"),
        (f"<h1>{'word ' * 100}</h1>", "if it is not a profile"),
    ],
)
def test_a_page_that_is_no_profile_is_refused_at_once(html: str, words: str, tmp_path: Path) -> None:
    assert words in refusal(written(tmp_path, "x.html", html)).message


TAGS = "p div h1 h2 h3 ul li b br a pre table tr td th dl dt dd details summary nav main article header form"
PIECES = [f"<{tag}>" for tag in TAGS.split()] + [f"</{tag}>" for tag in TAGS.split()]
PIECES += [
    '<div hidden id="x">',
    '<a href="#x">',
    '<a href="/x">',
    '<div role="tabpanel" id="y">',
    '<div class="menu">',
]
PIECES += [
    "Duties",
    "word",
    "words & more",
    " ",
    "\n",
    "|",
    "&nbsp;",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "é",
]


@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join))
def test_any_page_is_read_and_its_text_is_what_a_page_of_it_says(body: str) -> None:
    document = Document(Path("a.html"), "a.html", f"<title>Baker</title>{body}", "", shipped())
    for section in read_html(document).sections:
        assert plain_text(render(section)) == section.text


PLAIN = [f"<{end}{tag}>" for tag in ("p", "div", "h2", "h3", "ul", "li", "b", "br") for end in ("", "/")]


@given(st.lists(st.sampled_from([*PLAIN, "word", " word", "Duties", " "]), max_size=40).map("".join))
def test_no_word_of_plain_content_is_lost(body: str) -> None:
    document = Document(Path("a.html"), "a.html", f"<title>T</title><h1>T</h1>{body}", "", shipped())
    assert whole_text(read_html(document)).count("word") == body.count("word")
