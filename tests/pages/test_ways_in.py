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
from tests.pages.nodes import attribute, fragment, one, texts

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


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    text = "College: You need two GCSEs at grade 4."
    engine = open_engine(f"whoosh:{tmp_path_factory.mktemp('many')}")
    trades = [
        Profile(
            f"trade-{number}",
            f"Trade {number}",
            (Section(SectionKind.REQUIREMENTS, "How to begin", text),),
            source=f"trade-{number}.md",
        )
        for number in range(9)
    ]
    engine.update(trades, ())
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


def test_the_api_answers_a_declared_way_with_its_start_and_no_quotation(client: TestClient) -> None:
    ways = {way["route"]: way for way in client.get("/api/v1/profiles/cooper").json()["ways"]}
    assert (ways["volunteering"]["start"], ways["volunteering"]["quote"]) == ([0, 0], "")
    assert ways["college"]["quote"].startswith("You need two GCSEs")


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


def test_a_hit_says_what_you_could_start_with_what_you_have(client: TestClient) -> None:
    hit = one(page(client, "/?q=wood&have=2"), "#hit-cooper")
    assert texts(hit, ".could-start") == [
        "You could start: college course, apprenticeship, volunteering",
    ]
    hit = one(page(client, "/?q=wood&have=1"), "#hit-cooper")
    assert texts(hit, ".could-start") == ["You could start: apprenticeship, volunteering"]
    assert page(client, "/?q=wood").css(".could-start") == []


def test_ways_in_and_what_you_have_are_the_first_filters(client: TestClient) -> None:
    shown = page(client, "/?q=wood")
    assert texts(shown, "legend")[:2] == ["Way in", "What you have"]
    assert attribute(shown, "#tick-route-college", "type") == "checkbox"
    assert {field.attributes["type"] for field in shown.css("input[name=have]")} == {"radio"}
    assert shown.css("#role-direct") == []
    assert "direct ways" not in one(shown, "aside").text()


def test_what_you_have_can_be_taken_back_without_a_script(client: TestClient) -> None:
    chosen, anything = page(client, "/?q=wood&have=2"), page(client, "/?q=wood&have=")
    assert "checked" in one(chosen, "#tick-have-2").attributes
    assert "checked" not in one(chosen, "#tick-have-any").attributes
    assert "checked" in one(anything, "#tick-have-any").attributes
    assert texts(anything, "h1") == texts(page(client, "/?q=wood"), "h1")
    assert attribute(chosen, ".active a", "href") == "/?q=wood"


def test_an_old_address_with_direct_ways_in_still_answers_and_keeps_it(client: TestClient) -> None:
    shown = page(client, "/?q=wood&role=direct&qualification=gcse")
    assert "Only if it gets you straight into the job" in " ".join(texts(shown, ".active a"))
    assert attribute(shown, "input[name=role]", "value") == "direct"


def test_the_front_page_asks_what_interests_you_and_what_you_have(client: TestClient) -> None:
    shown = page(client, "/")
    assert texts(shown, "label[for=q], h1") == ["What interests you?", "What do you have?"]
    for button in shown.css("button[name=have]"):
        have = button.attributes["value"]
        assert button.attributes["form"] == attribute(shown, "form[role=search]", "id")
        count = one(page(client, f"/?q=&have={have}"), "h1").text().split()[0]
        assert one(button, ".number").text().split()[0] == count
    assert attribute(shown, ".home .all a", "href") == "/start"


def test_every_page_leads_to_the_ways_in(client: TestClient) -> None:
    assert attribute(page(client, "/profiles"), "header nav a", "href") == "/start"
    assert "/start</loc>" in client.get("/sitemap.xml").text


def test_the_start_offers_everything_that_you_can_have_with_how_many_jobs_it_starts(
    client: TestClient,
) -> None:
    shown = page(client, "/start")
    counts = dict(zip(texts(shown, ".have .name"), texts(shown, ".have .number"), strict=True))
    assert counts == {
        "Nothing yet": "2 jobs",
        "GCSEs at 3 to 1": "2 jobs",
        "GCSEs at 9 to 4": "3 jobs",
        "A levels or level 3": "3 jobs",
        "Level 4 or 5": "3 jobs",
        "A degree": "3 jobs",
    }
    assert shown.css(".startable") == []
    assert "says what you need to start: 3 of 4 jobs." in one(shown, "main").text()


def test_the_start_shows_the_jobs_by_route_for_what_you_have(client: TestClient) -> None:
    shown = page(client, "/start?have=2")
    assert texts(shown, ".have [aria-current] .name") == ["GCSEs at 9 to 4"]
    assert one(shown, ".startable h2").text() == "3 jobs that you can start"
    sections = {
        " ".join(one(section, "h3").text().split()): texts(section, "li")
        for section in shown.css(".startable section")
    }
    assert sections == {
        "College (1)": ["Cooper"],
        "Apprenticeship (2)": ["Cooper", "Wheelwright"],
        "Applying directly (1)": ["Drayman"],
        "Volunteering (1)": ["Cooper"],
    }


def test_a_job_at_the_start_leads_to_its_card(client: TestClient) -> None:
    address = attribute(page(client, "/start?have=2"), "#apprenticeship li a", "href")
    assert address == "/profiles/cooper#way_apprenticeship"
    assert page(client, address).css_first("#way_apprenticeship")


def test_the_choices_at_the_start_keep_the_words(client: TestClient) -> None:
    shown = page(client, "/start?have=2&q=wheelwright")
    links = [link.attributes["href"] for link in shown.css(".have a")]
    assert "/start?q=wheelwright&have=3" in links
    assert "“wheelwright”" in one(shown, ".startable h2").text()


def test_what_starts_nothing_says_so_and_leads_on(client: TestClient) -> None:
    shown = page(client, "/start?have=1&q=wheelwright")
    assert "No profile says" in one(shown, ".startable").text()
    assert attribute(shown, ".startable p a", "href") == "/?q=wheelwright"


def test_the_rest_of_a_route_is_a_search_away(many: TestClient) -> None:
    shown = page(many, "/start?have=2")
    assert len(shown.css("#college li")) == 6
    link = one(shown, "#college .all a")
    assert (link.text(), link.attributes["href"]) == ("Show all 9: College", "/?route=college&have=2")
    assert one(page(many, "/?route=college&have=2"), "h1").text() == "9 jobs"


@pytest.mark.parametrize("odd", ["/start?have=9", "/start?have=x", "/start?have=-1", "/start?have="])
def test_a_start_that_is_no_level_is_the_page_without_a_choice(client: TestClient, odd: str) -> None:
    assert page(client, odd).css(".startable, [aria-current=true]") == []


def test_a_level_between_the_choices_is_shown_as_one(client: TestClient) -> None:
    shown = page(client, "/start?have=4")
    assert texts(shown, ".have [aria-current] .name") == ["Level 4"]
