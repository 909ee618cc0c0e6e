from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from indexer.query import Query
from indexer.results import Entry
from service.app import create_app
from service.settings import Settings
from service.view.filters import ordering
from tests.pages.conftest import PUBLIC, Read
from tests.pages.nodes import Node, attribute, one, texts
from tests.site import indexed


def titles(page: Node) -> list[str]:
    return texts(page, ".hit h2")


def test_a_passage_names_its_section_marks_the_words_and_leads_there(read: Read) -> None:
    page = read("/?q=inventory+control+careers")
    first = one(page, ".hit")
    assert titles(page)[0] == "Production manager"
    where = one(first, ".where")
    assert where.text(deep=False) == "Opportunities"
    assert {"inventory", "control"} <= set(texts(first, "mark"))
    address = urlsplit(where.attributes["href"] or "")
    assert (address.path, address.fragment) == ("/jobs/profiles/production-manager", "opportunities")
    assert parse_qs(address.query) == {"q": ["inventory control careers"]}
    assert read(f"/profiles/production-manager?{address.query}").css_first("#opportunities mark")


def test_a_word_that_says_only_that_this_is_about_careers_is_named_as_set_aside(read: Read) -> None:
    assert any("“careers”" in note for note in texts(read("/?q=inventory+control+careers"), ".note"))


def test_a_hit_without_a_summary_begins_with_what_its_description_says_first(read: Read) -> None:
    page = read("/?q=baker")
    assert texts(one(page, "#hit-baker"), ".summary") == [
        "Bakers get up early so that the rest of us have bread."
    ]


def test_a_hit_says_on_one_line_how_to_start_and_with_what_at_least(read: Read) -> None:
    hit = one(read("/?q=inventory+control"), "#hit-production-manager")
    assert texts(hit, ".outline") == ["From a degree · university, apprenticeship, applying directly"]
    assert hit.css(".labels") == []


def test_a_heading_that_asks_is_not_followed_by_a_colon(tmp_path: Path) -> None:
    text = "---\ntitle: Tiler\n---\n\n## Job description\n\nTilers tile.\n\n## {}\n\nIt is dusty.\n"
    for name, heading in (("roof", "What is it like?"), ("wall", "Conditions")):
        (tmp_path / f"{name}.md").write_text(text.format(heading), "utf-8")
    engine = indexed(tmp_path, tmp_path / "index")
    page = LexborHTMLParser(TestClient(create_app(Settings(), engine)).get("/?q=dusty").text)
    said = {hit.attributes["id"]: texts(hit, ".passage") for hit in page.css(".hit")}
    engine.close()
    assert said == {
        "hit-roof": ["What is it like? of Tiler It is dusty."],
        "hit-wall": ["Conditions of Tiler: It is dusty."],
    }


def test_a_passage_that_is_the_summary_is_marked_in_the_summary(read: Read) -> None:
    hit = one(read("/?q=bread+early"), "#hit-baker")
    assert texts(hit, ".summary mark") == ["early", "bread"]
    assert hit.css(".passage") == []


def test_the_job_that_is_named_has_no_passages_and_others_keep_theirs(read: Read) -> None:
    page = read("/?q=production+manager")
    assert one(page, "#hit-production-manager").css(".passage") == []
    assert len(page.css(".hit")) > 1
    assert page.css(".passage")


def test_another_word_that_was_searched_is_named_once_above_the_list(read: Read) -> None:
    page = read("/?q=lawyer")
    assert texts(page, ".note") == ["Also searched for “law”."]
    assert page.css(".why") == []


def test_filters_are_a_plain_form_with_counts_in_the_text(read: Read) -> None:
    page = read("/?q=control")
    box = one(page, "input[name=qualification][value=hnd]")
    assert box.attributes["form"] == attribute(page, "form[role=search]", "id")
    assert texts(page, "#choice-qualification-hnd") == ["Higher National Diploma (HND) (1)"]
    assert attribute(page, "button.apply", "form") == "search"


def test_ticking_one_value_leaves_its_siblings_their_counts(read: Read) -> None:
    before, after = read("/?q=control"), read("/?q=control&qualification=hnd")
    assert texts(before, "#filter-qualification .choice") == texts(after, "#filter-qualification .choice")
    assert len(titles(after)) == 1


def test_a_ticked_value_stays_listed_where_nothing_has_it(read: Read) -> None:
    page = read("/?q=baker&qualification=doctorate")
    assert one(page, "input[value=doctorate]").attributes.get("checked", "no") is None
    assert "(0)" in texts(page, "#choice-qualification-doctorate")[0]


def test_each_active_filter_can_be_taken_away_and_is_counted_in_the_summary(read: Read) -> None:
    page = read("/?q=control&qualification=hnd&level=5&role=direct")
    assert texts(page, ".filters > summary") == ["Filter and sort (3 on)"]
    assert len(page.css(".active a")) == 3
    for link in page.css(".active a"):
        left = parse_qs(urlsplit(link.attributes["href"] or "").query)
        assert len({"qualification", "level", "role"} & set(left)) == 2


def test_filters_of_ways_come_first_and_what_one_has_is_one_choice(read: Read) -> None:
    page = read("/?q=&have=6")
    groups = [each.attributes["id"] for each in page.css(".groups fieldset")]
    assert groups[:3] == ["filter-route", "filter-have", "filter-qualification"]
    choices = page.css("#filter-have input")
    assert {each.attributes["type"] for each in choices} == {"radio"}
    assert [each.attributes["value"] for each in choices if "checked" in each.attributes] == ["6"]
    (link,) = page.css(".active a")
    assert link.text() == "Remove filter: A degree×"


def test_an_old_address_of_direct_ways_in_answers_and_its_switch_is_on_no_other_page(read: Read) -> None:
    page = read("/?q=&role=direct&qualification=bachelors")
    assert attribute(page, "input[name=role]", "type") == "hidden"
    assert "Remove filter: Only if it gets you straight into the job×" in texts(page, ".active a")
    assert read("/?q=&qualification=bachelors").css_first("input[name=role]") is None


def test_the_meaning_of_the_counts_follows_old_addresses(read: Read) -> None:
    assert texts(read("/?q=degree"), "#meaning") == ["How many of these jobs accept it."]
    direct = "How many of these jobs accept it as a way straight into the job."
    assert texts(read("/?q=degree&role=direct"), "#meaning") == [direct]


def test_orders_and_pages_keep_the_question(read: Read) -> None:
    page = read("/?q=work&page_size=2&qualification=nvq&qualification=gcse")
    for link in page.css(".sorts a, .pages a"):
        asked = parse_qs(urlsplit(link.attributes["href"] or "").query)
        assert asked["q"] == ["work"]
        assert asked["qualification"] == ["gcse", "nvq"]


def test_pages_number_the_hits_on(read: Read) -> None:
    page = read("/?q=&page_size=5&page=2")
    assert attribute(page, "ol.hits", "start") == "6"
    assert texts(page, ".pages [aria-current]") == ["2"]
    assert len(titles(page)) == 5
    assert not set(titles(page)) & set(titles(read("/?q=&page_size=5")))


def test_the_list_of_everything_leads_back_to_its_own_first_page(read: Read) -> None:
    page = read("/?q=&page_size=10&page=2")
    links = [link.attributes["href"] or "" for link in page.css(".pages a, link[rel=prev]")]
    assert links.count("/jobs/?q=") == 3
    assert one(read("/?level=6"), ".active a").attributes["href"] == "/jobs/?q="
    assert len(titles(read("/?q="))) == 10


def test_a_page_beyond_the_last_leads_back_to_the_first(read: Read) -> None:
    page = read("/?q=nurse&page=40")
    assert titles(page) == []
    assert "Go to page 1" in one(page, "#answer").text()


def test_a_list_without_words_runs_from_a_to_z_and_says_so(read: Read) -> None:
    page = read("/?q=")
    assert titles(page) == sorted(titles(page))
    assert texts(page, ".sorts a") == ["A to Z", "Last updated"]
    assert texts(page, ".sorts [aria-current]") == ["A to Z"]


@pytest.mark.parametrize(("text", "orders"), [("bells", ["Relevance", "A to Z"]), ("", ["A to Z"])])
def test_a_library_without_dates_is_not_sorted_by_them(text: str, orders: list[str]) -> None:
    assert [order.label for order in ordering(Query(text=text), [Entry("a", "A")]).sorts()] == orders


def test_of_a_misspelt_question_the_page_speaks_of_the_words_that_it_searched(read: Read) -> None:
    page = read("/?q=electrcian+nurse")
    assert texts(page, "h1") == [f"{len(titles(page))} results for “electrician nurse”"]
    assert "No profile matches all your words. These match some of them." in one(page, "#answer").text()
    assert "Missing: electrician" in texts(one(page, "#hit-nurse"), ".why")
    assert "electrcian" not in one(page, ".hits").text()


def test_an_offer_stands_beside_a_correction(read: Read) -> None:
    page = read("/?q=electrcian+nrse")
    notes = " ".join(texts(page, ".note"))
    assert "Showing results for electrician nrse" in notes
    assert "Did you mean electrician nurse?" in notes


def test_a_misspelt_word_is_read_as_what_it_was_meant_to_be_and_can_be_searched_as_typed(read: Read) -> None:
    page = read("/?q=electrcian")
    assert titles(page)[0] == "Electrician"
    note = one(page, ".note")
    assert "Showing results for electrician" in note.text()
    asked = urlsplit(attribute(note, "a", "href")).query
    assert parse_qs(asked) == {"q": ["electrcian"], "exact": ["1"]}
    exact = read(f"/?{asked}")
    assert titles(exact) == []
    assert "Exactly as typed" in texts(exact, ".active")[0]


def test_a_hit_found_by_another_name_says_so(read: Read) -> None:
    page = read("/?q=constable")
    assert titles(page)[0] == "Police officer"
    assert "Also called Police constable" in texts(one(page, "#hit-police-officer"), ".why")


def test_nothing_found_still_leads_on(read: Read) -> None:
    page = read("/?q=nurse&qualification=hnc&category=Building")
    assert texts(page, "h1") == ["No results for “nurse” with Higher National Certificate (HNC) and Building"]
    assert "“nurse” without filters (1)" in texts(page, ".ways li")
    assert any(link.attributes["href"] == "/jobs/?category=Building" for link in page.css(".ways a"))


def test_a_phrase_that_stands_nowhere_leads_to_its_words(read: Read) -> None:
    page = read("/?q=%22control+inventory%22")
    assert texts(page, "h1") == ['No results for "control inventory"']
    assert any(way.startswith("control inventory, in any order") for way in texts(page, ".ways li"))


@pytest.mark.parametrize(
    ("query", "wider"),
    [
        ("nurse -nurse", "nurse (1)"),
        ("“nurse” Nurse −nurse", "nurse (1)"),
        ("nurse -nurse -ward", "nurse ward, in any order (1)"),
    ],
)
def test_a_wider_search_names_a_word_once_and_without_signs(read: Read, query: str, wider: str) -> None:
    page = read(f"/?{urlencode({'q': query})}")
    assert [way for way in texts(page, ".ways li") if way.startswith("nurse")] == [wider]


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><b>x', "{{ 7 * 7 }}", "a" * 3000])
def test_what_is_asked_is_shown_and_never_run(client: TestClient, query: str) -> None:
    response = client.get("/", params={"q": query})
    assert response.status_code == 200
    page = LexborHTMLParser(response.text)
    assert attribute(page, "#q", "value") == query[:500]
    assert page.css("main script, b") == []


def test_unknown_parameters_and_wrong_values_are_passed_over(read: Read) -> None:
    page = read("/?q=nurse&utm_source=mail&page=x&level=99&qualification=")
    assert titles(page)[0] == "Nurse"


def test_lists_are_for_people_and_not_for_search_engines(read: Read) -> None:
    page = read("/?q=nurse&level=6")
    assert attribute(page, "meta[name=robots]", "content") == "noindex"
    assert attribute(page, "link[rel=canonical]", "href") == f"{PUBLIC}/?q=nurse&level=6"


def test_the_front_page_leads_into_the_library(read: Read) -> None:
    page = read("/")
    assert texts(page, ".masthead .lead") == [
        "Find out what jobs are like, what you need to start, and where they can lead."
    ]
    assert texts(page, ".question, h1") == ["What interests you?", "What do you have?"]
    assert "Building" in texts(page, ".ways li")
    assert page.css_first("main a[href='/jobs/profiles']")
    assert page.css_first("main a[href='/jobs/like']")
    assert page.css_first("main a[href='/jobs/qualifications']")
    assert page.css("meta[name=robots]") == []
    assert attribute(page, "link[rel=canonical]", "href") == f"{PUBLIC}/"
