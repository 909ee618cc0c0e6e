from selectolax.lexbor import LexborHTMLParser

from indexer.profile import Section, SectionKind
from service.view.markup import Mark, link
from service.view.prose import prose


def section(text: str, markdown: str = "") -> Section:
    return Section(SectionKind.DESCRIPTION, "Job description", text, markdown)


def test_words_are_marked_in_what_the_author_wrote() -> None:
    html = prose(section("Keep stock.", "Keep *stock*."), [(5, 10)], [])
    assert html == "<p>Keep <em><mark>stock</mark></em>.</p>\n"


def test_a_qualification_leads_to_its_page_and_may_be_marked_as_well() -> None:
    html = prose(section("An HND helps."), [(3, 6)], [link("qualification", 3, 6, "/qualifications/hnd")])
    assert "HND" in html
    assert 'href="/qualifications/hnd"' in html
    assert html.count("<a ") == html.count("<mark>") == 1


def test_links_out_of_the_site_are_marked_as_such() -> None:
    html = prose(section("See GOV.UK.", "See [GOV.UK](https://www.gov.uk/)."), [], [])
    assert 'rel="external noopener"' in html


def test_what_could_run_never_reaches_a_page() -> None:
    source = "[a](javascript:alert(1)) <script>alert(2)</script> <b onclick=x>c</b>"
    html = prose(section("a <script>alert(2)</script> <b onclick=x>c</b>", source), [], [])
    page = LexborHTMLParser(html)
    assert page.css("script, b, a, [onclick]") == []
    assert "alert(2)" not in page.text()
    assert [node.text() for node in page.css("strong")] == ["c"]


def test_a_harmful_address_that_markdown_lets_through_is_taken_off() -> None:
    html = prose(section("Call us", "[Call us](ftp://example.org)"), [], [])
    assert "ftp:" not in html
    assert "Call us" in html


BOLD = (
    "**College.** You need two GCSEs.\n\n"
    "**Apprenticeship**: a firm takes you on.\n\n"
    "**Bring gloves** to the trial."
)


def required(markdown: str, *links: Mark) -> str:
    text = "\n\n".join(line.replace("*", "") for line in markdown.split("\n\n"))
    return prose(Section(SectionKind.REQUIREMENTS, "How to begin", text, markdown), [], links)


def test_requirements_that_begin_in_bold_with_a_lead_in_have_it_as_a_heading() -> None:
    page = LexborHTMLParser(required(BOLD))
    assert [heading.text() for heading in page.css("h3")] == ["College", "Apprenticeship"]
    assert [line.text().strip() for line in page.css("p")] == [
        "You need two GCSEs.",
        "a firm takes you on.",
        "Bring gloves to the trial.",
    ]


def test_a_link_in_such_a_lead_in_is_kept() -> None:
    page = LexborHTMLParser(required("**Apprenticeship.** A firm takes you on.", link("job", 0, 14, "/a")))
    assert page.css_first("h3 a[href='/a']") is not None


def test_words_in_bold_of_another_section_or_a_whole_sentence_are_no_heading() -> None:
    markdown = "**Winter.** It is cold."
    other = prose(Section(SectionKind.DESCRIPTION, "The job", "Winter. It is cold.", markdown), [], [])
    assert "<h3>" not in other
    long = "You will need every one of these before the course begins in the autumn"
    assert "<h3>" not in required(f"**{long}.** Do not forget.")
    assert "<h3>" not in required("**College.**")
