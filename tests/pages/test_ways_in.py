"""What visitors see of ways in: on a profile, in lists, and on the page that begins with what they have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from indexer.engines import open_engine
from indexer.profile import DeclaredWay, Profile, Section, SectionKind
from service.app import create_app
from service.settings import Settings
from tests.pages.nodes import fragment, one, texts

REQUIREMENTS = {
    "Cooper": "College: You need two GCSEs at grade 4 for a Level 3 Diploma in Coopering.\n"
    "Apprenticeship: You'll usually need: some GCSEs; a steady hand.\n"
    "Registration: sign the guild's book",
    "Drayman": "Direct application: no qualifications are needed.\nWork: You could start as a helper.",
    "Wheelwright": "University: You need two A levels.\nApprenticeship: you need two GCSEs at grade 4.",
    "Lime burner": "A strong back and a good nose.",
}


def profile(title: str) -> Profile:
    section = Section(SectionKind.REQUIREMENTS, "How to begin", REQUIREMENTS[title])
    duties = Section(SectionKind.DUTIES, "Duties", "Work with wood and iron.")
    ways = (DeclaredWay("volunteering", 0),) if title == "Cooper" else ()
    name = title.lower().replace(" ", "-")
    return Profile(name, title, (section, duties), source=f"{name}.md", fingerprint=name, ways=ways)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('ways')}")
    engine.update(map(profile, REQUIREMENTS), ())
    yield TestClient(create_app(Settings(site_name="Old trades"), engine))
    engine.close()


def page(client: TestClient, address: str) -> LexborHTMLParser:
    response = client.get(address)
    assert response.status_code == 200, response.text
    return LexborHTMLParser(response.text)


def test_a_profile_shows_each_way_in_as_a_card_under_its_route(client: TestClient) -> None:
    shown = page(client, "/profiles/cooper")
    assert texts(shown, ".card h3") == ["College", "Apprenticeship", "Volunteering"]
    assert texts(one(shown, "#way_college"), "dd") == ["GCSEs at grade 4 (level 2)", "Level 3 Diploma"]
    assert texts(one(shown, "#way_college"), "blockquote") == [
        "You need two GCSEs at grade 4 for a Level 3 Diploma in Coopering."
    ]


def test_a_card_leads_to_where_the_text_says_it_and_a_declared_one_quotes_nothing(client: TestClient) -> None:
    shown = page(client, "/profiles/cooper")
    for card in shown.css("#way_college, #way_apprenticeship"):
        assert shown.css_first(f"h3[id='{fragment(one(card, '.from a'))}']")
    declared = one(shown, "#way_volunteering")
    assert texts(declared, "dd") == ["No qualifications"]
    assert declared.css("blockquote, .from") == []


def test_the_ladder_leads_to_the_cards(client: TestClient) -> None:
    shown = page(client, "/profiles/wheelwright")
    steps = {step.attributes["value"]: texts(step, ".start") for step in shown.css(".ladder li")}
    assert steps == {"3": ["University"], "2": ["Apprenticeship"]}
    for link in shown.css(".ladder .start"):
        assert shown.css_first(f".card[id='{fragment(link)}']")


def test_ways_in_stand_above_the_sections_and_lead_the_contents(client: TestClient) -> None:
    shown = page(client, "/profiles/drayman")
    assert [fragment(link) for link in shown.css(".contents a")][:2] == ["ways_in", "how-to-begin"]
    assert one(shown, "article section[id] > h2").attributes["id"] == "ways_in--heading"


def test_requirements_have_their_lead_ins_as_headings(client: TestClient) -> None:
    section = one(page(client, "/profiles/cooper"), "#how-to-begin")
    assert texts(section, "h3") == ["College", "Apprenticeship", "Registration"]
    assert texts(section, "h4") == ["You'll usually need"]
    assert texts(section, "li") == ["some GCSEs", "a steady hand."]


def test_where_no_way_in_is_recognised_none_is_shown(client: TestClient) -> None:
    shown = page(client, "/profiles/lime-burner")
    assert shown.css(".card, .ladder, #ways_in, a[href='#ways_in']") == []
