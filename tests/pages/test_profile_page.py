import json

from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from tests.pages.conftest import PUBLIC, Read
from tests.pages.nodes import attribute, fragment, one, texts
from tests.site import LIBRARY, profiles


def test_every_line_of_the_contents_leads_to_a_section(read: Read) -> None:
    page = read("/profiles/production-manager")
    names = [fragment(link) for link in page.css(".contents a")]
    assert names[:3] == ["job-description", "ways_in", "typical-duties"]
    assert all(page.css_first(f"section[id='{name}']") for name in names)


def test_words_are_marked_where_they_stand_and_the_page_says_where(read: Read) -> None:
    page = read("/profiles/production-manager?q=inventory+control")
    assert {"inventory", "control"} <= set(texts(page, "#opportunities mark"))
    assert "Opportunities (4)" in texts(page, ".found")[0]
    assert read("/profiles/production-manager").css("mark") == []


def test_the_way_back_leads_to_the_list_as_it_was(read: Read) -> None:
    page = read("/profiles/nurse?q=ward&qualification=bachelors&page=2")
    assert attribute(page, ".back a", "href") == "/jobs/?q=ward&qualification=bachelors&page=2"
    assert read("/profiles/nurse").css(".back") == []


def test_every_mention_of_a_qualification_leads_to_its_page(read: Read) -> None:
    page = read("/profiles/production-manager")
    links = {link.text(): link.attributes["href"] for link in page.css("#job-requirements a.qualification")}
    assert links["HND"] == "/jobs/qualifications/hnd"
    assert links["NVQ"] == "/jobs/qualifications/nvq"


def test_the_ladder_has_the_steps_that_the_profile_names_and_no_others(read: Read) -> None:
    steps = [step.attributes["value"] for step in read("/profiles/production-manager").css(".ladder li")]
    assert steps == ["6", "5", "4", "3"], "a master's degree later on is not a way in"


def test_the_ladder_can_be_read_without_seeing_it(read: Read) -> None:
    page = read("/profiles/production-manager")
    assert page.css(".ladder svg") == [], "a bar would say nothing here"
    assert "Level 5 HND" in texts(page, ".ladder li")
    assert texts(page, ".ladder .level") == ["Level 6", "Level 5", "Level 4", "Level 3"]


def test_what_an_author_wrote_is_kept_and_what_could_run_is_not(read: Read) -> None:
    page = read("/profiles/software-developer")
    assert page.css("main article script, main article [onclick], a[href^=javascript]") == []
    assert one(page, "#job-description code").text() == '<script>alert("what it is given")</script>'


def test_a_table_and_a_link_out_of_the_site_are_rendered(read: Read) -> None:
    section = one(read("/profiles/production-manager"), "#job-requirements")
    assert len(section.css("table tr")) == 3
    assert attribute(section, "a[href^='https://www.gov.uk']", "rel") == "external noopener"


def test_what_the_editor_calls_related_is_similar_and_what_hardly_is_like_it_is_not(read: Read) -> None:
    page = read("/profiles/production-manager")
    assert "Similar jobs" in texts(page, ".contents a")
    links = page.css("#similar-profiles a")
    assert [link.attributes["href"] for link in links] == ["/jobs/profiles/buyer"]
    alone = read("/profiles/accountant")
    assert alone.css("#similar-profiles") == []
    assert "Similar jobs" not in texts(alone, ".contents a")


def test_dates_are_written_for_people_and_for_machines(read: Read) -> None:
    times = read("/profiles/production-manager").css(".facts time")
    assert [time.text() for time in times] == ["21 May 2024", "3 November 2025"]
    assert [time.attributes["datetime"] for time in times] == ["2024-05-21", "2025-11-03"]


def test_search_engines_get_an_occupation_and_one_address(read: Read) -> None:
    page = read("/profiles/production-manager?q=stock")
    said = json.loads(one(page, "script[type='application/ld+json']").text())
    assert (said["@type"], said["name"]) == ("Occupation", "Production manager")
    assert said["url"] == f"{PUBLIC}/profiles/production-manager"
    assert "agree targets" in said["responsibilities"]
    assert attribute(page, "link[rel=canonical]", "href") == said["url"]


def test_search_engines_are_told_the_levels_of_the_api(client: TestClient) -> None:
    for entry in profiles(LIBRARY):
        page = LexborHTMLParser(client.get(f"/profiles/{entry.id}").text)
        said = json.loads(one(page, "script[type='application/ld+json']").text())
        answer = client.get(f"/api/v1/profiles/{entry.id}").json()
        levels = {each["label"]: each["level"] for each in answer["qualifications"]}
        for each in said.get("qualifications", []):
            level = levels[each["credentialCategory"]]
            assert each.get("educationalLevel") == (level and f"RQF level {level}"), entry.id


def test_a_profile_with_hardly_anything_is_a_page_all_the_same(read: Read) -> None:
    page = read("/profiles/baker")
    assert texts(page, "h1") == ["Baker"]
    assert page.css(".also, .lead") == []
    assert texts(page, ".ladder li") == ["Level 0 Start here: College no qualifications needed"]


def test_an_unknown_profile_is_a_page_that_leads_on(client: TestClient) -> None:
    response = client.get("/profiles/astronaut")
    assert response.status_code == 404
    page = LexborHTMLParser(response.text)
    assert texts(page, "h1") == ["Page not found"]
    assert page.css_first("main a[href='/jobs/profiles']")
    assert attribute(page, "meta[name=robots]", "content") == "noindex"


def test_a_profile_links_the_jobs_that_its_text_names_as_steps(read: Read) -> None:
    page = read("/profiles/zoo-keeper")
    links = {link.text(): link.attributes["href"] for link in page.css("#opportunities a.job")}
    assert links == {
        "marine biologist": "/jobs/profiles/marine-biologist",
        "police officer": "/jobs/profiles/police-officer",
        "chefs": "/jobs/profiles/chef",
    }


def test_a_word_of_the_query_is_marked_inside_the_link_to_a_job(read: Read) -> None:
    page = read("/profiles/zoo-keeper?q=marine")
    assert one(page, "#opportunities a.job mark").text() == "marine"


def test_a_profile_says_where_it_can_lead_and_where_people_come_from(read: Read) -> None:
    section = one(read("/profiles/zoo-keeper"), "#job_paths")
    assert texts(section, "h3") == ["People come from", "Where it can lead"]
    assert texts(section, "li") == [
        *("Chef", "Marine biologistand from there to Software developer", "Police officer"),
    ]
    assert {link.attributes["href"] for link in section.css("a")} == {
        f"/jobs/profiles/{name}"
        for name in ("chef", "marine-biologist", "police-officer", "software-developer")
    }


def test_the_map_of_paths_says_in_words_what_it_shows(read: Read) -> None:
    page = read("/profiles/zoo-keeper")
    svg = one(page, "#job_paths svg[role=img]")
    assert texts(svg, "text") == [
        *("Chef", "Zoo keeper", "Marine biologist", "Software developer", "Police officer"),
    ]
    name = one(page, f"[id='{svg.attributes['aria-labelledby']}']").text()
    assert name.startswith("People come to Zoo keeper from: Chef. Zoo keeper can lead to: Marine biologist,")


def test_a_single_path_is_a_link_without_a_map_and_none_is_nothing(read: Read) -> None:
    assert read("/profiles/marine-biologist").css("#job_paths svg") == []
    assert texts(read("/profiles/marine-biologist"), "#job_paths li") == ["Software developer"]
    assert read("/profiles/baker").css("#job_paths, .contents a[href='#job_paths']") == []


def test_the_card_says_first_how_to_start_and_where_it_leads(read: Read) -> None:
    page = read("/profiles/zoo-keeper")
    said = dict(zip(texts(page, ".glance dt"), texts(page, ".glance dd"), strict=True))
    assert said["Where it can lead"] == "Marine biologist, Police officer"
    assert "Volunteering" in said["Ways in"]
    ways = [fragment(link) for link in page.css(".glance a[href^='#']")]
    assert ways
    assert all(page.css_first(f"[id='{way}']") for way in ways)
    assert "What it is" not in said, "the summary above says so"


def test_up_to_five_other_names_are_shown_and_the_rest_are_folded(read: Read) -> None:
    page = read("/profiles/zoo-keeper")
    assert texts(page, "p.also") == [
        "Also called Animal keeper, Bird keeper, Reptile keeper, Primate keeper, Elephant keeper"
    ]
    assert texts(page, "details.also summary") == ["2 other names"]
    assert texts(page, "details.also p") == ["Aquarist, Keeper of big cats"]
    assert read("/profiles/nurse").css("details.also") == []


def test_a_printed_profile_has_its_address_and_its_date(read: Read) -> None:
    printed = one(read("/profiles/zoo-keeper?q=keeper"), ".printed")
    assert printed.text() == f"{PUBLIC}/profiles/zoo-keeper"
