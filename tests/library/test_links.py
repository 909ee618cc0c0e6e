"""Where links in a profile lead."""

from __future__ import annotations

import pytest

from indexer.library.links import Leads, below_library, destination
from indexer.profile import Profile, Section, SectionKind

DUTIES = (Section(SectionKind.DUTIES, "Typical duties", "shear"),)
SHEARER = Profile("shearer", "Shearer", DUTIES, source="farm/shearer.md")
WEAVER = Profile("weaver", "Weaver", DUTIES, source="mill/weaver/index.html")
LIBRARY = {profile.id: profile for profile in (SHEARER, WEAVER)}


def leads(target: str) -> tuple[str | None, str]:
    found = destination(target, SHEARER, LIBRARY.get)
    return (found.profile.id if found.profile else found.leads.value), found.anchor


@pytest.mark.parametrize(
    "target",
    [
        *("../mill/weaver/index.html", "../mill/weaver/index.md", "../mill/weaver/", "../mill/weaver"),
        *("../mill/weaver.html", "../mill/./x/../weaver.htm", "weaver", "./weaver/", "../weaver/"),
        *("/profiles/weaver", "/careers/profiles/weaver/", "/old/jobs/weaver.html", "../mill/weaver.MD"),
    ],
)
def test_a_file_is_named_in_many_ways(target: str) -> None:
    assert leads(f"{target}#typical-duties") == ("weaver", "typical-duties")


@pytest.mark.parametrize(
    "target", ["weaver.md", "../../mill/weaver.md", "felter.md", "felter", "form.pdf", "a b"]
)
def test_a_file_that_is_not_there_is_nowhere(target: str) -> None:
    assert leads(target) == (Leads.NOWHERE.value, "")


@pytest.mark.parametrize(
    "target",
    [
        *("https://example.org/weaver.md", "//example.org/weaver.md", "mailto:weaver@example.org", "//["),
        *("/", "/about", "/weaver", "/old/felter.html", "?q=weaver"),
    ],
)
def test_other_pages_are_elsewhere(target: str) -> None:
    assert leads(target) == (Leads.ELSEWHERE.value, "")


def test_a_link_within_the_page_leads_to_its_profile() -> None:
    assert leads("#typical-duties") == ("shearer", "typical-duties")
    assert destination("#typical-duties", SHEARER, LIBRARY.get).is_anchored
    assert not destination("#wages", SHEARER, LIBRARY.get).is_anchored
    assert destination("weaver", SHEARER, LIBRARY.get).is_anchored


@pytest.mark.parametrize(
    ("target", "below"),
    [
        ("fleece.png", "farm/fleece.png"),
        ("../images/fleece%20one.png", "images/fleece one.png"),
        ("../../fleece.png", None),
        ("..\\..\\fleece.png", None),
        ("%2e%2e/%2e%2e/etc/passwd", None),
        ("/etc/passwd", None),
        ("file:///etc/passwd", None),
        ("a%00.png", None),
        ("", None),
    ],
)
def test_a_path_never_leaves_the_library(target: str, below: str | None) -> None:
    assert below_library(target, "farm/shearer.md") == below
