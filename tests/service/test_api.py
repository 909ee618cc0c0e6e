from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from indexer.profile import SectionKind
from indexer.query import Query
from service.http.security import HEADERS, LARGEST_BODY
from service.querystring import REACH
from tests.service.conftest import build, library, simple_profile

Client = Callable[..., TestClient]
SEARCH = "/api/v1/search"


def test_a_search_answers_in_the_shape_of_the_contract(client: TestClient) -> None:
    answer = client.get(SEARCH, params={"q": "inventory control careers", "qualification": "hnd"}).json()
    assert (answer["total"], answer["page"], answer["pages"], answer["page_size"]) == (1, 1, 1, 10)
    assert answer["generation"] == "g00000001"
    assert answer["took_ms"] >= 0
    assert answer["query"]["text"] == "inventory control careers"
    assert answer["query"]["ignored"] == ["careers"]
    assert answer["query"]["with_all_words"] == 1
    hit = answer["hits"][0]
    assert (hit["id"], hit["title"], hit["category"]) == (
        "production-manager",
        "Production manager",
        "Manufacturing",
    )
    assert {"word": "inventory", "as": "inventory", "how": "exact", "sections": ["opportunities"]} in hit[
        "matched"
    ]
    facet = next(each for each in answer["facets"] if each["name"] == "qualification")
    chosen = next(each for each in facet["values"] if each["value"] == "hnd")
    assert (chosen["count"], chosen["selected"], chosen["level"]) == (1, True, 5)


def test_a_hit_says_by_which_ways_one_can_begin(client: TestClient) -> None:
    answer = client.get(SEARCH, params={"have": "6", "route": "direct"}).json()
    ways = {hit["id"]: hit["ways"] for hit in answer["hits"]}
    assert set(ways) == {"baker", "midwife", "nurse"}
    assert ways["nurse"] == [{"route": "direct", "start": [6, 6], "needs_experience": False, "open": True}]
    roofer = next(hit for hit in client.get(SEARCH).json()["hits"] if hit["id"] == "roofer")
    assert roofer["ways"] == [
        {"route": "apprenticeship", "start": None, "needs_experience": False, "open": None}
    ]


def test_pages_keep_the_ways_that_were_asked_for(client: TestClient) -> None:
    asked = {"have": "8", "route": ["direct", "apprenticeship"], "page_size": "1"}
    link = client.get(SEARCH, params=asked).headers["Link"]
    assert "route=apprenticeship&route=direct&have=8" in link


def test_what_was_understood_of_a_question_can_be_taken_away(client: TestClient) -> None:
    read = client.get("/api/v1/search?q=nurse+without+a+degree").json()["query"]
    assert [(one["kind"], one["value"], one["negated"]) for one in read["understood"]] == [
        ("job", "nurse", False),
        ("qualification", "bachelors", True),
    ]
    assert read["understood"][1]["without_it"] == "nurse"
    assert read["understood"][1]["span"] == [16, 22]
    literal = client.get("/api/v1/search?q=nurse+without+a+degree&literal=1").json()
    assert (literal["query"]["understood"], literal["answer"]) == ([], None)


def test_a_question_about_one_job_is_answered_with_addresses(client: TestClient) -> None:
    answer = client.get("/api/v1/search?q=do+i+need+a+degree+to+be+a+nurse").json()["answer"]
    assert answer["aspect"] == "requirements"
    assert answer["profile"]["url"].split("?")[0].endswith("/profiles/nurse")
    assert answer["profile"]["title"] == "Nurse"
    assert answer["ways"]
    assert 0 < len(answer["quotes"]) <= 3
    profile = client.get("/api/v1/profiles/nurse").json()
    texts = {section["anchor"]: section["text"] for section in profile["sections"]}
    for quote in answer["quotes"]:
        marked = [quote["text"][start:end] for start, end in quote["highlights"]]
        assert marked
        assert all(words in texts[quote["anchor"]] for words in marked)
        assert quote["url"].endswith(f"#{quote['anchor']}")


def test_what_the_library_cannot_know_is_named(client: TestClient) -> None:
    answer = client.get("/api/v1/search?q=nurse+salary").json()
    assert answer["query"]["unsupported"] == ["pay"]
    assert (answer["answer"]["quotes"], answer["answer"]["ways"]) == ([], [])


def test_highlights_are_code_points_of_the_passage(client: TestClient) -> None:
    hit = client.get(SEARCH, params={"q": "inventory control"}).json()["hits"][0]
    snippet = next(each for each in hit["snippets"] if each["section"] == "opportunities")
    marked = [snippet["text"][start:end] for start, end in snippet["highlights"]]
    assert marked == ["inventory", "control"]


def test_a_snippet_leads_to_its_section_with_the_words_marked(client: TestClient) -> None:
    hit = client.get(SEARCH, params={"q": "inventory control"}).json()["hits"][0]
    snippet = next(each for each in hit["snippets"] if each["section"] == "opportunities")
    assert hit["url"] == "/profiles/production-manager?q=inventory+control"
    assert snippet["url"] == hit["url"] + "#" + snippet["anchor"]
    anchors = [
        each["anchor"] for each in client.get("/api/v1/profiles/production-manager").json()["sections"]
    ]
    assert snippet["anchor"] in anchors


def test_addresses_stand_below_the_path_of_the_public_address(serve: Client) -> None:
    client = serve(base_url="https://example.org/careers")
    answer = client.get(SEARCH, params={"q": "nurse", "page_size": "1"}, headers={"Host": "evil.example"})
    assert answer.json()["hits"][0]["url"] == "/careers/profiles/nurse?q=nurse"
    assert "evil" not in answer.text + str(answer.headers)


def test_an_empty_question_lists_everything_a_to_z_with_facets(client: TestClient) -> None:
    answer = client.get(SEARCH).json()
    titles = [hit["title"] for hit in answer["hits"]]
    assert titles == ["Baker", "Electrician", "Midwife", "Nurse", "Production manager", "Roofer"]
    names = ["route", "have", "qualification", "level", "environment", "category"]
    assert [facet["name"] for facet in answer["facets"]] == names


def test_signs_without_a_word_list_everything_and_are_named(client: TestClient) -> None:
    answer = client.get(SEARCH, params={"q": "🙂 !?"}).json()
    assert answer["total"] == client.get(SEARCH).json()["total"]
    assert answer["query"]["ignored"] == ["🙂", "!?"]


def test_beyond_the_last_page_a_link_leads_back_to_it(client: TestClient) -> None:
    beyond = client.get(SEARCH, params={"page": "90", "page_size": "5"})
    assert beyond.json()["hits"] == []
    assert list(beyond.links) == ["prev"]
    last = client.get(beyond.links["prev"]["url"]).json()
    assert (last["page"], bool(last["hits"])) == (last["pages"], True)


def test_links_lead_to_the_pages_around(client: TestClient) -> None:
    links = client.get(SEARCH, params={"page": "2", "page_size": "2", "sort": "title"}).links
    assert links["prev"]["url"] == "/api/v1/search?sort=title&page_size=2"
    assert links["next"]["url"] == "/api/v1/search?sort=title&page=3&page_size=2"
    followed = client.get(links["next"]["url"])
    assert [hit["title"] for hit in followed.json()["hits"]] == ["Production manager", "Roofer"]
    assert "next" not in followed.links


@pytest.mark.parametrize(
    "path",
    ["/search?q=nurse", "/suggest?q=nu", "/profiles/nurse", "/profiles/nurse/similar", "/qualifications"],
)
def test_an_answer_that_the_client_has_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get("/api/v1" + path)
    again = client.get("/api/v1" + path, headers={"If-None-Match": f'"x", {first.headers["ETag"]}'})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Content-Security-Policy" in again.headers


def test_another_question_has_another_etag(client: TestClient) -> None:
    tags = {client.get(SEARCH, params={"q": text}).headers["ETag"] for text in ("nurse", "midwife", "")}
    assert len(tags) == 3


def test_the_same_question_in_other_words_of_the_address_has_the_same_etag(client: TestClient) -> None:
    one = client.get(f"{SEARCH}?q=nurse&level=6&level=3&page=1").headers["ETag"]
    other = client.get(f"{SEARCH}?level=3&level=6&sort=&q=+nurse").headers["ETag"]
    assert one == other


def test_a_whole_profile_gives_its_ways_in_as_the_command_line_prints_them(client: TestClient) -> None:
    assert client.get("/api/v1/profiles/nurse").json()["ways"] == [
        {
            "route": "direct",
            "start": [6, 6],
            "needs_experience": False,
            "needs": ["bachelors"],
            "leads_to": [],
            "quote": "You need a degree in nursing.",
        }
    ]


def test_a_whole_profile_gives_the_jobs_around_it_by_their_ids(serve: Client, tmp_path: Path) -> None:
    text = "You could start as a roofer. With experience, you could become a nurse or a midwife."
    thatcher = simple_profile("Thatcher", text)
    told = msgspec.structs.replace(thatcher.sections[1], kind=SectionKind.OPPORTUNITIES)
    build(tmp_path / "paths", [*library(), msgspec.structs.replace(thatcher, sections=(told,))])
    client = serve(index=str(tmp_path / "paths"))
    answer = client.get("/api/v1/profiles/thatcher").json()
    assert (answer["leads_to"], answer["comes_from"]) == (["nurse", "midwife"], ["roofer"])
    assert client.get("/api/v1/profiles/nurse").json()["leads_to"] == []


def test_a_declared_qualification_stands_nowhere(serve: Client, tmp_path: Path) -> None:
    declared = msgspec.structs.replace(simple_profile("Baker", "Bring a hat."), qualifications=("hnd",))
    build(tmp_path / "declared", [declared])
    client = serve(index=str(tmp_path / "declared"))
    (named,) = client.get("/api/v1/profiles/baker").json()["qualifications"]
    (mention,) = named["mentions"]
    assert {mention[key] for key in ("section", "anchor", "start", "end")} == {None}


def test_a_profile_says_when_it_is_next_due_for_review(serve: Client, tmp_path: Path) -> None:
    due = msgspec.structs.replace(simple_profile("Baker", "Bring a hat."), review_by=dt.date(2027, 3, 1))
    build(tmp_path / "due", [due, simple_profile("Nurse", "Bring a watch.")])
    client = serve(index=str(tmp_path / "due"))
    assert client.get("/api/v1/profiles/baker").json()["review_by"] == "2027-03-01"
    assert client.get("/api/v1/profiles/nurse").json()["review_by"] is None
    page = client.get("/profiles/baker").text
    assert 'Next review due <time datetime="2027-03-01">1 March 2027</time>' in page
    assert "Next review" not in client.get("/profiles/nurse").text


def test_a_whole_profile_says_which_qualifications_it_names_and_where(client: TestClient) -> None:
    answer = client.get("/api/v1/profiles/production-manager").json()
    assert answer["alternative_titles"] == ["Factory manager"]
    assert (answer["updated"], answer["published"]) == ("2026-03-01", None)
    assert [section["kind"] for section in answer["sections"]] == ["duties", "requirements", "opportunities"]
    assert answer["sections"][2]["anchor"] == "where-it-leads-and-whats-next"
    named = {each["slug"]: each for each in answer["qualifications"]}
    assert (named["hnd"]["level"], named["bachelors"]["level"]) == (5, 6)
    (mention,) = named["hnd"]["mentions"]
    assert (mention["section"], mention["anchor"]) == ("requirements", answer["sections"][1]["anchor"])
    assert answer["sections"][1]["text"][mention["start"] : mention["end"]] == mention["text"] == "HND"
    assert (mention["role"], mention["levels"]) == ("entry", {"low": 5, "high": 5, "basis": "usual"})


def test_suggestions_lead_somewhere(client: TestClient) -> None:
    answer = client.get("/api/v1/suggest", params={"q": "factory"}).json()
    assert answer["query"] == "factory"
    first = answer["suggestions"][0]
    assert (first["text"], first["leads_to"]) == ("Factory manager", "Production manager")
    assert client.get(first["url"]).status_code == 200


def test_nothing_typed_suggests_nothing(client: TestClient) -> None:
    assert client.get("/api/v1/suggest", params={"q": " "}).json()["suggestions"] == []


def test_a_profile_is_not_similar_to_itself(client: TestClient) -> None:
    answer = client.get("/api/v1/profiles/nurse/similar", params={"limit": "2"}).json()
    assert answer["id"] == "nurse"
    assert 1 <= len(answer["hits"]) <= 2
    assert "nurse" not in [hit["id"] for hit in answer["hits"]]


def test_the_taxonomy_counts_the_profiles_that_name_each_kind(client: TestClient) -> None:
    answer = client.get("/api/v1/qualifications").json()["qualifications"]
    counts = {each["slug"]: each["count"] for each in answer}
    assert (counts["apprenticeship"], counts["bachelors"], counts["hnd"], counts["doctorate"]) == (2, 3, 1, 0)


def test_the_status_says_what_serves(client: TestClient) -> None:
    answer = client.get("/api/v1/status")
    assert answer.headers["Cache-Control"] == "no-store"
    said = answer.json()
    assert (said["generation"], said["profiles"], said["healthy"]) == ("g00000001", 6, True)
    assert said.keys() == {"generation", "profiles", "built", "healthy"}


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        (f"{SEARCH}?page=0", 400, "page: '0' is not allowed (use a whole number from 1 to 10,000)"),
        (f"{SEARCH}?page=201&page_size=50", 400, f"page: page times page_size may be at most {REACH:,}"),
        ("/api/v1/suggest?limit=99", 400, "limit: '99' is not allowed (use a whole number from 1 to 20)"),
        ("/api/v1/status?x=1", 400, "x: unknown name"),
        ("/api/v1/profiles/nobody", 404, "There is no profile 'nobody'."),
        ("/api/v1/profiles/nobody/similar", 404, "There is no profile 'nobody'."),
        ("/api/v1/nothing", 404, "There is nothing at this address."),
        ("/api/v1/rebuild", 405, "Only POST is allowed here."),
        (f"/api/v1/profiles/{'x' * 81}", 404, f"There is no profile '{'x' * 80}…'."),
        (f"{SEARCH}?=1", 400, "'': unknown name"),
        (f"{SEARCH}?q=" + "x" * 33000, 414, "The address is too long. Use at most 32,000 characters."),
    ],
)
def test_an_error_is_a_problem_that_says_what_is_wrong(
    client: TestClient, path: str, status: int, detail: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    said = answer.json()
    assert (said["status"], said["detail"]) == (status, detail)
    assert said["instance"] == path.partition("?")[0]


def test_a_problem_names_each_parameter(client: TestClient) -> None:
    errors = client.get(SEARCH, params={"level": "12", "colour": "blue"}).json()["errors"]
    assert [each["parameter"] for each in errors] == ["level", "colour"]


@pytest.mark.parametrize("query", ["&".join(f"p{n}=1" for n in range(3000)), "level=x&" * 3000])
def test_an_answer_does_not_outgrow_a_question_with_thousands_of_mistakes(
    client: TestClient, query: str
) -> None:
    answer = client.get(f"{SEARCH}?{query}")
    assert answer.status_code == 400
    assert len(answer.content) < 5000
    assert "and 2,98" in answer.json()["detail"]


def test_a_body_is_refused_where_it_is_too_large_and_ignored_where_it_is_not(client: TestClient) -> None:
    assert client.post("/api/v1/rebuild", content=b"x" * (LARGEST_BODY + 1)).status_code == 413
    assert client.post("/api/v1/rebuild", content=b"{}").status_code == 404


def test_a_method_that_is_not_answered_names_those_that_are(client: TestClient) -> None:
    answer = client.delete(SEARCH)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert answer.json()["detail"] == "Only GET and HEAD are allowed here."


def test_head_answers_as_get_does(client: TestClient) -> None:
    got, headed = client.get(SEARCH), client.head(SEARCH)
    assert headed.status_code == 200
    assert headed.headers["ETag"] == got.headers["ETag"]


def test_a_fault_of_ours_is_a_problem_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("service.api.answers.search_answer", broken)
    answer = client.get(SEARCH)
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in answer.text
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


def test_without_an_index_the_answer_is_that_there_is_none(serve: Client, tmp_path: Path) -> None:
    answer = serve(index=str(tmp_path / "none")).get(SEARCH)
    assert answer.status_code == 503
    assert "there is no index" in answer.json()["detail"]


def test_without_an_index_a_visitor_reads_what_to_do_and_no_path_of_the_server(
    serve: Client, tmp_path: Path
) -> None:
    page = serve(index=str(tmp_path / "none")).get("/?q=nurse")
    assert page.status_code == 503
    assert "Try again in a few minutes." in page.text
    assert str(tmp_path) not in page.text


def test_another_origin_reads_the_api_only_where_the_settings_say_so(serve: Client) -> None:
    origin = {"Origin": "https://partner.example"}
    assert "Access-Control-Allow-Origin" not in serve().get(SEARCH, headers=origin).headers
    allowing = serve(cors_origins=("https://partner.example",))
    answer = allowing.get(SEARCH, headers=origin)
    assert answer.headers["Access-Control-Allow-Origin"] == "https://partner.example"
    assert "Link" in answer.headers["Access-Control-Expose-Headers"]
    stranger = allowing.get(SEARCH, headers={"Origin": "https://stranger.example"})
    assert "Access-Control-Allow-Origin" not in stranger.headers
    problem = allowing.get(f"{SEARCH}?page=0", headers=origin)
    assert problem.headers["Access-Control-Allow-Origin"] == "https://partner.example"


def test_an_answer_is_compressed_where_the_client_allows_it(client: TestClient) -> None:
    zipped = client.get(SEARCH, headers={"Accept-Encoding": "gzip"})
    plain = client.get(SEARCH, headers={"Accept-Encoding": "identity"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert zipped.json() == plain.json()


def test_an_answer_is_an_answer_whatever_is_asked(client: TestClient) -> None:
    for text in ("\x00", "😀", '"', "-", '-"a b"', "*", "a" * 500, "' or 1=1 --", "İ", "ﬁ"):
        answer = client.get(SEARCH, params={"q": text})
        assert answer.status_code == 200, text
        assert answer.json()["query"]["text"] == " ".join(text.split())


def test_the_query_of_the_search_parameters_has_the_same_names_and_defaults() -> None:
    from service.querystring import SearchParameters

    declared = {each.name: each.default for each in msgspec.structs.fields(SearchParameters)}
    assert declared == {each.name: each.default for each in msgspec.structs.fields(Query)}


def test_an_address_with_a_slash_too_many_leads_nowhere_that_a_visitor_chose(client: TestClient) -> None:
    answer = client.get("/api/v1/search/?q=nurse", headers={"Host": "evil.example"}, follow_redirects=False)
    assert answer.status_code == 404
    assert "evil" not in answer.text
