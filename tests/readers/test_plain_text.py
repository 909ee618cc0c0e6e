import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.markdown import plain_text, render
from indexer.profile import SectionKind, blocks
from indexer.qualification import mentions_of
from indexer.readers.conventions import shipped
from indexer.readers.document import Document
from indexer.readers.text import read as read_text
from tests.corpora import SEED, needs
from tests.readers.reading import FIXTURES, headings, outline, read, refusal, whole_text, written

SCRAPED = FIXTURES / "seed" / "stock-planning-manager-job-profile.txt"
FACETS = {"bachelors", "masters", "hnd", "hnc", "btec", "nvq", "apprenticeship"}

needs_seed = needs(SEED)


def test_a_scraped_page_has_its_title_teaser_and_dates() -> None:
    profile = read(SCRAPED)
    assert profile.title == "Stock Planning Manager"
    assert profile.summary.startswith("Read what a stock planning manager does")
    assert (profile.published, profile.updated) == (dt.date(2023, 3, 4), dt.date(2024, 6, 11))


def test_sections_that_lost_their_lists_are_kept_as_they_are() -> None:
    kinds = [(kind, heading, bool(text)) for kind, heading, text in outline(read(SCRAPED))]
    assert kinds == [
        (SectionKind.DESCRIPTION, "Job Description", True),
        (SectionKind.DUTIES, "Typical Duties", True),
        (SectionKind.SKILLS, "Skills and Interests", False),
        (SectionKind.REQUIREMENTS, "Job Requirements", True),
    ]


def test_a_paragraph_under_no_heading_belongs_to_the_section_before_it() -> None:
    first, last = blocks(read(SCRAPED).sections[-1].text)
    assert first[0].startswith("A bachelors or master’s degree")
    assert "inventory control" in last[0]


def test_links_back_are_not_content() -> None:
    assert "CAREERS DESK" not in whole_text(read(SCRAPED))


@pytest.mark.parametrize("path", [SCRAPED, pytest.param(SEED, marks=needs_seed)])
def test_the_qualifications_of_a_scraped_page_are_recognised(path: Path) -> None:
    assert {each.mention.slug for each in mentions_of(read(path))} == FACETS


@needs_seed
def test_the_page_this_project_grew_from() -> None:
    profile = read(SEED)
    assert profile.title == "Production Manager"
    assert profile.summary.endswith("of a production manager…")
    assert profile.published == profile.updated == dt.date(2024, 5, 21)
    assert [bool(section.text) for section in profile.sections] == [True, True, False, True]
    assert "inventory control" in profile.sections[-1].text
    assert "back to" not in whole_text(profile)


def test_headings_are_known_whatever_their_dress(tmp_path: Path) -> None:
    text = "Baker\n\nTYPICAL DUTIES:\nmix dough\n\n## Pay & hours\n\nLittle.\n\nHow to become a baker\n\nAsk."
    assert outline(read(written(tmp_path, "baker.txt", text))) == [
        (SectionKind.DUTIES, "TYPICAL DUTIES", "mix dough"),
        (SectionKind.OTHER, "Pay & hours", "Little."),
        (SectionKind.REQUIREMENTS, "How to become a baker", "Ask."),
    ]


def test_an_underlined_line_is_a_heading_even_where_nobody_knows_it(tmp_path: Path) -> None:
    text = "Baker\n=====\n\nOur ovens\n---------\n\nWarm.\n\nDuties\n\nBake.\n"
    assert headings(read(written(tmp_path, "baker.txt", text))) == ["Our ovens", "Duties"]


def test_a_known_word_within_a_list_is_no_heading(tmp_path: Path) -> None:
    text = "Baker\n\nSkills\n\npatience\nKnowledge\nTraining\n"
    assert outline(read(written(tmp_path, "baker.txt", text))) == [
        (SectionKind.SKILLS, "Skills", "patience\nKnowledge\nTraining")
    ]


def test_a_text_without_blank_lines_has_its_headings_all_the_same(tmp_path: Path) -> None:
    text = "Baker\nTypical Duties\nYou bake.\nJob Requirements\nAn NVQ.\n"
    assert headings(read(written(tmp_path, "baker.txt", text))) == ["Typical Duties", "Job Requirements"]


def test_bullets_go_and_wrapped_paragraphs_are_joined(tmp_path: Path) -> None:
    wrapped = (
        "A paragraph that somebody wrapped at sixty letters or so,\nas people do who write in old editors."
    )
    text = f"Baker\n\nDuties\n\n{wrapped}\n\n- mix\n• shape\n2. bake\n\nskim\n"
    joined = wrapped.replace("\n", " ")
    assert (
        read(written(tmp_path, "baker.txt", text)).sections[0].text == f"{joined}\n\nmix\nshape\nbake\n\nskim"
    )


def test_only_the_first_paragraph_is_the_summary(tmp_path: Path) -> None:
    profile = read(written(tmp_path, "baker.txt", "Baker\n\nBakes.\n\nAnd sells.\n\nDuties\n\nBaking.\n"))
    assert profile.summary == "Bakes."
    assert outline(profile)[0] == (SectionKind.SUMMARY, "Summary", "And sells.")


def test_a_text_of_a_title_alone_is_a_profile(tmp_path: Path) -> None:
    profile = read(written(tmp_path, "baker.txt", "\n\nBaker\n"))
    assert (profile.title, profile.summary, profile.sections) == ("Baker", "", ())


def test_other_names_are_taken_from_a_line_that_gives_them(tmp_path: Path) -> None:
    text = "Baker\n\nAlso known as: bread maker, dough hand\n\nDuties\n\nBake.\n"
    assert read(written(tmp_path, "baker.txt", text)).alternative_titles == ("bread maker", "dough hand")


@pytest.mark.parametrize(
    "line",
    [
        "« All profiles",
        "<- Home",
        "Read more »",
        "Back to top",
        "Return to search results",
        "Print this page",
    ],
)
def test_lines_that_were_links_are_left_out(line: str, tmp_path: Path) -> None:
    assert line not in whole_text(
        read(written(tmp_path, "baker.txt", f"{line}\nBaker\n\nDuties\n\nBake.\n\n{line}"))
    )


@pytest.mark.parametrize(
    "line", ["Return to practice courses", "Back to work after a break", "<5 years in the trade"]
)
def test_lines_that_only_look_like_links_stay(line: str, tmp_path: Path) -> None:
    assert line in whole_text(read(written(tmp_path, "baker.txt", f"Baker\n\nDuties\n\n{line}\n")))


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, "baker.txt", " \n\t\n")).message.startswith("is empty")


def test_a_profile_with_front_matter_is_no_plain_text(tmp_path: Path) -> None:
    text = "---\ntitle: Baker\n---\n\n## Duties\n\nbaking bread\n"
    assert "rename it to .md" in refusal(written(tmp_path, "baker.txt", text)).message


def test_a_first_line_without_an_end_is_no_title(tmp_path: Path) -> None:
    assert "more than 200; shorten it" in refusal(written(tmp_path, "a.txt", "word " * 90_000)).message


WORDS = st.text(alphabet="aB é<&-•:.’12\t\u00a0", min_size=1, max_size=70)
KNOWN = st.sampled_from(
    ["Duties", "Skills:", "Pay", "What bakers do", "====", "", "", "\n", "Share this page"]
)


@given(st.lists(WORDS | KNOWN, min_size=1, max_size=30).map("\n".join))
def test_the_text_of_every_section_is_what_a_page_of_it_says(text: str) -> None:
    document = Document(Path("baker.txt"), "baker.txt", f"Baker\n\n{text}", "", shipped())
    for section in read_text(document).sections:
        assert plain_text(render(section)) == section.text


@given(
    st.lists(st.sampled_from(["Duties", "word", "the word", "word,", "- word", "Comments", ""]), max_size=30)
)
def test_no_word_of_a_text_is_lost(lines: list[str]) -> None:
    document = Document(Path("baker.txt"), "baker.txt", "Baker\n\n" + "\n\n".join(lines), "", shipped())
    assert whole_text(read_text(document)).count("word") == sum("word" in line for line in lines)
