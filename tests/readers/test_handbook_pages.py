"""The pages of a real handbook, as served; they are not part of the project."""

import re
from pathlib import Path

import pytest

from indexer.profile import Profile, SectionKind, blocks
from tests.corpora import HANDBOOK, needs
from tests.readers.reading import headings, read, whole_text

PAGES = sorted(HANDBOOK.glob("*.html"))

pytestmark = needs(HANDBOOK)

FURNITURE = (
    *("About this section", "PRINTER-FRIENDLY", "Please enable javascript", "Video transcript", "OOH HOME"),
    *("A-Z INDEX", "Suggested citation", "Last Modified Date", "Release Calendar", "Help improve this site"),
    *(
        "Skip to Content",
        "Freedom of Information Act",
        "Here is how you know",
        "tab describes",
        "Search Handbook",
    ),
)


@pytest.fixture(scope="module")
def profiles() -> list[tuple[Path, str, Profile]]:
    return [(path, path.read_text(encoding="utf-8"), read(path)) for path in PAGES]


def kind(profile: Profile, kind: SectionKind) -> str:
    return "\n\n".join(section.text for section in profile.sections if section.kind is kind)


def test_every_page_is_there(profiles: list[tuple[Path, str, Profile]]) -> None:
    assert len(profiles) == 104


def test_every_page_has_its_own_title(profiles: list[tuple[Path, str, Profile]]) -> None:
    for _, raw, profile in profiles:
        said = re.search(r'property="og:title" content="([^"]+)"', raw)
        assert said
        assert profile.title == " ".join(said[1].replace("&amp;", "&").split())


def test_every_page_has_five_sections_with_text_and_more(profiles: list[tuple[Path, str, Profile]]) -> None:
    for path, _, profile in profiles:
        assert sum(bool(section.text) for section in profile.sections) >= 9, path


def test_every_tab_is_kept(profiles: list[tuple[Path, str, Profile]]) -> None:
    for path, raw, profile in profiles:
        tabs = re.findall(r"<h2 id=[^>]*>\s*<span>(.*?)</span>", raw, re.DOTALL)
        wanted = [" ".join(tab.replace("&amp;", "&").split()) for tab in tabs]
        assert len(wanted) == (7 if path.stem == "military-careers" else 9)
        assert [heading for heading in headings(profile) if heading in wanted] == wanted, path


def test_the_duties_are_a_list_in_duties(profiles: list[tuple[Path, str, Profile]]) -> None:
    for path, _, profile in profiles:
        assert any(len(block) >= 3 for block in blocks(kind(profile, SectionKind.DUTIES))), path


def test_the_way_in_is_in_requirements(profiles: list[tuple[Path, str, Profile]]) -> None:
    for path, raw, profile in profiles:
        text = kind(profile, SectionKind.REQUIREMENTS)
        after = re.search(r"<h3>(?:<strong>)?\s*Education.*?</h3>\s*<p>(.*?)</p>", raw, re.DOTALL)
        assert len(text) > 300, path
        if after:
            first = " ".join(re.sub(r"<[^>]+>", "", after[1]).replace("&nbsp;", " ").split())
            assert first[:40] in text, path


def test_the_qualities_are_skills(profiles: list[tuple[Path, str, Profile]]) -> None:
    for path, _, profile in profiles:
        assert "skills" in kind(profile, SectionKind.SKILLS), path


@pytest.mark.parametrize("phrase", FURNITURE)
def test_no_page_says_what_its_menus_say(phrase: str, profiles: list[tuple[Path, str, Profile]]) -> None:
    assert any(phrase in raw for _, raw, _ in profiles)
    assert not any(phrase in whole_text(profile) for _, _, profile in profiles)
