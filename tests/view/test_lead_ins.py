"""Requirements under their lead-ins."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from indexer.profile import Section, SectionKind
from service.view.markup import link
from service.view.prose import prose

TEXT = (
    "College: You can take a diploma in coopering.\n"
    "You'll usually need: 2 GCSEs at grade 3, for a level 2 course; "
    "4 GCSEs at grade 4, for a level 3 course.\n"
    "Courses begin in autumn.\n"
    "Work: You could start as a helper approved by the\n"
    "Guild of Coopers.\n"
    "Registration: sign the guild's book"
)


def shown(text: str, kind: SectionKind = SectionKind.REQUIREMENTS, markdown: str = "") -> LexborHTMLParser:
    return LexborHTMLParser(prose(Section(kind, "How to begin", text, markdown), [], [], "how-to-begin"))


def outline(page: LexborHTMLParser) -> list[tuple[str, str]]:
    return [(node.tag or "", " ".join(node.text().split())) for node in page.css("h3, h4, p, li")]


def test_lead_ins_become_headings_over_what_they_introduce() -> None:
    assert outline(shown(TEXT)) == [
        ("h3", "College"),
        ("p", "You can take a diploma in coopering."),
        ("h4", "You'll usually need"),
        ("li", "2 GCSEs at grade 3, for a level 2 course"),
        ("li", "4 GCSEs at grade 4, for a level 3 course."),
        ("p", "Courses begin in autumn."),
        ("h3", "Work"),
        ("p", "You could start as a helper approved by the Guild of Coopers."),
        ("h3", "Registration"),
        ("p", "sign the guild's book"),
    ]


def test_the_heading_of_a_route_has_an_anchor_and_its_second_one_none() -> None:
    page = shown("College: some GCSEs.\nWork: helper.\nCollege: evening classes.")
    assert [node.attributes.get("id") for node in page.css("h3")] == [
        "how-to-begin--college",
        "how-to-begin--work",
        None,
    ]


def test_what_is_asked_for_under_no_route_is_a_heading_of_the_section() -> None:
    assert outline(shown("You need: a steady hand; a good eye."))[0] == ("h3", "You need")


def test_lines_that_are_no_sentences_stay_a_list() -> None:
    page = shown("College: You could take a course like these.\na level 2 award\na level 3 diploma")
    assert [item.text() for item in page.css("li")] == ["a level 2 award", "a level 3 diploma"]


def test_words_and_links_are_marked_where_they_stand() -> None:
    start = TEXT.index("4 GCSEs") + 2
    word = TEXT.index("College")
    section = Section(SectionKind.REQUIREMENTS, "How to begin", TEXT)
    html = prose(
        section,
        [(word, word + 7), (start, start + 5)],
        [link("qualification", start, start + 5, "/q/gcse")],
        "a",
    )
    page = LexborHTMLParser(html)
    assert [node.text() for node in page.css("mark")] == ["College", "GCSEs"]
    assert [node.text() for node in page.css("h3 mark")] == ["College"]
    assert [node.text() for node in page.css("li:nth-child(2) a[href='/q/gcse'] mark")] == ["GCSEs"]


def test_no_word_is_lost_but_the_signs_after_lead_ins() -> None:
    words = " ".join(word for _, text in outline(shown(TEXT)) for word in text.split())
    assert words == " ".join(TEXT.replace("; ", " ").replace(":", "").split())


def test_what_could_run_is_text_under_a_heading_too() -> None:
    page = shown("College: <script>alert(1)</script> two GCSEs & a smile.")
    assert page.css("script") == []
    assert "<script>alert(1)</script> two GCSEs & a smile." in page.css("p")[0].text()


def test_requirements_without_lead_ins_and_other_sections_stay_as_they_are() -> None:
    assert shown("You need strength.\nAnd a hammer.").css("h3, h4") == []
    assert shown(TEXT, SectionKind.DUTIES).css("h3, h4") == []
    assert shown("College: two GCSEs.", markdown="College: two GCSEs.").css("h3, h4") == []
