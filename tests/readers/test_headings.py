from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ContentError
from indexer.profile import SectionKind
from indexer.readers.headings import Headings, extended, shipped
from tests.readers.reading import headings as headings_of
from tests.readers.reading import outline, read, written

D, T, S, R, P, O = (  # noqa: E741  one letter a kind keeps the table narrow
    *(SectionKind.DESCRIPTION, SectionKind.DUTIES, SectionKind.SKILLS),
    *(SectionKind.REQUIREMENTS, SectionKind.OPPORTUNITIES, SectionKind.OTHER),
)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        *[("Job description", D), ("TYPICAL DUTIES", T), ("Skills & interests:", S), ("Job Requirements", R)],
        *[("Restrictions", R), ("Opportunities", P), ("Working environment", O), ("Professional bodies", O)],
        *[("What Bakers Do", D), ("What bakers, chefs and cooks do", D), ("How to Become a Baker", R)],
        *[("What you’ll do", T), ("What you'll need", R), ("Important Qualities", S), ("Job Outlook", O)],
        *[("What Do", None), ("Our ovens", None), ("", None), ("*", None), ("Duties " * 100, None)],
    ],
)
def test_the_table_knows_the_headings_of_careers_sites(heading: str, kind: SectionKind | None) -> None:
    assert shipped().kind(heading) is kind


def test_some_headings_belong_to_a_page_and_not_to_a_profile() -> None:
    assert shipped().left_out("Share this page:")
    assert shipped().kind("Share this page") is None
    assert not shipped().left_out("Duties")


@given(st.text(max_size=60))
def test_any_text_may_be_asked_about(text: str) -> None:
    assert shipped().kind(text) is shipped().kind(text.upper().lower())


def test_no_heading_stands_in_two_rows() -> None:
    table = shipped()
    for heading in ("description", "duties", "skills", "requirements", "opportunities", "summary"):
        kind = table.kind(heading)
        assert kind is not None
        assert kind.value == heading


def test_a_library_adds_headings_of_its_own(tmp_path: Path) -> None:
    own = written(tmp_path, "headings.toml", 'duties = ["Our ovens", "* at the bench"]\nother = ["Skills"]\n')
    text = "---\ntitle: Baker\n---\n## Our ovens\n\n## Mornings at the bench\n\n## Skills\n\n## Pay\n"
    kinds = [kind for kind, _, _ in outline(read(written(tmp_path, "baker.md", text), extended(own)))]
    assert kinds == [T, T, O, O]


def test_what_a_library_leaves_out_is_kept_in_its_own_markdown(tmp_path: Path) -> None:
    own = extended(written(tmp_path, "headings.toml", 'left_out = ["Duties"]\n'))
    page = written(tmp_path, "a.html", "<h1>Baker</h1><h2>Duties</h2><p>x</p><h2>Pay</h2><p>y</p>")
    assert headings_of(read(page, own)) == ["Pay"]
    assert headings_of(read(written(tmp_path, "b.md", "---\ntitle: B\n---\n## Duties\n"), own)) == ["Duties"]


def test_another_table_gives_another_fingerprint(tmp_path: Path) -> None:
    page = written(tmp_path, "a.txt", "Baker\n")
    prints = {read(page).fingerprint}
    for row in ('duties = ["x"]', 'duties = ["y"]'):
        prints.add(read(page, extended(written(tmp_path, "headings.toml", row))).fingerprint)
    assert len(prints) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('dutys = ["x"]\n', '"dutys" is not a kind of section; did you mean duties?'),
        ('dutys = ["x"]\n', "did you mean duties?"),
        ('duties = "x"\n', '"duties" must be a list of headings in quotes'),
        ("duties = [1]\n", '"duties" must be a list of headings in quotes'),
        ("duties = [\n", "is not valid TOML: look for a quote, bracket or ="),
        (b'duties = ["\xe9"]\n', "is not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_table_with_a_mistake_is_refused(content: str | bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path if content is None else written(tmp_path, "headings.toml", content)
    with pytest.raises(ContentError) as caught:
        extended(path)
    assert words in caught.value.message
    assert caught.value.path == str(path)


def test_the_first_of_two_patterns_holds() -> None:
    table = Headings([{"duties": ["* work"]}, {"skills": ["* work"]}])
    assert table.kind("Wood work") is T
