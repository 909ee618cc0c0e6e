"""Browsing by what one likes: a page of values, a page for each, and the filter beside a list."""

from __future__ import annotations

from starlette.testclient import TestClient

from indexer.environment import VALUES, environment_of
from tests.pages.conftest import Read
from tests.pages.nodes import attribute, one, texts
from tests.site import LIBRARY, profiles

LIKED = {profile.title: environment_of(profile) for profile in profiles(LIBRARY)}


def titles_like(name: str) -> list[str]:
    return sorted(title for title, liked in LIKED.items() if name in liked)


def test_every_value_that_a_profile_has_is_listed_with_its_number(read: Read) -> None:
    page = read("/like")
    listed = dict(zip(texts(page, ".columns a"), texts(page, ".columns .number"), strict=True))
    expected = {value.label: f"({len(found)})" for value in VALUES if (found := titles_like(value.name))}
    assert listed == expected
    assert len(listed) > 3


def test_a_value_has_a_page_with_the_jobs_that_are_like_it(read: Read) -> None:
    page = read("/like/people")
    assert texts(page, "h1") == ["Jobs with people"]
    assert texts(page, ".hits a") == titles_like("people")
    assert titles_like("people")
    narrowed = attribute(page, ".lead a", "href")
    assert narrowed == "/jobs/?environment=people"
    listed = read(narrowed.removeprefix("/jobs"))
    assert sorted(texts(listed, ".hit h2")) == titles_like("people")
    assert texts(listed, ".active a") == ["Remove filter: With people×"]
    assert one(listed, "#tick-environment-people").attributes.get("checked", "no") is None


def test_a_value_that_nobody_has_says_so_and_an_unknown_one_is_not_found(
    read: Read, client: TestClient
) -> None:
    nobody = next(value.name for value in VALUES if not titles_like(value.name))
    assert "No profile here says this about its job" in one(read(f"/like/{nobody}"), "main").text()
    assert client.get("/like/sleeping").status_code == 404
    assert client.get("/like/people?page=7").status_code == 404


def test_the_filters_of_a_list_offer_what_the_work_is_like(read: Read) -> None:
    page = read("/?q=")
    assert texts(page, "#filter-environment legend") == ["What the work is like"]
    both = read("/?q=&environment=people&environment=hands")
    assert set(texts(both, ".hit h2")) == {*titles_like("people"), *titles_like("hands")}
