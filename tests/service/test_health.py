from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from indexer.engines import open_engine
from indexer.library.corpus import Corpus
from indexer.report import Report
from indexer.updating.acceptance import GoldenQuery
from indexer.updating.sync import sync
from service import app_state

Client = Callable[..., TestClient]


def figures(client: TestClient) -> dict[str, float]:
    """The figures by name and labels."""
    text = client.get("/metrics").text
    return {
        sample.name + str(sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_service_that_lives_says_so_even_without_an_index(serve: Client, tmp_path: Path) -> None:
    client = serve(index=str(tmp_path / "none"))
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (503, False)
    assert "there is no index" in ready.json()["problems"][0]


def test_a_service_is_ready_when_an_index_serves(client: TestClient) -> None:
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {"ready": True, "generation": "g00000001", "problems": []}


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    for path in ("/api/v1/profiles/nurse", "/api/v1/profiles/baker", "/api/v1/profiles/nobody", "/nothing"):
        client.get(path)
    seen = figures(client)
    route = "/api/v1/profiles/{id}"
    assert seen[f"profile_index_requests_total{sorted(['GET', route, '200'])}"] == 2
    assert seen[f"profile_index_requests_total{sorted(['GET', route, '404'])}"] == 1
    assert seen[f"profile_index_requests_total{sorted(['GET', 'none', '404'])}"] == 1
    assert seen[f"profile_index_request_seconds_count['{route}']"] == 3


@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the log says of each search that finds nothing."""
    seen: list[dict[str, object]] = []
    monkeypatch.setattr(
        app_state.log, "info", lambda event, **said: seen.append({"event": event, **said}), raising=False
    )
    return seen


def without_results(client: TestClient) -> float:
    return figures(client)["profile_index_searches_without_results_total[]"]


@pytest.mark.parametrize("path", ["/", "/api/v1/search"])
def test_every_search_that_finds_nothing_is_counted_and_logged(
    client: TestClient, missed: list[dict[str, object]], path: str
) -> None:
    for _ in range(3):
        client.get(path, params={"q": "zzyzx"})
    client.get(path, params={"q": "nurse"})
    assert without_results(client) == 3
    assert missed == [{"event": "search found nothing", "text": "zzyzx", "filters": {}}] * 3


@pytest.mark.parametrize("path", ["/", "/api/v1/search"])
def test_a_search_that_finds_nothing_counts_though_the_client_has_its_answer(
    serve: Client, path: str
) -> None:
    client = serve(answer_cache=0)
    first = client.get(path, params={"q": "zzyzx"})
    again = client.get(path, params={"q": "zzyzx"}, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, without_results(client)) == (304, 2)


@pytest.mark.parametrize("path", ["/", "/api/v1/search"])
def test_the_log_says_what_a_search_that_found_nothing_was_narrowed_by(
    client: TestClient, missed: list[dict[str, object]], path: str
) -> None:
    filters = {"category": ["Healthcare", "Nowhere"], "level": ["8"], "role": "direct", "exact": "1"}
    client.get(path, params={"q": "bread", **filters, "route": ["work"], "have": "0"})
    client.get(path, params={"category": "Nowhere"})
    assert [event["text"] for event in missed] == ["bread", ""]
    assert missed[0]["filters"] == {
        "route": ["work"],
        "have": 0,
        "category": ["Healthcare", "Nowhere"],
        "level": [8],
        "role": "direct",
        "exact": True,
    }
    assert missed[1]["filters"] == {"category": ["Nowhere"]}
    assert without_results(client) == 2


@pytest.mark.parametrize("path", ["/", "/profiles", "/qualifications/hnd", "/profiles/nurse?q=zzyzx"])
def test_what_is_no_search_is_not_counted_as_one(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200
    assert without_results(client) == 0


def test_the_index_that_serves_has_figures(client: TestClient) -> None:
    seen = figures(client)
    assert seen["profile_index_profiles[]"] == 6
    assert seen["profile_index_healthy[]"] == 1
    assert 0 <= seen["profile_index_generation_age_seconds[]"] < 3600


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A library with an index, to build again."""
    (tmp_path / "profiles").mkdir()
    save(tmp_path, "cobbler", "You mend boots.")
    assert rebuilt(tmp_path).objections == ()
    return tmp_path


def save(shop: Path, name: str, text: str) -> None:
    (shop / "profiles" / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n## Duties\n\n{text}\n")


def rebuilt(shop: Path, *golden: GoldenQuery) -> Report:
    """What a build by another engine than the one that serves does."""
    with closing(open_engine(f"whoosh:{shop / 'index'}")) as engine:
        return sync(Corpus([shop / "profiles"]), engine, golden=golden)


def test_a_build_that_is_not_served_is_seen_wherever_a_monitor_looks(serve: Client, shop: Path) -> None:
    client = serve(index=str(shop / "index"), rebuild_token="a-token-that-is-set")
    token = {"Authorization": "Bearer a-token-that-is-set"}
    assert client.get("/readyz").json()["problems"] == []
    assert figures(client)["profile_index_last_build_success[]"] == 1
    save(shop, "saddler", "You sew saddles.")
    report = rebuilt(shop, GoldenQuery("boots", ("nobody",)))
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["generation"]) == (200, "g00000001")
    for problems in (
        ready.json()["problems"],
        client.get("/api/v1/status", headers=token).json()["problems"],
    ):
        assert len(problems) == 1
        assert problems[0].startswith("edits are held back")
        assert report.objections[0] in problems[0]
    seen = figures(client)
    assert seen["profile_index_last_build_success[]"] == 0
    assert seen["profile_index_healthy[]"] == 1, "what serves is sound"
    assert seen["profile_index_last_build_timestamp_seconds[]"] == pytest.approx(report.ended.timestamp())
    rebuilt(shop)
    assert client.get("/readyz").json()["problems"] == []
    assert figures(client)["profile_index_last_build_success[]"] == 1


def test_files_that_a_build_could_not_read_have_a_figure(serve: Client, shop: Path) -> None:
    client = serve(index=str(shop / "index"))
    assert figures(client)["profile_index_refused_files[]"] == 0
    for name in ("saddler", "glover"):
        save(shop, name, "")
        (shop / "profiles" / f"{name}.md").write_bytes(b"\xff")
    rebuilt(shop)
    seen = figures(client)
    assert (seen["profile_index_refused_files[]"], seen["profile_index_last_build_success[]"]) == (2, 1)


def test_where_nothing_was_built_yet_there_are_no_figures_of_a_build(serve: Client, tmp_path: Path) -> None:
    names = " ".join(figures(serve(index=str(tmp_path / "none"))))
    assert "profile_index_healthy" in names
    assert "last_build" not in names


def test_an_odd_method_adds_no_figure_of_its_own(client: TestClient) -> None:
    for method in ("BREW", "WHEN"):
        client.request(method, "/api/v1/search")
    seen = figures(client)
    assert seen[f"profile_index_requests_total{sorted(['other', '/api/v1/search', '405'])}"] == 2
